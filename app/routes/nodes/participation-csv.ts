import { csvFile } from "#app/components/event-answer-words.ts";
import { findParticipation, listContacts } from "#app/domain/attendance/participation.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { participationAccess, periodOf } from "./participation-data.server.ts";

const MOST = 2_000;

/** Which schools came and which did not, for a spreadsheet. */
export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const { node } = await participationAccess(ctx, params.slug ?? "", url);
  const period = periodOf(url, ctx.now);
  const { rows } = await findParticipation(ctx.db, node.id, { ...period, limit: MOST });
  const contacts = await listContacts(
    ctx.db,
    node.id,
    rows.map((row) => row.establishment_id),
  );
  const lines = rows.map((row) => [
    row.name,
    row.comuna,
    row.came === 0 ? "No" : "Sí",
    row.invited,
    row.came,
    row.people,
    row.last_at ? isoDate(row.last_at) : null,
    contacts
      .filter((each) => each.establishment_id === row.establishment_id)
      .map((each) => each.name)
      .join(", "),
  ]);
  return new Response(
    csvFile([
      ["Establecimiento", "Comuna", `Vino ${period.words}`, "Reuniones con invitación", "Reuniones a las que vino", "Asistencias de personas", "Última vez", "A quién llamar"],
      ...lines,
    ]),
    {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": `attachment; filename="participacion-${params.slug}.csv"`,
        "Cache-Control": "private, no-store",
      },
    },
  );
});
