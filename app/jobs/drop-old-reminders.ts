import type { Ctx } from "#app/domain/context.ts";
import { dropOldReminders } from "#app/domain/reminders/reminders.repo.server.ts";

const KEPT_DAYS = 400;

/** What was said once stays known for longer than anything can be due. */
export async function dropReminders(ctx: Ctx): Promise<boolean> {
  await dropOldReminders(ctx.db, new Date(Date.parse(ctx.now) - KEPT_DAYS * 86_400_000).toISOString());
  return false;
}
