import type { Ctx } from "#app/domain/context.ts";
import { kindOf } from "#app/domain/governance/kinds.server.ts";
import { advanceOverdue, callNewcomers } from "#app/domain/processes/clock.server.ts";

/** Phases of processes whose deadline has passed, and voices that came while a round was open. */
export async function advanceProcesses(ctx: Ctx): Promise<boolean> {
  await callNewcomers(ctx, kindOf);
  return advanceOverdue(ctx, kindOf);
}
