/** Juries whose date is near, to those of them who have something left to assess. */
import { listJuriesToTell } from "#app/domain/calls/jury-dates.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import type { JuryDue } from "./due.ts";
import { morningOf } from "./lead.ts";
import { unsaid } from "./unsaid.server.ts";

const DAY = 86_400_000;
/** Days before, each told once; a new date begins anew. */
const STAGES = [1, 4] as const;

/** Told at nine in the morning of the mainland. */
export async function listJuriesDue(ctx: Ctx): Promise<JuryDue[]> {
  const morning = morningOf(ctx.now);
  if (!morning) return [];
  const { today, nine } = morning;
  const until = new Date(Date.parse(ctx.now) + 4 * DAY).toISOString();
  const due = (await listJuriesToTell(ctx.db, ctx.now, until)).map(({ id, slug, title, jury_at, zone, person_id, email, name, left }): JuryDue => {
    const stage = STAGES.find((days) => Date.parse(jury_at) - Date.parse(ctx.now) <= days * DAY) ?? 4;
    const ref = `jury:${id}:${person_id}:${jury_at}:${stage}`;
    return { is: "jury", ref, email, name, zone: MAIN_ZONE, due_at: nine, what: title, jury_at, event_zone: isZone(zone) ? zone : MAIN_ZONE, left, path: paths.callAssess(slug) };
  });
  return unsaid(ctx.db, due, today);
}
