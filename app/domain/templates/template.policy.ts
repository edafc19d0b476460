import type { Actor } from "#app/domain/context.ts";
import { canScheduleSomewhere } from "#app/domain/events/event.policy.ts";

interface Owned {
  node_id: string | null;
  created_by: string | null;
}

/** The network's are for whoever calls meetings; a node's, for those who coordinate it. */
export function canUseTemplate(actor: Actor | null, template: Owned): boolean {
  if (!actor || !canScheduleSomewhere(actor)) return false;
  return actor.admin || template.node_id === null || actor.coordinates.includes(template.node_id);
}

/** Rename, archive: whoever saved it, and those whose node's it is. */
export function canEditTemplate(actor: Actor | null, template: Owned): boolean {
  if (!actor || !canUseTemplate(actor, template)) return false;
  return actor.admin || template.created_by === actor.id || template.node_id !== null;
}
