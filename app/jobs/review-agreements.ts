import type { Ctx } from "#app/domain/context.ts";
import { bringBackReviews } from "#app/domain/logbook/reviews.server.ts";

export const reviewAgreements = (ctx: Ctx): Promise<boolean> => bringBackReviews(ctx);
