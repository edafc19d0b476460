/** How often somebody gets a digest, and how they hear of each of their nodes: chosen with their account, or (how often) by the link of a digest. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { invalid, notFound } from "#app/domain/errors.ts";
import type { SignedIn } from "#app/domain/identity/account.server.ts";
import { nodesOfReader } from "#app/domain/resources/resource.policy.ts";
import { readToken } from "#app/domain/signed-token.server.ts";
import type { DigestPace, NewsWay } from "#app/domain/threads/thread.ts";
import { chooseNews, findDigestReader, listChosenNodes, updatePace } from "./choices.repo.server.ts";
import { isNewsWay, isPace } from "./digest.ts";

export interface NewsChoices {
  pace: DigestPace;
  nodes: { id: string; name: string; how: NewsWay }[];
}

const paceOf = (stored: string | undefined): DigestPace => (stored !== undefined && isPace(stored) ? stored : "weekly");

export async function readNewsChoices(ctx: SignedIn): Promise<NewsChoices> {
  const reader = await findDigestReader(ctx.db, ctx.actor.id);
  const nodes = await listChosenNodes(ctx.db, ctx.actor.id, nodesOfReader(ctx.actor));
  return { pace: paceOf(reader?.digest), nodes: nodes.map(({ id, name, how }) => ({ id, name, how: how !== null && isNewsWay(how) ? how : "digest" })) };
}

/** Nodes in which they do not read are passed over: they left them while the form was open. */
export async function saveNewsChoices(ctx: SignedIn, { pace, nodes }: { pace: DigestPace | undefined; nodes: Record<string, string> }): Promise<void> {
  const mine = new Set(nodesOfReader(ctx.actor));
  const hows = Object.entries(nodes).filter(([id]) => mine.has(id));
  if (hows.some(([, how]) => !isNewsWay(how))) throw invalid("", "choice");
  await inTransaction(ctx, async (tx) => {
    if (pace) await updatePace(tx.db, ctx.actor.id, pace, tx.now);
    await chooseNews(
      tx.db,
      ctx.actor.id,
      hows.map(([node_id, how]) => ({ node_id, how })),
      tx.now,
    );
  });
}

/** What the link of a digest is about. Changes nothing: mail scanners open every link. */
export async function readDigestLink(ctx: Ctx, token: string): Promise<{ email: string; pace: DigestPace }> {
  const { email, digest } = await readerOfLink(ctx, token);
  return { email, pace: paceOf(digest) };
}

/** Asking twice is asking once. */
export async function changePace(ctx: Ctx, token: string, pace: DigestPace): Promise<void> {
  await inTransaction(ctx, async (tx) => updatePace(tx.db, (await readerOfLink(tx, token)).id, pace, tx.now));
}

async function readerOfLink(ctx: Ctx, token: string) {
  const personId = readToken(ctx.deployment.secret, "digest", token);
  const found = personId ? await findDigestReader(ctx.db, personId) : undefined;
  if (!found) throw notFound();
  return found;
}
