/** Private feeds: made, listed and revoked by the one whose they are. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import { inTransaction } from "#app/domain/context.ts";
import { invalid, notFound } from "#app/domain/errors.ts";
import { findNodeById } from "#app/domain/nodes/nodes.repo.server.ts";
import { findEstablishmentById } from "#app/domain/places/establishments.repo.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { REGIONS } from "#app/i18n/labels.ts";
import { absolute, paths } from "#app/paths.ts";
import { lockRow } from "#db/dialect.server.ts";
import { countLiveFeeds, findLiveFeed, insertFeed, listFeedsOf, updateFeedRevoked } from "./feeds.repo.server.ts";
import { type FeedFilter, type FeedInput, filterOf, MAX_FEEDS, readFilter } from "./private-feed.ts";

type Signed = Ctx & { actor: Actor };

export interface PrivateFeed {
  id: string;
  label: string;
  filter: FeedFilter;
  created_at: string;
  last_fetched_at: string | null;
  /** The address that calendar programs are given: who has it reads the feed. */
  url: string;
}

/** The person's feeds, the newest first. */
export async function listMyFeeds(ctx: Signed): Promise<PrivateFeed[]> {
  const rows = await listFeedsOf(ctx.db, ctx.actor.id);
  return rows.map(({ id, label, filter, created_at, last_fetched_at }) => ({
    id,
    label,
    filter: readFilter(filter),
    created_at,
    last_fetched_at,
    url: absolute(ctx.deployment, paths.privateFeed(mintToken(ctx.deployment.secret, "feed", id))),
  }));
}

/** Makes a feed. Sent twice with the same id, it is one. */
export async function createFeed(ctx: Signed, input: FeedInput): Promise<void> {
  const filter = filterOf(input);
  await refuseUnknown(ctx, filter);
  await inTransaction(ctx, async (tx) => {
    await lockRow(tx.db, "people", ctx.actor.id);
    if (await findLiveFeed(tx.db, input.id)) return;
    if ((await countLiveFeeds(tx.db, ctx.actor.id)) >= MAX_FEEDS) throw invalid("", "feeds_full");
    await insertFeed(tx.db, {
      id: input.id,
      person_id: ctx.actor.id,
      label: input.label,
      filter: JSON.stringify(filter),
      created_at: ctx.now,
      last_fetched_at: null,
      revoked_at: null,
    });
  });
}

async function refuseUnknown(ctx: Signed, { node, territory, establishment, region }: FeedFilter): Promise<void> {
  if (node && !(await findNodeById(ctx.db, node))) throw invalid("node", "not_found");
  if (territory && (await findNodeById(ctx.db, territory))?.kind !== "territorial") throw invalid("territory", "not_found");
  if (establishment && !(await findEstablishmentById(ctx.db, establishment))) throw invalid("establishment", "not_found");
  if (region && !REGIONS.some(({ code }) => code === region)) throw invalid("region", "not_found");
}

/** The feed, if it is this person's and not revoked. */
export async function findMyFeed(ctx: Signed, id: string): Promise<PrivateFeed> {
  const feed = (await listMyFeeds(ctx)).find((each) => each.id === id);
  if (!feed) throw notFound();
  return feed;
}

/** From now on the feed's address answers 404, for good. Twice is the same as once; somebody else's is left alone. */
export async function revokeFeed(ctx: Signed, id: string): Promise<void> {
  await updateFeedRevoked(ctx.db, id, ctx.actor.id, ctx.now);
}
