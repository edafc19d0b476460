import { answerWords, csvFile } from "#app/components/event-answer-words.ts";
import { answersOf } from "#app/domain/invitations/invitations.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { instantToWall } from "#app/i18n/zones.ts";
import { managedEvent } from "./event-access.server.ts";

const MOST = 10_000;

/** Who said what, for a spreadsheet. A file of its own: a page cannot answer with another type. */
export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const event = await managedEvent(ctx, params.id);
  const { rows } = await answersOf(ctx.db, event.id, { limit: MOST });
  const lines = rows.map((row) => [
    row.name,
    row.email,
    row.establishment_name,
    answerWords(row).words,
    row.answered_at ? instantToWall(row.answered_at, event.zone).replace("T", " ") : null,
    row.comment,
  ]);
  const body = csvFile([["Nombre", "Correo", "Establecimiento", "Respuesta", "Respondió", "Comentario"], ...lines]);
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="respuestas-${event.starts_local.slice(0, 10)}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
});
