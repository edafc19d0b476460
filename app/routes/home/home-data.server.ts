/** What the front page shows: the network to a visitor, their own day to a member. */

import { nodeThread } from "#app/components/node-threads.ts";
import { findBelonging } from "#app/domain/circles/belonging.repo.server.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { canScheduleSomewhere } from "#app/domain/events/event.policy.ts";
import { listUpcoming } from "#app/domain/events/events.repo.server.ts";
import { listLatest } from "#app/domain/events/latest.repo.server.ts";
import { countWaitingByNode, listOwnMemberships } from "#app/domain/nodes/memberships.repo.server.ts";
import { listNodeReach, listNodes, withSchools } from "#app/domain/nodes/nodes.repo.server.ts";
import { listSchoolPlaces } from "#app/domain/places/establishments.repo.server.ts";
import { listMyTurns } from "#app/domain/processes/lists.repo.server.ts";
import { nodesOfReader } from "#app/domain/resources/resource.policy.ts";
import { listWaitingReviews } from "#app/domain/resources/reviews.repo.server.ts";
import { nodesWith } from "#app/domain/rights.ts";
import { firstName } from "#app/domain/text.ts";
import { listThreads } from "#app/domain/threads/listing.repo.server.ts";

const MEETINGS_SHOWN = 4;
const DAY_SHOWN = 12;
const TURNS_SHOWN = 12;
const REVIEWS_SHOWN = 12;
const THREADS_SHOWN = 4;

/** Nine queries at most, and kept until something public changes. */
export async function visitorHome(ctx: Ctx) {
  const { db, now } = ctx;
  const nodes = await listNodes(db, { size: 24 });
  const reach = await listNodeReach(
    db,
    nodes.rows.map((node) => node.id),
  );
  const places = await listSchoolPlaces(db);
  return {
    as: "visitor" as const,
    now,
    nodes: { ...nodes, rows: withSchools(nodes.rows, reach) },
    places,
    threads: nodes.rows.map((node) => nodeThread(node, reach)).filter((thread) => thread.points.length > 1),
    meetings: await listUpcoming(db, null, { limit: MEETINGS_SHOWN, now }),
    latest: await listLatest(db, null, { now }),
  };
}

export type VisitorHome = Awaited<ReturnType<typeof visitorHome>>;

export async function memberHome(ctx: Ctx & { actor: Actor }) {
  const { db, actor, now } = ctx;
  const ties = await listOwnMemberships(db, actor.id);
  const mine = await listUpcoming(db, actor, { mine: true, limit: DAY_SHOWN, now });
  return {
    as: "member" as const,
    now,
    name: firstName(actor.name),
    coordinates: actor.coordinates,
    calls: canScheduleSomewhere(actor),
    nodes: ties.filter((tie) => tie.joined_at),
    invitations: ties.filter((tie) => !tie.joined_at && tie.invited_at),
    requests: ties.filter((tie) => !tie.joined_at && !tie.invited_at),
    waiting: await countWaitingByNode(db, nodesWith(actor, "approve_members")),
    asked: mine.filter((event) => isAsked(event, now)),
    ahead: mine.filter((event) => !isAsked(event, now)),
    // Something to look at for who belongs nowhere yet.
    open: mine.length === 0 ? await listUpcoming(db, actor, { limit: MEETINGS_SHOWN, now }) : [],
    ...(await findBelonging(db, actor.establishmentId, actor.circles)),
    reviews: await listWaitingReviews(db, actor, { limit: REVIEWS_SHOWN }),
    threads: await listThreads(db, actor, { nodeIds: nodesOfReader(actor), size: THREADS_SHOWN, unreadFirst: true }),
    turns: await listMyTurns(db, actor.id, now, TURNS_SHOWN),
    latest: await listLatest(db, actor, { now, nodeIds: actor.memberOf }),
  };
}

export type MemberHome = Awaited<ReturnType<typeof memberHome>>;

/** Waits for this person's word: never answered, or not since the time or place changed. */
function isAsked(event: { status: string; ends_at: string; mine: { answer: string | null } | null }, now: string): boolean {
  return event.mine !== null && event.mine.answer === null && event.status === "published" && event.ends_at > now;
}
