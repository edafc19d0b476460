import type { Ctx } from "#app/domain/context.ts";
import { sendDigests as sendNext } from "#app/domain/digests/digests.server.ts";

/** Writes the next digests that are due, some of them in each turn. */
export const sendDigests = (ctx: Ctx): Promise<boolean> => sendNext(ctx);
