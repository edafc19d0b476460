import type { Ctx } from "#app/domain/context.ts";
import { sendDailyMails } from "#app/domain/reminders/reminders.server.ts";

export const sendReminders = (ctx: Ctx): Promise<boolean> => sendDailyMails(ctx);
