import type { Ctx } from "#app/domain/context.ts";

const KEPT_MS = 7 * 24 * 3_600_000;

/** Mailed links that ended a week ago. Until then they are kept, so that the page can say that the link has ended rather than that it never was. */
export async function pruneLinks({ db, now }: Ctx): Promise<boolean> {
  await db
    .deleteFrom("mailed_links")
    .where("expires_at", "<", new Date(Date.parse(now) - KEPT_MS).toISOString())
    .execute();
  return false;
}
