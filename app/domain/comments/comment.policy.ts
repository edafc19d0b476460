/** Who says, changes and takes away what. Pure. */
import type { Actor } from "#app/domain/context.ts";
import { canModerate, type ResourceStanding } from "#app/domain/resources/resource.policy.ts";

interface Said {
  person_id: string | null;
  removed_at: string | null;
  removed_by: string | null;
}

export const canEditComment = (actor: Actor, comment: Said): boolean => comment.person_id === actor.id && comment.removed_at === null;

export const canRemoveComment = (actor: Actor, comment: Said, resource: ResourceStanding): boolean => comment.person_id === actor.id || canModerate(actor, resource);

/** Who took it away brings it back; what moderation took away, only moderation. */
export const canReturnComment = (actor: Actor, comment: Said, resource: ResourceStanding): boolean =>
  comment.removed_at !== null && (canModerate(actor, resource) || (comment.person_id === actor.id && comment.removed_by === actor.id));
