import { csvFile } from "#app/components/event-answer-words.ts";
import { criteriaOf } from "#app/domain/calls/calls.repo.server.ts";
import { rankingOf } from "#app/domain/calls/ranking.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { runCall } from "./results-page.server.ts";

/** The whole list by score for a spreadsheet, for whoever organises. */
export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const call = await runCall(ctx, params.slug);
  const criteria = await criteriaOf(ctx.db, call.id);
  const ranked = await rankingOf(ctx.db, call.id);
  const decimal = (value: number | null | undefined) => (value === null || value === undefined ? null : value.toFixed(1).replace(".", ","));
  const lines = ranked.map((one) => [
    ...[one.place, one.tied ? "Sí" : "No", one.number, one.title, one.school, decimal(one.score), decimal(one.lowest), decimal(one.highest), one.assessments, one.expected],
    ...criteria.map(({ id }) => decimal(one.criteria[id])),
    ...[one.award, one.award_position, one.award_note],
  ]);
  const head = ["Lugar", "Empate", "Número", "Postulación", "Establecimiento", "Puntaje", "El más bajo", "El más alto", "Evaluaciones", "De cuántas"];
  return new Response(csvFile([[...head, ...criteria.map(({ name }) => name), "Reconocimiento", "Orden", "Nota"], ...lines]), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="resultados-${call.slug}.csv"`,
      "Cache-Control": "private, no-store",
      "X-Robots-Tag": "noindex",
    },
  });
});
