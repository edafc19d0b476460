/** Who begins, answers, pins, closes, moves and removes what. Who reads it is in the query: visibility.server.ts. Pure. */
import type { Actor } from "#app/domain/context.ts";
import { nodesOfReader } from "#app/domain/resources/resource.policy.ts";
import { mayIn, nodesWith } from "#app/domain/rights.ts";

type MaybeActor = Actor | null;

export interface ThreadStanding {
  node_id: string;
  kind: string;
  visibility: string;
  created_by: string | null;
  published_at: string | null;
  closed_at: string | null;
  removed_at: string | null;
  posts_count: number;
}

/** The nodes where somebody moderates what is said. */
export const nodesModerated = (actor: Actor): string[] => nodesWith(actor, "publish");

/** Pins, closes, moves, removes, takes posts away: who publishes in the name of the node. */
export const canModerateThreads = (actor: MaybeActor, nodeId: string): boolean => mayIn(actor, "publish", nodeId);

/** Announcements reach every mailbox of the node: they are of who publishes in its name. */
export const canAnnounce = canModerateThreads;

/** Begins a discussion: the node's people. */
export const canDiscuss = (actor: MaybeActor, nodeId: string): boolean => actor !== null && (actor.admin || nodesOfReader(actor).includes(nodeId));

/** Answers what they read, while it is open: whoever is of the node, and, where it is for everybody with an account, everybody. */
export const canAnswer = (actor: MaybeActor, thread: ThreadStanding): boolean =>
  actor !== null &&
  thread.published_at !== null &&
  thread.closed_at === null &&
  thread.removed_at === null &&
  (thread.visibility !== "node" || canDiscuss(actor, thread.node_id) || canModerateThreads(actor, thread.node_id));

export const canEditThread = (actor: MaybeActor, thread: ThreadStanding): boolean =>
  actor !== null && thread.removed_at === null && (thread.created_by === actor.id || canModerateThreads(actor, thread.node_id));

/** Closed by whoever began it, too: the question was answered. */
export const canCloseThread = canEditThread;

/** Taken away by whoever began it while nobody had answered; by moderation always. */
export const canRemoveThread = (actor: MaybeActor, thread: ThreadStanding): boolean =>
  actor !== null && (canModerateThreads(actor, thread.node_id) || (thread.created_by === actor.id && thread.posts_count <= 1));
