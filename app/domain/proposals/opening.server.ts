/** Opening a proposal, a consultation or a poll in a circle. */
import { canSeeInside } from "#app/domain/circles/circle.policy.ts";
import { type CircleRow, findCircle } from "#app/domain/circles/circles.repo.server.ts";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { facilitatorOf } from "#app/domain/processes/facilitator.server.ts";
import { openProcess } from "#app/domain/processes/processes.server.ts";
import { hasVoice } from "#app/domain/rights.ts";
import { titleOf } from "#app/domain/tensions/tension.ts";
import { findTension, type TensionRow } from "#app/domain/tensions/tensions.repo.server.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { adviceKind } from "./advice.server.ts";
import type { OpeningInput, WayName } from "./opening.ts";
import { pollKind } from "./poll.server.ts";
import { proposalKind } from "./proposal.server.ts";

type Input = OpeningInput<WayName>;

/** Any voice of the circle may open one. */
export async function openProposal(ctx: Ctx, circleId: string, way: WayName, input: Input): Promise<{ id: string }> {
  const opened = await inTransaction(ctx, async (tx) => {
    const circle = await findCircle(tx.db, circleId);
    if (!circle || !canSeeInside(tx.actor, circle)) throw notFound();
    if (!tx.actor || !hasVoice(tx.actor, circle.id)) throw forbidden();
    const tension = input.tension_id ? await findTension(tx.db, circle.id, input.tension_id) : undefined;
    if (input.tension_id && !tension) throw notFound();
    if (input.mode === "live" && !input.event_id) throw invalid("event_id", "required");
    return start(tx, circle, way, input, tension);
  });
  ctx.wake();
  return opened;
}

async function start(tx: Ctx, circle: CircleRow, way: WayName, input: Input, tension: TensionRow | undefined): Promise<{ id: string }> {
  const { title, mode, situation, effect, need } = input;
  const facilitatorPersonId = await facilitatorOf(tx, circle.id, input);
  const common = { id: input.process_id, circleId: circle.id, tensionId: tension?.id ?? null, title, mode, phaseDays: input.phase_days, facilitatorPersonId };
  const eventId = mode === "live" ? input.event_id : null;
  const told = { author: tx.actor?.id ?? "", driver: { situation, effect, need }, text: input.text };
  if (way === "sondeo" && "options" in input) {
    const options = input.options.map((label, index) => ({ id: String(index + 1), label }));
    return openProcess(tx, pollKind, { ...common, eventId, setup: { ...told, options } });
  }
  if (!("role_id" in input)) throw invalid("", "choice");
  const { review_on, role_id } = input;
  if (review_on && review_on <= isoDate(tx.now)) throw invalid("review_on", "past");
  if (way === "consejo") return openProcess(tx, adviceKind, { ...common, eventId, roleId: role_id, setup: { ...told, review_on: review_on ?? null, role_id } });
  const supersedes = "supersedes" in input && input.supersedes ? (tension?.agreement_id ?? null) : null;
  return openProcess(tx, proposalKind, { ...common, eventId, roleId: role_id, setup: { ...told, review_on: review_on ?? "", role_id, supersedes } });
}

/** What a tension says already, for the form. */
export const drawnFrom = (tension: TensionRow) => ({
  title: titleOf(tension.need || tension.situation),
  situation: tension.situation,
  effect: tension.effect,
  need: tension.need,
});
