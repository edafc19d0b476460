import { totalsSentence } from "#app/components/attendance-words.ts";
import { attendanceTotals } from "#app/domain/attendance/attendance.repo.server.ts";
import { CheckIns, modesOf } from "#app/domain/attendance/attendance.ts";
import { doorOf } from "#app/domain/attendance/attendance-access.server.ts";
import { findDoorList } from "#app/domain/attendance/list.repo.server.ts";
import { passDigest } from "#app/domain/attendance/pass.server.ts";
import { takeCheckIns } from "#app/domain/attendance/taking.server.ts";
import { listSchoolHints, schoolHint } from "#app/domain/attendance/typed-school.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { isDomainError } from "#app/domain/errors.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";

const json = (body: object, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "private, no-store" } });

/** What a phone at the door takes along: names, schools and digests of passes; no addresses, and no pass that could be copied. */
export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const { event } = await doorOf(ctx, params.id);
  const closed = event.attendance_closed_at !== null;
  const rows = closed ? [] : await findDoorList(ctx.db, event.id);
  const hints = closed ? [] : await listSchoolHints(ctx.db, event.id);
  const { secret } = ctx.deployment;
  return json({
    list: rows.map((row) => (row.i ? { ...row, pass: passDigest(secret, row.i) } : row)),
    hints: hints.map((hint) => ({ id: hint.id, name: schoolHint(hint) })),
    modes: modesOf(event),
    closed,
    at: ctx.now,
    ...(await standing(ctx, event)),
  });
});

/** What phones noted: at most 200 acts, each done once. In a form's field, like everything that pages send. */
export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => doorOf(ctx, params.id) }, async ({ ctx, params, form }) => {
  const parsed = CheckIns.safeParse(parsedJson(String(form.get("acts") ?? "")));
  if (!parsed.success) return json({ error: "unreadable" }, 422);
  try {
    const results = await takeCheckIns(ctx, params.id ?? "", parsed.data);
    const { event } = await doorOf(ctx, params.id);
    return json({ results, closed: event.attendance_closed_at !== null, at: ctx.now, ...(await standing(ctx, event)) });
  } catch (error) {
    if (isDomainError(error) && error.code === "conflict") return json({ error: error.reason ?? "conflict" }, 409);
    throw error;
  }
});

async function standing(ctx: Ctx, event: EventDetail) {
  const totals = await attendanceTotals(ctx.db, event.id);
  return { people: totals.people, schools: totals.schools, invited: totals.invited, sentence: totalsSentence(totals, modesOf(event).length > 1) };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
