import type { Ctx } from "#app/domain/context.ts";
import { dropOldTold } from "#app/domain/digests/told.repo.server.ts";

/** Longer than any digest reaches back, and than anybody changes what they said. */
const TOLD_DAYS = 100;
const DIGESTS_DAYS = 400;

export async function dropTold(ctx: Ctx): Promise<boolean> {
  const ago = (days: number) => new Date(Date.parse(ctx.now) - days * 86_400_000).toISOString();
  await dropOldTold(ctx.db, { told: ago(TOLD_DAYS), digests: ago(DIGESTS_DAYS) });
  return false;
}
