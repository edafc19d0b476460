import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { NodeEyebrow } from "#app/components/node-tag.tsx";
import { PeopleList } from "#app/components/people-list.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { searchPeople } from "#app/domain/identity/people.repo.server.ts";
import { endCoordinator, nameCoordinator } from "#app/domain/nodes/coordination.server.ts";
import { nodeBySlug } from "#app/domain/nodes/nodes.server.ts";
import { type CoordinatorRow, listCoordinators } from "#app/domain/nodes/roles.repo.server.ts";
import { idFrom, wordsFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Confirm } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { ErrorSummary, FilterBar, SearchBox } from "#app/ui/form.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";

type Loaded = Awaited<ReturnType<typeof loader>>;

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? pageMeta(`Coordinación de ${data.node.name}`) : []);

export const loader = loaderWith({ who: "admin" }, async ({ ctx, params, url }) => {
  const { id, slug, name, kind, colour, glyph } = await nodeBySlug(ctx.db, params.slug ?? "");
  const coordinators = await listCoordinators(ctx.db, id, ctx.now);
  const q = wordsFrom(url);
  const page = pageFrom(url);
  const found = q ? await searchPeople(ctx.db, { q, page, byEmail: true }) : { rows: [], total: 0 };
  const already = new Set(coordinators.map((person) => person.person_id));
  return {
    node: { slug, name, kind, colour, glyph },
    coordinators: coordinators.map(({ role_id, person_id, name: called, since, ends_at, school, school_slug }) => ({
      role_id,
      person_id,
      name: called,
      since,
      ends_at,
      school,
      school_slug,
    })),
    ending: coordinators.find((person) => person.role_id === url.searchParams.get("terminar")) ?? null,
    q,
    people: paged(
      found.rows
        .filter((person) => !already.has(person.id))
        .map(({ id, name: called, email, position, organisation, establishment_name }) => ({
          person_id: id,
          name: called,
          email,
          position,
          organisation,
          school: establishment_name,
        })),
      found.total,
      page,
    ),
  };
});

export const action = actionWith({ who: "admin" }, async ({ ctx, params, form }) => {
  const slug = params.slug ?? "";
  const back = paths.adminNodeCoordinators(slug);
  if (form.get("act") === "end") {
    const { left } = await endCoordinator(ctx, slug, idFrom(form, "role_id"));
    if (left > 0) return redirectWithFlash(back, "Su rol de coordinación terminó. Sigue siendo parte del nodo.");
    return redirectWithFlash(back, { kind: "warn", text: "Su rol terminó. El nodo quedó sin coordinación: las solicitudes llegarán a la administración." });
  }
  const { outcome, name } = await nameCoordinator(ctx, slug, idFrom(form, "person_id"));
  return redirectWithFlash(back, outcome === "named" ? `${name} coordina desde hoy. Le avisamos por correo.` : `${name} ya coordinaba este nodo.`);
});

export default function NodeCoordinatorsPage() {
  const page = useLoaderData<typeof loader>();
  const { errors } = useSubmission();
  const { node, coordinators } = page;
  if (page.ending) return <ConfirmEnd page={page} person={page.ending} />;
  return (
    <Page
      title={`Coordinación de ${node.name}`}
      eyebrow={<NodeEyebrow node={node} />}
      lead={
        <>
          Quienes coordinan pueden lo que dice la fila «Coordinador/a» de los <a href={paths.adminRights()}>permisos</a>. Donde el nodo tiene círculo, es él quien elige; desde aquí
          nombras o relevas sin elección.
        </>
      }
      width="narrow"
      actions={
        <LinkButton to={paths.node(node.slug)} kind="secondary">
          Ver el nodo
        </LinkButton>
      }
    >
      <ErrorSummary errors={errors} />
      <Current page={page} />
      {coordinators.length === 1 && <p>Conviene que sean al menos dos, para que el nodo no se detenga cuando alguien falta.</p>}
      <Search page={page} />
    </Page>
  );
}

interface Part {
  page: Loaded;
}

function Current({ page: { node, coordinators } }: Part) {
  if (coordinators.length === 0) {
    return (
      <Notice kind="warn" title="Nadie coordina este nodo">
        <p>Mientras tanto las solicitudes llegan a la administración. Busca a una persona y nómbrala.</p>
      </Notice>
    );
  }
  return (
    <Section title={counted(coordinators.length, "persona coordina", "personas coordinan")}>
      <PeopleList
        people={coordinators}
        label="Quienes coordinan"
        bodyOf={(person) => <p className="item-meta">{termWords(person)}</p>}
        trailOf={(person) => (
          <LinkButton to={paths.adminNodeCoordinators(node.slug, { terminar: person.role_id })} kind="quiet" size="small" aria-label={`Terminar su rol: ${person.name}`}>
            Terminar su rol
          </LinkButton>
        )}
      />
    </Section>
  );
}

const termWords = ({ since, ends_at }: { since: string; ends_at: string | null }): string =>
  ends_at ? `Del ${longDate(since)} al ${longDate(ends_at)}` : `Desde el ${longDate(since)}, hasta que termines su rol`;

function Search({ page: { node, q, people } }: Part) {
  return (
    <Section title="Nombrar a alguien" id="nombrar">
      <FilterBar label="Buscar personas" hideButton>
        <SearchBox label="Nombre o correo" value={q} />
      </FilterBar>
      {q !== "" && people.rows.length === 0 && <p>Nadie con cuenta calza con «{q}».</p>}
      {people.rows.length > 0 && (
        <PeopleList
          people={people.rows}
          label="Personas encontradas"
          dense
          bodyOf={(person) => <p>{person.email}</p>}
          trailOf={(person) => (
            <ButtonForm size="small" fields={{ act: "name", person_id: person.person_id }} label={`Nombrar a ${person.name}`}>
              Nombrar
            </ButtonForm>
          )}
        />
      )}
      <Pagination page={people.page} pages={people.pages} href={(pagina) => paths.adminNodeCoordinators(node.slug, { q, pagina })} />
    </Section>
  );
}

function ConfirmEnd({ page: { node, coordinators }, person }: Part & { person: CoordinatorRow }) {
  return (
    <Confirm
      title={`¿Terminar el rol de ${person.name}?`}
      confirmLabel="Terminar su rol"
      cancelTo={paths.adminNodeCoordinators(node.slug)}
      action={paths.adminNodeCoordinators(node.slug)}
      fields={{ act: "end", role_id: person.role_id }}
      danger
    >
      <p>
        Dejará de coordinar {node.name} hoy mismo. Sigue siendo parte del nodo, y sus reuniones ya convocadas siguen en pie.
        {coordinators.length === 1 && " Es la única persona que lo coordina: el nodo quedará sin coordinación hasta que nombres a otra."}
      </p>
    </Confirm>
  );
}
