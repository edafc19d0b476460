/** A term that is about to run out becomes a tension of its circle, once; a selection, or a new term, settles it. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { raiseTension } from "#app/domain/tensions/tensions.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { type EndingTerm, listEndingTerms, settleTermTensions } from "./ending-terms.repo.server.ts";
import { endingStage, horizon } from "./ending-terms.ts";

/** By the worker, as often as it likes. */
export async function putTerms(ctx: Ctx): Promise<boolean> {
  await settleTermTensions(ctx.db, ctx.now);
  const ending = (await listEndingTerms(ctx.db, ctx.now, horizon(ctx.now), { untold: true })).filter((term) => endingStage(term, ctx.now) !== null);
  if (ending.length === 0) return false;
  await inTransaction(ctx, async (tx) => {
    for (const term of ending) await raiseTension(tx, tensionOf(term));
  });
  return false;
}

function tensionOf({ circle_id, role_id, role, holder, ends_at }: EndingTerm): Parameters<typeof raiseTension>[1] {
  return {
    circleId: circle_id,
    roleId: role_id,
    source: "term",
    raisedBy: null,
    title: `Termina el período de ${holder} como ${role}: hay que elegir`.slice(0, 200),
    situation: `El ${longDate(ends_at)} termina el período de ${holder} como ${role}.`,
    effect: "Desde ese día el rol queda vacante, y con él lo que permite hacer.",
    need: "Elegir a tiempo quién lo ejerce: puede ser la misma persona.",
  };
}
