/** Agreements of circles whose review is near or has come, for whoever answers for them. */
import type { Ctx } from "#app/domain/context.ts";
import { listReviewsToTell } from "#app/domain/logbook/reviews.repo.server.ts";
import { MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import type { ReviewDue } from "./due.ts";
import { morningOf, promiseStage } from "./lead.ts";
import { unsaid } from "./unsaid.server.ts";

const SOON_DAYS = 7;

/** Told at nine in the morning of the mainland: a week before, on the day, and each week after, until it was reviewed. A new review day begins anew. */
export async function listReviewsDue(ctx: Ctx): Promise<ReviewDue[]> {
  const morning = morningOf(ctx.now);
  if (!morning) return [];
  const { today, nine } = morning;
  const due: ReviewDue[] = [];
  for (let after: string | null = ""; after !== null; ) {
    const page = await listReviewsToTell(ctx.db, ctx.now, { after });
    for (const { id, number, title, circle, person_id, email, name, due_on } of page.rows) {
      const stage = promiseStage(due_on, today, SOON_DAYS);
      if (stage === null) continue;
      const ref = `review:${id}:${person_id}:${due_on}:${stage}`;
      due.push({ is: "review", ref, email, name, zone: MAIN_ZONE, due_at: nine, what: `n.º ${number}: ${title}`, circle, due_on, path: paths.circleAgreement(id) });
    }
    after = page.last;
  }
  return unsaid(ctx.db, due, today);
}
