import type { Actor } from "#app/domain/context.ts";

export const canEditEstablishments = (actor: Actor | null): boolean => actor?.admin ?? false;

/** The school's head (`position` is the actor's own, from their row) and administration. */
export function canNameCounterparts(actor: Actor | null, establishmentId: string, position: string | undefined): boolean {
  if (!actor) return false;
  return actor.admin || (actor.establishmentId === establishmentId && position === "head");
}
