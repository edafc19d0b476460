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

export interface PostStanding {
  person_id: string | null;
  first: number;
  published_at: string | null;
  removed_at: string | null;
  removed_by: string | null;
}

/** The nodes where somebody moderates what is said. */
export const nodesModerated = (actor: Actor): string[] => nodesWith(actor, "publish");

/** Pins, closes, moves, removes, takes posts away: who publishes in the name of the node. */
export const canModerateThreads = (actor: MaybeActor, nodeId: string): boolean => mayIn(actor, "publish", nodeId);

/** Announcements reach every mailbox of the node: they are of who publishes in its name. */
export const canAnnounce = canModerateThreads;

/** Begins a discussion: the node's people. */
export const canDiscuss = (actor: MaybeActor, nodeId: string): boolean => actor !== null && (actor.admin || nodesOfReader(actor).includes(nodeId));

export const canBegin = (actor: MaybeActor, kind: string, nodeId: string): boolean => (kind === "announcement" ? canAnnounce(actor, nodeId) : canDiscuss(actor, nodeId));

/** Answers what they read, while it is open: whoever is of the node, and, where it is for everybody with an account, everybody. */
export const canAnswer = (actor: MaybeActor, thread: ThreadStanding): boolean =>
  actor !== null &&
  thread.published_at !== null &&
  thread.closed_at === null &&
  thread.removed_at === null &&
  (thread.visibility !== "node" || canDiscuss(actor, thread.node_id) || canModerateThreads(actor, thread.node_id));

const began = (actor: MaybeActor, thread: ThreadStanding): boolean => actor !== null && thread.created_by === actor.id;

/** Title and readers: whoever began it; of what stands in the node's name, who publishes in it. */
export const canEditThread = (actor: MaybeActor, thread: ThreadStanding): boolean =>
  actor !== null &&
  thread.removed_at === null &&
  (canModerateThreads(actor, thread.node_id) || (began(actor, thread) && (thread.kind !== "announcement" || thread.published_at === null)));

/** Closed by whoever began it, too: the question was answered. */
export const canCloseThread = (actor: MaybeActor, thread: ThreadStanding): boolean => thread.published_at !== null && canEditThread(actor, thread);

export const canPinThread = (actor: MaybeActor, thread: ThreadStanding): boolean =>
  thread.published_at !== null && thread.removed_at === null && canModerateThreads(actor, thread.node_id);

/** Somewhere else: who moderates here, or began the discussion. */
export const canMoveThread = (actor: MaybeActor, thread: ThreadStanding): boolean =>
  thread.published_at !== null && thread.removed_at === null && (canModerateThreads(actor, thread.node_id) || (began(actor, thread) && thread.kind === "discussion"));

/** To this node: who moderates in both, or began the discussion and takes part there. */
export const canMoveThreadTo = (actor: MaybeActor, thread: ThreadStanding, nodeId: string): boolean =>
  canMoveThread(actor, thread) &&
  ((canModerateThreads(actor, thread.node_id) && canModerateThreads(actor, nodeId)) || (began(actor, thread) && thread.kind === "discussion" && canDiscuss(actor, nodeId)));

/** Taken away by whoever began it while nobody had answered; by moderation always. */
export const canRemoveThread = (actor: MaybeActor, thread: ThreadStanding): boolean =>
  actor !== null && thread.removed_at === null && (canModerateThreads(actor, thread.node_id) || (began(actor, thread) && thread.posts_count <= 1));

/** Who took it away brings it back; what moderation took away, only moderation. */
export const canReturnThread = (actor: MaybeActor, thread: ThreadStanding & { removed_by: string | null }): boolean =>
  actor !== null && thread.removed_at !== null && (canModerateThreads(actor, thread.node_id) || (began(actor, thread) && thread.removed_by === actor.id));

/** One's own, while the conversation is open; a draft while one could say it; what stands in the node's name, only who publishes in it. */
export const canEditPost = (actor: MaybeActor, post: PostStanding, thread: ThreadStanding): boolean =>
  actor !== null &&
  post.person_id === actor.id &&
  post.removed_at === null &&
  thread.removed_at === null &&
  (thread.closed_at === null || canModerateThreads(actor, thread.node_id)) &&
  (post.first !== 1 || thread.kind !== "announcement" || canAnnounce(actor, thread.node_id));

/** One's own, and moderation anybody's. What began it goes with the whole thread, unless others answered: then moderation alone leaves a gap in its place. */
export const canRemovePost = (actor: MaybeActor, post: PostStanding, thread: ThreadStanding): boolean =>
  actor !== null &&
  post.removed_at === null &&
  thread.removed_at === null &&
  (canModerateThreads(actor, thread.node_id) || (post.person_id === actor.id && (post.first !== 1 || thread.posts_count <= 1)));

export const canReturnPost = (actor: MaybeActor, post: PostStanding, thread: ThreadStanding): boolean =>
  actor !== null &&
  post.removed_at !== null &&
  thread.removed_at === null &&
  (canModerateThreads(actor, thread.node_id) || (post.person_id === actor.id && post.removed_by === actor.id));
