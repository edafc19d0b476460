import type { Ctx } from "#app/domain/context.ts";
import { mendOpenness as mend } from "#app/domain/openness/openness.server.ts";

/** Harvesters are told of what is public, however it came to be. */
export async function mendOpenness(ctx: Ctx): Promise<boolean> {
  return mend(ctx);
}
