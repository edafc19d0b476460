import type { Ctx } from "#app/domain/context.ts";
import { kindOf } from "#app/domain/governance/kinds.server.ts";
import { advanceOverdue } from "#app/domain/processes/clock.server.ts";

/** Phases of processes whose deadline has passed. */
export const advanceProcesses = (ctx: Ctx): Promise<boolean> => advanceOverdue(ctx, kindOf);
