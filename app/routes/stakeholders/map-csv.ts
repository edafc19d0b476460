import { csvFile } from "#app/components/event-answer-words.ts";
import { quadrantOf } from "#app/domain/stakeholders/stakeholder.ts";
import { listActors, listMapPoints } from "#app/domain/stakeholders/stakeholders.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { QUADRANT_WORDS, stakeholderKindLabel } from "#app/i18n/stakeholders.ts";
import { filterOf, mapOfPage } from "./map-access.server.ts";

const OPEN = ["Número", "Institución", "Tipo", "Poder", "Interés", "Lugar en el mapa", "Qué hacemos", "A cargo", "Próximo paso", "Para cuándo"];
const CONTACT = ["Persona de contacto", "Correo", "Teléfono", "Último contacto"];

/** The map for a spreadsheet; the columns of the contact only for the circle. */
export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const { nodeId, may } = await mapOfPage(ctx, params.slug, url);
  const { q, kind } = filterOf(url);
  const points = (await listMapPoints(ctx.db, nodeId, { q, kind: kind ?? undefined })).filter((point) => point.shown);
  const numbers = new Map(points.map((point) => [point.id, point.number]));
  const rows = await listActors(ctx.db, nodeId, [...numbers.keys()], may);
  const lines = rows.map((row) => [
    numbers.get(row.id) ?? null,
    row.name,
    stakeholderKindLabel(row.kind),
    row.power,
    row.interest,
    QUADRANT_WORDS[quadrantOf(row)].name,
    row.strategy,
    row.owner_name,
    row.next_step,
    row.next_on,
    ...(row.contact ? [row.contact.name, row.contact.email, row.contact.phone, row.contact.last_on] : []),
  ]);
  return new Response(csvFile([[...OPEN, ...(may.contacts ? CONTACT : [])], ...lines]), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="actores-${params.slug}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
});
