import type { Ctx } from "#app/domain/context.ts";
import { continueInvestitures as nextMails } from "#app/domain/investitures/sending.server.ts";

export const continueInvestitures = (ctx: Ctx): Promise<boolean> => nextMails(ctx);
