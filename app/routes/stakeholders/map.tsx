import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ActorGuide, ActorTable, Filters, MovedNotice } from "#app/components/actor-list.tsx";
import { ActorMatrix, MoveTools } from "#app/components/actor-matrix.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { MoveInput } from "#app/domain/stakeholders/stakeholder.ts";
import { findMove, listActors, listArchived, listMapPoints, readStakeholder } from "#app/domain/stakeholders/stakeholders.repo.server.ts";
import { moveStakeholder, setArchived, undoMove } from "#app/domain/stakeholders/stakeholders.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { PAGE_SIZE, paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Item, ItemList } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { ErrorSummary } from "#app/ui/form.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { isId } from "#db/ids.ts";
import { editedNode, filterOf, mapOfPage, movedWords } from "./map-access.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { actorSheet as links } from "#app/components/sheets.ts";
export const handle = { scripts: ["/js/actors.js"] };

export const meta = ({ data: page }: { data: Loaded | undefined }) => (page ? pageMeta(`Mapa de actores de ${page.node.name}`) : []);

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const { nodeId, node, may } = await mapOfPage(ctx, params.slug, url);
  const filter = filterOf(url);
  const page = pageFrom(url);
  const points = await listMapPoints(ctx.db, nodeId, { q: filter.q, kind: filter.kind ?? undefined });
  const shown = points.filter((point) => point.shown);
  const ids = shown.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map((point) => point.id);
  const rows = await listActors(ctx.db, nodeId, ids, may);
  const numbers = new Map(points.map((point) => [point.id, point.number]));
  const asked = (name: string) => (may.edits && isId(url.searchParams.get(name) ?? "") ? (url.searchParams.get(name) ?? "") : null);
  const [moved, archived] = [asked("movido"), asked("archivado")];
  const move = moved ? await findMove(ctx.db, nodeId, moved) : null;
  const gone = archived ? await readStakeholder(ctx.db, nodeId, archived) : null;
  return {
    node,
    edits: may.edits,
    contacts: may.contacts,
    filter,
    total: points.length,
    points: shown.map(({ shown: _, kind: __, ...point }) => point),
    list: paged(
      rows.map((row) => ({ ...row, number: numbers.get(row.id) ?? 0 })),
      shown.length,
      page,
    ),
    moved: move?.last && move.by_person_id === ctx.actor.id ? { id: move.id, name: move.name } : null,
    gone: gone?.archived_at ? { id: gone.id, name: gone.name } : null,
    archived: may.edits && url.searchParams.get("ver") === "archivados" ? await listArchived(ctx.db, nodeId) : null,
  };
});

const ActInput = z.object({ stakeholder_id: z.uuid("not_found") });
const UndoInput = z.object({ move_id: z.uuid("not_found") });

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => editedNode(ctx, params.slug) }, async ({ ctx, params, url, form }) => {
  const { nodeId } = await editedNode(ctx, params.slug);
  const query = { q: url.searchParams.get("q"), tipo: url.searchParams.get("tipo"), pagina: url.searchParams.get("pagina") };
  const back = (more: Record<string, string> = {}) => paths.stakeholders(params.slug ?? "", { ...query, ...more });
  const act = form.get("act");
  if (act === "undo") {
    const parsed = parseForm(form, UndoInput);
    if (!parsed.ok) return data(parsed.submission, { status: 422 });
    const done = await undoMove(ctx, nodeId, parsed.value.move_id);
    return redirectWithFlash(`${back()}#mapa`, done ? "Volvió a su lugar de antes." : { kind: "warn", text: "Alguien lo movió después: quedó donde lo puso esa persona." });
  }
  if (act === "restore") {
    const parsed = parseForm(form, ActInput);
    if (!parsed.ok) return data(parsed.submission, { status: 422 });
    return redirectWithFlash(back(), `${await setArchived(ctx, nodeId, parsed.value.stakeholder_id, false)} está de nuevo en el mapa.`);
  }
  const parsed = parseForm(form, MoveInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  const moved = await moveStakeholder(ctx, nodeId, parsed.value);
  const place = form.get("via") === "keys" ? `punto-${parsed.value.stakeholder_id}` : "mapa";
  return redirectWithFlash(`${back(moved.moveId ? { movido: moved.moveId } : {})}#${place}`, movedWords(moved));
});

