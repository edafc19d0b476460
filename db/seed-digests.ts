/** Last Monday's digest, of the people one can enter as: what it looks like is to be seen in the caught mail. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import { sendDigests } from "#app/domain/digests/digests.server.ts";
import { addDays, isoDate } from "#app/i18n/dates.ts";
import { MAIN_ZONE, wallToInstant } from "#app/i18n/zones.ts";

/** `ctxAt`: the context so many days ago. */
export async function seedDigests(ctxAt: (days: number) => (actor: Actor | null) => Ctx): Promise<void> {
  const ctx = ctxAt(0)(null);
  const today = isoDate(ctx.now);
  // Yesterday's Monday at the latest: the digests of today are the worker's.
  const back = (new Date(`${today}T00:00:00.000Z`).getUTCDay() + 6) % 7 || 7;
  const found = wallToInstant(`${addDays(today, -back)}T09:05`, MAIN_ZONE);
  if (!found.ok) return;
  const others = ctx.db.selectFrom("people").select("id").where("email", "not like", "%@nodos.example");
  await ctx.db.updateTable("people").set({ digested_until: found.instant }).where("id", "in", others).execute();
  while (await sendDigests({ ...ctx, now: found.instant }));
}
