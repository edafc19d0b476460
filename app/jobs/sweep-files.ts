import type { Ctx } from "#app/domain/context.ts";
import { sweepFiles as sweep } from "#app/domain/files/sweep.server.ts";

/** Uploads that nobody went on with, contents that nothing has any more, and a day later their bytes. */
export const sweepFiles = (ctx: Ctx, stop?: AbortSignal): Promise<boolean> => sweep(ctx, stop);
