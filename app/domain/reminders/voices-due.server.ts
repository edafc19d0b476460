/** Whose voice is asked for in a circle, and has not been heard the day before the deadline. */
import type { Ctx } from "#app/domain/context.ts";
import { listVoicesDue } from "#app/domain/processes/lists.repo.server.ts";
import { addDays, isoDate } from "#app/i18n/dates.ts";
import { MAIN_ZONE, wallToInstant } from "#app/i18n/zones.ts";
import type { VoiceDue } from "./due.ts";
import { listSaid, listServed } from "./reminders.repo.server.ts";

/** From nine in the morning of the day before, once a round; not to whoever was called that same day. */
export async function listVoicesToRemind({ db, now }: Ctx): Promise<VoiceDue[]> {
  const today = isoDate(now);
  const at = (day: string, hour: string) => {
    const found = wallToInstant(`${day}T${hour}`, MAIN_ZONE);
    return found.ok ? found.instant : now;
  };
  const nine = at(today, "09:00");
  if (now < nine) return [];
  // Deadlines are at 23:59: all that fall until the end of tomorrow.
  const rows = await listVoicesDue(db, now, at(addDays(today, 1), "23:59"));
  const due = rows
    .filter(({ called_at }) => isoDate(called_at) < today)
    .map(({ call_id, email, name, title, circle, deadline_at }): VoiceDue => {
      return { is: "voice", ref: `voice:${call_id}`, email, name, zone: MAIN_ZONE, due_at: nine, what: title, circle, deadline_at, call_id };
    });
  const said = await listSaid(
    db,
    due.map(({ ref }) => ref),
  );
  const served = await listServed(
    db,
    due.map(({ email }) => ({ email, day: today })),
  );
  return due.filter(({ ref, email }) => !said.has(ref) && !served.has(email));
}
