/** Who may do what with a resource: its makers, and who cares for the repository of its nodes (right `edit_repository`). Who sees it is in the query: visibility.server.ts. Pure. */
import type { Actor } from "#app/domain/context.ts";
import { mayInOne, nodesWith, nodesWithRights } from "#app/domain/rights.ts";
import type { ResourceState, ResourceVisibility } from "./resource.ts";

type MaybeActor = Actor | null;

/** What the predicates look at. */
export interface ResourceStanding {
  created_by: string | null;
  state: ResourceState;
  visibility: ResourceVisibility;
  nodeIds: readonly string[];
  /** Accounts among its authors. */
  authorIds: readonly string[];
}

/** The nodes whose own resources somebody reads: those they belong to or hold a role in. */
export const nodesOfReader = (actor: Actor): string[] => [...new Set([...actor.memberOf, ...nodesWithRights(actor)])];

/** The nodes whose repository somebody cares for. */
export const nodesCurated = (actor: Actor): string[] => nodesWith(actor, "edit_repository");

/** Everybody with an account shares what they have. */
export const canShare = (actor: MaybeActor): boolean => actor !== null;

export const isMaker = (actor: MaybeActor, resource: Pick<ResourceStanding, "created_by" | "authorIds">): boolean =>
  actor !== null && (resource.created_by === actor.id || resource.authorIds.includes(actor.id));

/** Looks after it: administration, and role holders of one of its nodes (not what a circle keeps for itself). */
export const isCurator = (actor: MaybeActor, resource: Pick<ResourceStanding, "visibility" | "nodeIds">): boolean =>
  actor !== null && (actor.admin || (resource.visibility !== "circle" && mayInOne(actor, "edit_repository", resource.nodeIds)));

export const canEditResource = (actor: MaybeActor, resource: ResourceStanding): boolean =>
  resource.state !== "withdrawn" && (isMaker(actor, resource) || (isCurator(actor, resource) && resource.state !== "draft"));

/** Accepts or sends back what waits for review: never one's own. */
export const canReviewResource = (actor: MaybeActor, resource: ResourceStanding): boolean => isCurator(actor, resource) && (!isMaker(actor, resource) || (actor?.admin ?? false));

export const canArchiveResource = canEditResource;

/** Takes out of sight what breaks the rules, and puts it back. */
export const canModerate = (actor: MaybeActor, resource: Pick<ResourceStanding, "visibility" | "nodeIds">): boolean => isCurator(actor, resource);

/** Comments, marks, replications, reports: everybody with an account who sees it published. */
export const canTakePart = (actor: MaybeActor, resource: Pick<ResourceStanding, "state">): boolean => actor !== null && resource.state === "published";

/** The accounts that made it: who began it and who signs it. */
export const makersOf = (resource: Pick<ResourceStanding, "created_by" | "authorIds">): string[] => [
  ...new Set([...(resource.created_by ? [resource.created_by] : []), ...resource.authorIds]),
];
