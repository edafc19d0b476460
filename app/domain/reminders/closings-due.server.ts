/** Opportunities that somebody saved and that close soon. */

import type { Ctx } from "#app/domain/context.ts";
import { listClosingsToTell } from "#app/domain/resources/closings.repo.server.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import type { ClosingDue } from "./due.ts";
import { morningOf } from "./lead.ts";
import { unsaid } from "./unsaid.server.ts";

const DAY = 86_400_000;
/** Days before, each told once; a new date begins anew. */
const STAGES = [1, 7] as const;

/** Told at nine in the morning of the mainland. */
export async function listClosingsDue(ctx: Ctx): Promise<ClosingDue[]> {
  const morning = morningOf(ctx.now);
  if (!morning) return [];
  const { today, nine } = morning;
  const until = new Date(Date.parse(ctx.now) + 7 * DAY).toISOString();
  const due = (await listClosingsToTell(ctx.db, ctx.now, until)).map(({ id, slug, title, closes_at, zone, person_id, email, name }): ClosingDue => {
    const left = Date.parse(closes_at) - Date.parse(ctx.now);
    const stage = STAGES.find((days) => left <= days * DAY) ?? 7;
    const ref = `closing:${id}:${person_id}:${closes_at}:${stage}`;
    return { is: "closing", ref, email, name, zone: MAIN_ZONE, due_at: nine, what: title, closes_at, event_zone: isZone(zone) ? zone : MAIN_ZONE, path: paths.resource(slug) };
  });
  return unsaid(ctx.db, due, today);
}
