import { csvFile } from "#app/components/event-answer-words.ts";
import type { Deployment } from "#app/domain/context.ts";
import { findNodeBySlug } from "#app/domain/nodes/nodes.repo.server.ts";
import { fileUrl, kindLabel, levelLabels, licenceLabel, workUrl } from "#app/domain/openness/open-work.ts";
import { type ToldWork, worksByIds } from "#app/domain/openness/works.repo.server.ts";
import { listResources } from "#app/domain/resources/listing.repo.server.ts";
import { LANGUAGES, RESOURCE_VISIBILITIES } from "#app/domain/resources/resource.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { askedFilter, filterFor } from "../resources/list-filter.server.ts";

/** Rows in one file; of more, the first, and the file says so. */
const MOST = 2_000;

/** What the list at /recursos shows to this reader with the same filter, without pages, for a spreadsheet. */
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, url }) => {
  const asked = askedFilter(url);
  const node = asked.nodo ? await findNodeBySlug(ctx.db, asked.nodo) : undefined;
  const filter = filterFor({ ...asked, pagina: 1 }, asked.nodo ? (node?.id ?? "") : undefined, ctx.now);
  // A node that there is not narrows to nothing.
  const found = asked.nodo && !node ? { rows: [], total: 0 } : await listResources(ctx.db, ctx.actor, { ...filter, size: MOST });
  const ids = found.rows.map((row) => row.id);
  const works = await worksByIds(ctx.db, ctx.actor, ids);
  const lines = ids.flatMap((id) => works.get(id) ?? []).map((work) => lineOf(work, ctx.deployment));
  const cut = found.total > lines.length ? [[`Los primeros ${lines.length} de ${found.total}; con los filtros se puede pedir menos.`]] : [];
  return new Response(csvFile([COLUMNS, ...lines, ...cut]), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="recursos.csv"',
      "Cache-Control": "private, no-store",
      "X-Robots-Tag": "noindex",
    },
  });
});

const COLUMNS = [
  ...["Tipo", "Título", "Resumen", "Página", "Enlace", "Archivos", "Nodo", "Especialidad", "Etiquetas", "Autores", "Establecimiento", "Licencia", "Visibilidad", "Fecha"],
  ...["Nivel", "Idioma", "Versión", "Actualizado"],
];

function lineOf(work: ToldWork, site: Deployment): (string | number | null)[] {
  const many = (all: string[]) => all.join("; ");
  return [
    ...[kindLabel(work.kind), work.title, work.summary, workUrl(work, site), work.link_url, many(work.files.map((file) => fileUrl(file, site)))],
    ...[many(work.nodes), many(work.specialties), many(work.tags), many(work.authors), many(work.schools), licenceLabel(work.licence)],
    ...[RESOURCE_VISIBILITIES[work.visibility as keyof typeof RESOURCE_VISIBILITIES] ?? "", work.published_at ? isoDate(work.published_at) : null],
    ...[many(levelLabels(work.levels)), LANGUAGES[work.language as keyof typeof LANGUAGES] ?? work.language, work.version, isoDate(work.updated_at)],
  ];
}
