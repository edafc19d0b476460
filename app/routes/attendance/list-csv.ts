import { MODE_WORDS, VIA_WORDS } from "#app/components/attendance-words.ts";
import { csvFile } from "#app/components/event-answer-words.ts";
import { doorOf } from "#app/domain/attendance/attendance-access.server.ts";
import { findList, listStudents } from "#app/domain/attendance/list.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { instantToWall } from "#app/i18n/zones.ts";

const MOST = 10_000;
const ANSWERS: Record<string, string> = { yes: "Va", no: "No va", maybe: "Aún no sabe" };

/** The whole list for a spreadsheet. Addresses only for whoever manages the meeting. */
export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const { event, manages } = await doorOf(ctx, params.id);
  const { rows } = await findList(ctx.db, event.id, { limit: MOST });
  const students = await listStudents(ctx.db, event.id);
  const lines = rows.map((row) => [
    row.name,
    ...(manages ? [row.email] : []),
    row.establishment_name ?? row.organisation,
    row.mode ? "Vino" : row.reason ? "Con excusa" : "No vino",
    row.mode ? MODE_WORDS[row.mode] : null,
    row.recorded_at && row.mode ? instantToWall(row.recorded_at, event.zone).replace("T", " ") : null,
    row.via ? VIA_WORDS[row.via] : null,
    row.reason,
    row.invitation_id ? (ANSWERS[row.answer ?? ""] ?? "Sin respuesta") : "Sin invitación",
  ]);
  const counts = students.map((row) => ["Estudiantes (número)", ...(manages ? [null] : []), row.name, row.count, null, null, null, null, null]);
  const head = ["Nombre", ...(manages ? ["Correo"] : []), "Establecimiento o institución", "Asistencia", "Cómo", "Llegada", "Anotada", "Excusa", "Respuesta"];
  return new Response(csvFile([head, ...lines, ...counts]), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="asistencia-${event.starts_local.slice(0, 10)}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
});