export default function ActorMapPage() {
  const page: Loaded = useLoaderData<typeof loader>();
  const { errors } = useSubmission();
  const { node, edits, points, list, total } = page;
  return (
    <Page
      title="Mapa de actores"
      eyebrow={<a href={paths.node(node.slug)}>{node.name}</a>}
      lead="Instituciones de fuera que importan al nodo: cuánto poder tienen sobre lo que hacemos y cuánto les interesa."
      actions={
        <>
          {edits && (
            <LinkButton to={paths.stakeholderNew(node.slug)} icon="plus" kind="primary">
              Agregar un actor
            </LinkButton>
          )}
          {total > 0 && (
            <LinkButton to={paths.stakeholdersCsv(node.slug, { q: page.filter.q || null, tipo: page.filter.kind })} kind="secondary" icon="download">
              Planilla
            </LinkButton>
          )}
        </>
      }
    >
      <ErrorSummary errors={errors} />
      {page.gone && (
        <Notice
          kind="info"
          title={`${page.gone.name} salió del mapa`}
          actions={
            <ButtonForm size="small" fields={{ act: "restore", stakeholder_id: page.gone.id }}>
              Deshacer
            </ButtonForm>
          }
        >
          <p>Su historial se conserva.</p>
        </Notice>
      )}
      {total === 0 ? (
        <Empty title="Todavía no hay actores en el mapa" icon="people" action={edits && <LinkButton to={paths.stakeholderNew(node.slug)}>Agregar el primero</LinkButton>}>
          <p>Empresas, universidades, servicios públicos, municipios: verlos juntos ayuda a decidir con quién conversar primero.</p>
        </Empty>
      ) : (
        <>
          <Filters node={node} filter={page.filter} />
          <Section title="Poder e interés" id="mapa">
            <MovedNotice moved={page.moved} />
            {edits && (
              <p className="hint no-print" data-actor-plain="">
                Para mover a alguien, ábrelo en la lista y cambia sus números.
              </p>
            )}
            <ActorMatrix
              actors={points.map((point) => ({ ...point, to: paths.stakeholder(node.slug, point.id) }))}
              movable={edits}
              label={`Mapa de poder e interés, ${counted(points.length, "actor", "actores")}`}
            />
            {edits && <MoveTools />}
            <ActorGuide />
          </Section>
          <Section title={counted(list.total, "actor", "actores")} id="lista">
            {list.total === 0 ? <p>Nadie coincide con lo que buscas.</p> : <ActorTable slug={node.slug} rows={list.rows} contacts={page.contacts} />}
            <Pagination
              page={list.page}
              pages={list.pages}
              href={(pagina) => `${paths.stakeholders(node.slug, { q: page.filter.q || null, tipo: page.filter.kind, pagina })}#lista`}
            />
          </Section>
        </>
      )}
      {edits && <Archived page={page} />}
    </Page>
  );
}

function Archived({ page: { archived, node } }: { page: Loaded }) {
  if (!archived)
    return (
      <p className="no-print">
        <a href={`${paths.stakeholders(node.slug, { ver: "archivados" })}#archivados`}>Ver los que salieron del mapa</a>
      </p>
    );
  return (
    <Section title="Salieron del mapa" id="archivados">
      {archived.length === 0 && <p>Nadie ha salido.</p>}
      <ItemList label="Actores fuera del mapa" dense>
        {archived.map(({ id, name }) => (
          <Item
            key={id}
            title={name}
            trail={
              <ButtonForm size="small" fields={{ act: "restore", stakeholder_id: id }} label={`Volver a poner a ${name}`}>
                Volver a poner
              </ButtonForm>
            }
          />
        ))}
      </ItemList>
    </Section>
  );
}
