/** Roles whose term runs out, for everyone who speaks in the circle: there is somebody to be selected. */

import { listEndingTerms, listVoicesOf } from "#app/domain/circles/ending-terms.repo.server.ts";
import { endingStage, horizon } from "#app/domain/circles/ending-terms.ts";
import type { Ctx } from "#app/domain/context.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import type { TermDue } from "./due.ts";
import { morningOf } from "./lead.ts";
import { unsaid } from "./unsaid.server.ts";

/** Told at nine in the morning of the mainland: 60, 30 and 7 days before, each once, unless somebody is being selected already. */
export async function listTermsDue(ctx: Ctx): Promise<TermDue[]> {
  const morning = morningOf(ctx.now);
  if (!morning) return [];
  const { today, nine } = morning;
  const ending = (await listEndingTerms(ctx.db, ctx.now, horizon(ctx.now))).flatMap((term) => {
    const stage = endingStage(term, ctx.now);
    return stage === null ? [] : [{ ...term, stage }];
  });
  const voices = await listVoicesOf(ctx.db, [...new Set(ending.map(({ circle_id }) => circle_id))], ctx.now);
  const due = ending.flatMap(({ id, stage, circle_id, role_id, role, circle, holder, ends_at }) =>
    voices
      .filter((voice) => voice.circle_id === circle_id)
      .map(
        ({ person_id, email, name }): TermDue => ({
          is: "term",
          ref: `term:${id}:${person_id}:${stage}`,
          email,
          name,
          zone: MAIN_ZONE,
          due_at: nine,
          what: role,
          holder,
          circle,
          due_on: isoDate(ends_at),
          path: paths.selectionNew(circle_id, { rol: role_id }),
        }),
      ),
  );
  return unsaid(ctx.db, due, today);
}
