import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { bumpRevision } from "#db/revision.ts";
import { audiencesFor, canInvest, type InvestitureInput } from "./investiture.ts";
import { findInvestiture, insertInvestiture, listCandidates } from "./investitures.repo.server.ts";

interface Circle {
  id: string;
  node_id: string | null;
  closed_at: string | null;
}

/** Presents some of the circle's role holders for all to see; the mails follow by the worker. The same form sent twice is one investiture. */
export async function publishInvestiture(ctx: Ctx, circle: Circle, input: InvestitureInput): Promise<{ id: string }> {
  if (!canInvest(ctx.actor, circle)) throw forbidden();
  if (circle.closed_at) throw notFound();
  if (!audiencesFor(ctx.actor).includes(input.audience)) throw invalid("audience", "choice");
  const message_html = renderMarkdown(input.message);
  await inTransaction(ctx, async (tx) => {
    const there = await findInvestiture(tx.db, input.id);
    if (there) return refuseOther(there.circle_id, circle.id);
    const holders = new Set((await listCandidates(tx.db, circle.id, tx.now)).map(({ term_id }) => term_id));
    const terms = [...new Set(input.terms)];
    if (!terms.every((id) => holders.has(id))) throw invalid("terms", "choice");
    const row = { id: input.id, circle_id: circle.id, node_id: circle.node_id, title: input.title, message_md: input.message, message_html, audience: input.audience };
    const sent = input.audience === "none" ? { sent_at: tx.now } : {};
    await insertInvestiture(tx.db, { ...row, ...sent, published_at: tx.now, published_by: tx.actor?.id ?? null }, terms);
    await bumpRevision(tx.db, "public", tx.now);
  });
  ctx.wake();
  return { id: input.id };
}

function refuseOther(theirs: string, own: string): void {
  if (theirs !== own) throw notFound();
}
