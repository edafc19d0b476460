import type { Ctx } from "#app/domain/context.ts";

/** Sessions past their idle or their absolute end open nothing any more. */
export async function pruneSessions({ db, now }: Ctx): Promise<boolean> {
  await db
    .deleteFrom("sessions")
    .where((eb) => eb.or([eb("expires_at", "<", now), eb("ends_at", "<", now)]))
    .execute();
  return false;
}
