import type { Actor } from "#app/domain/context.ts";
import { canPrepare, canScheduleSomewhere } from "#app/domain/events/event.policy.ts";
import { maySomewhere } from "#app/domain/rights.ts";

interface Owned {
  node_id: string | null;
  created_by: string | null;
}

/** The page of templates: for whoever calls meetings, or keeps what they are made of. */
export const canSeeTemplates = (actor: Actor | null): boolean => canScheduleSomewhere(actor) || maySomewhere(actor, "edit_repository");

/** The network's are for all of those; a node's, for those who prepare its meetings. */
export function canUseTemplate(actor: Actor | null, template: Owned): boolean {
  if (!actor || !canSeeTemplates(actor)) return false;
  return template.node_id === null || canPrepare(actor, { created_by: null, nodeIds: [template.node_id] });
}

/** Rename, archive: whoever saved it, and those whose node's it is. */
export function canEditTemplate(actor: Actor | null, template: Owned): boolean {
  if (!actor || !canUseTemplate(actor, template)) return false;
  return actor.admin || template.created_by === actor.id || template.node_id !== null;
}
