/** What the minutes say now: notes, agreements and attendance, as a version keeps them. */
import { listAgreements } from "#app/domain/agreements/agreements.repo.server.ts";
import { attendanceTotals, listCame, listExcused } from "#app/domain/attendance/attendance.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { findCalendarRow } from "#app/domain/events/calendar-rows.repo.server.ts";
import { placeInWords } from "#app/domain/events/event-rows.ts";
import { listMinutesParts } from "./minutes.repo.server.ts";
import type { AgreementSaid, MinutesContent } from "./minutes.ts";

export async function contentNow(ctx: Ctx, event: { id: string }): Promise<MinutesContent> {
  const row = await findCalendarRow(ctx.db, event.id);
  if (!row) throw new Error(`no event ${event.id}`);
  const parts = await listMinutesParts(ctx.db, event.id);
  const agreements = (await listAgreements(ctx.db, event.id)).filter((each) => each.dropped_at === null);
  const of = (partId: string | null): AgreementSaid[] =>
    agreements.filter((each) => each.part_id === partId).map(({ id, what, owner_name, due_on }) => ({ id, what, owner: owner_name, due_on }));
  const totals = await attendanceTotals(ctx.db, event.id);
  const from = (one: { establishment_name: string | null; organisation?: string | null }) => one.establishment_name ?? one.organisation ?? null;
  return {
    title: row.title,
    kind: row.kind,
    starts_at: row.starts_at,
    ends_at: row.ends_at,
    zone: row.zone,
    place: placeInWords(row),
    online: row.online_url !== null,
    nodes: row.nodes.map((node) => node.name),
    parts: parts.map(({ id, title, notes_html }) => ({ title, notes_html, agreements: of(id) })),
    agreements: of(null),
    came: (await listCame(ctx.db, event.id)).map((one) => ({ name: one.name, from: from(one), online: one.mode === "online" })),
    excused: (await listExcused(ctx.db, event.id)).map((one) => ({ name: one.name || "Persona invitada", from: from(one) })),
    absent: totals.absent,
    schools: totals.schools,
    students: totals.students,
  };
}
