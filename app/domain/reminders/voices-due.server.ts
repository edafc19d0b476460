/** Whose voice is asked for in a circle, and has not been heard the day before the deadline. */
import type { Ctx } from "#app/domain/context.ts";
import { listVoicesDue } from "#app/domain/processes/lists.repo.server.ts";
import { addDays, isoDate } from "#app/i18n/dates.ts";
import { MAIN_ZONE, wallToInstant } from "#app/i18n/zones.ts";
import type { VoiceDue } from "./due.ts";
import { morningOf } from "./lead.ts";
import { unsaid } from "./unsaid.server.ts";

/** From nine in the morning of the day before, once a round; not to whoever was called that same day. */
export async function listVoicesToRemind({ db, now }: Ctx): Promise<VoiceDue[]> {
  const morning = morningOf(now);
  if (!morning) return [];
  const { today, nine } = morning;
  // Deadlines are at 23:59: all that fall until the end of tomorrow.
  const end = wallToInstant(`${addDays(today, 1)}T23:59`, MAIN_ZONE);
  const rows = await listVoicesDue(db, now, end.ok ? end.instant : now);
  const due = rows
    .filter(({ called_at }) => isoDate(called_at) < today)
    .map(({ call_id, email, name, title, circle, deadline_at }): VoiceDue => {
      return { is: "voice", ref: `voice:${call_id}`, email, name, zone: MAIN_ZONE, due_at: nine, what: title, circle, deadline_at, call_id };
    });
  return unsaid(db, due, today);
}
