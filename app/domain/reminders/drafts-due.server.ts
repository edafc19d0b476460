/** Applications that somebody began, did not send in, and whose call closes soon. */
import type { Ctx } from "#app/domain/context.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import type { DraftDue } from "./due.ts";
import { morningOf } from "./lead.ts";
import { unsaid } from "./unsaid.server.ts";

const DAY = 86_400_000;
/** Days before, each told once; a new date begins anew. */
const STAGES = [1, 4] as const;
const MOST = 2_000;

/** Told at nine in the morning of the mainland. */
export async function listDraftsDue(ctx: Ctx): Promise<DraftDue[]> {
  const morning = morningOf(ctx.now);
  if (!morning) return [];
  const now = Date.parse(ctx.now);
  const rows = await ctx.db
    .selectFrom("calls as k")
    .innerJoin("applications as a", "a.call_id", "k.id")
    .innerJoin("people as p", "p.id", "a.person_id")
    .select(["a.id", "k.title", "k.closes_at", "k.zone", "p.email", "p.name"])
    .where("a.state", "=", "draft")
    .where("k.published_at", "is not", null)
    .where("k.cancelled_at", "is", null)
    .where("k.archived_at", "is", null)
    .where("k.closes_at", ">", ctx.now)
    .where("k.closes_at", "<=", new Date(now + Math.max(...STAGES) * DAY).toISOString())
    .where("p.suspended_at", "is", null)
    .where("p.mail_reminders", "=", 1)
    .orderBy("k.closes_at")
    .orderBy("a.id")
    .limit(MOST)
    .execute();
  const due = rows.map(({ id, title, closes_at, zone, email, name }): DraftDue => {
    const stage = STAGES.find((days) => Date.parse(closes_at) - now <= days * DAY) ?? STAGES[1];
    const ref = `draft:${id}:${closes_at}:${stage}`;
    const told = { what: title, closes_at, event_zone: isZone(zone) ? zone : MAIN_ZONE, path: paths.applicationEdit(id) };
    return { is: "draft", ref, email, name, zone: MAIN_ZONE, due_at: morning.nine, ...told };
  });
  return unsaid(ctx.db, due, morning.today);
}
