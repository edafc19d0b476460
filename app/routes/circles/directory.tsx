import { useLoaderData } from "@remix-run/react";
import { CirclePictures, CircleTreeList } from "#app/components/circle-picture.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { canCreateGeneral } from "#app/domain/circles/circle.policy.ts";
import { flatten, treeOf } from "#app/domain/circles/circle-tree.ts";
import { listNodesWithCircle, listNodesWithoutCircle, listOpenCircles } from "#app/domain/circles/picture.repo.server.ts";
import { nodesWith } from "#app/domain/rights.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { FilterBar, Select } from "#app/ui/form.tsx";
import { Page, Section } from "#app/ui/layout.tsx";

export { circleSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Círculos", "Cómo se gobierna la red: los círculos, unos dentro de otros, y los roles de cada uno.");

// Not kept: terms end by themselves, and with them what this page says.
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, url }) => {
  const { db, actor, now } = ctx;
  const wanted = url.searchParams.get("nodo") || null;
  const nodes = await listNodesWithCircle(db);
  const node = nodes.find(({ slug }) => slug === wanted) ?? null;
  const rows = await listOpenCircles(db, now, node?.slug ?? null);
  const own = actor && !actor.admin ? await listNodesWithoutCircle(db, nodesWith(actor, "run_circle")) : [];
  const general = node !== null || rows.some((row) => row.top === 1 && row.node_slug === null);
  return { trees: treeOf(rows), nodes, node, signedIn: actor !== null, missing: own, mayBegin: canCreateGeneral(actor) && !general };
});

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export default function CirclesPage() {
  const page = useLoaderData<typeof loader>();
  const { trees, node, signedIn } = page;
  const all = flatten(trees);
  return (
    <Page
      title={node ? `Círculos de ${node.name}` : "Círculos"}
      lead={all.length > 0 ? leadOf(all) : "Grupos de personas que conducen los nodos y la red, con roles que se eligen y que terminan."}
      actions={
        <>
          {signedIn && <LinkButton to={paths.governance({ nodo: node?.slug })}>Panorama</LinkButton>}
          <LinkButton to={paths.logbook()}>Bitácora</LinkButton>
        </>
      }
    >
      {page.nodes.length > 1 && (
        <FilterBar button="Ver" label="Elegir un nodo" auto clearTo={node ? paths.circles() : undefined}>
          <Select
            label="Nodo"
            name="nodo"
            value={node?.slug ?? ""}
            options={[{ value: "", label: "Toda la red" }, ...page.nodes.map(({ slug, name }) => ({ value: slug, label: name }))]}
          />
        </FilterBar>
      )}
      {all.length > 0 ? <Circles page={page} /> : <None page={page} />}
      <Begin page={page} none={all.length === 0} />
    </Page>
  );
}

function leadOf(all: { roles: number; held: number }[]): string {
  const [roles, held] = [all.reduce((sum, each) => sum + each.roles, 0), all.reduce((sum, each) => sum + each.held, 0)];
  const seats = roles === held ? `${counted(roles, "rol", "roles")}, todos con alguien` : `${held} de ${counted(roles, "rol", "roles")} con alguien`;
  return `${counted(all.length, "círculo", "círculos")} y ${roles === 0 ? "ningún rol todavía" : seats}.`;
}

function Circles({ page: { trees } }: { page: Loaded }) {
  return (
    <div className="circles-page">
      <p className="no-print">
        <a href="#lista">Ver solo la lista</a>
      </p>
      <CirclePictures trees={trees} />
      <Section title="Los mismos, en una lista" id="lista">
        <CircleTreeList trees={trees} />
      </Section>
    </div>
  );
}

function None({ page: { mayBegin, missing, signedIn } }: { page: Loaded }) {
  return (
    <Empty
      title="Todavía no hay círculos"
      icon="people"
      action={
        mayBegin ? (
          <LinkButton to={paths.circleNew()} kind="primary">
            Crear el círculo general
          </LinkButton>
        ) : undefined
      }
    >
      <p>
        Aquí se verá quién conduce cada nodo y la red: los círculos unos dentro de otros, sus roles y cuáles están vacantes. Sirve para que todas las personas sepan a quién
        dirigirse y qué roles se pueden asumir.
      </p>
      {!mayBegin && missing.length === 0 && <p>{signedIn ? "Los crea quien coordina un nodo, o la administración." : "Los crean las personas que coordinan los nodos."}</p>}
    </Empty>
  );
}

/** For those who may: nodes that they coordinate and that have no circle yet, and the general one. */
function Begin({ page: { missing, mayBegin }, none }: { page: Loaded; none: boolean }) {
  if (missing.length === 0 && (none || !mayBegin)) return null;
  return (
    <Section title="Por empezar" level={3}>
      <div className="cluster gap-s">
        {!none && mayBegin && <LinkButton to={paths.circleNew()}>Crear el círculo general de la red</LinkButton>}
        {missing.map(({ slug, name }) => (
          <LinkButton key={slug} to={paths.circleNew({ nodo: slug })}>
            Crear el círculo de {name}
          </LinkButton>
        ))}
      </div>
    </Section>
  );
}
