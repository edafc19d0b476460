import type { Actor } from "#app/domain/context.ts";

export const canEditEstablishments = (actor: Actor | null): boolean => actor?.admin ?? false;

/**
 * Administration, and a head of that school whom somebody else named its counterpart: anyone can write "directiva/o" and any school into
 * their own profile, so that alone opens nothing. `own` is the actor's own standing, from their rows.
 */
export function canNameCounterparts(actor: Actor | null, establishmentId: string, own: { position: string; counterpart: boolean } | undefined): boolean {
  if (!actor) return false;
  return actor.admin || (actor.establishmentId === establishmentId && own?.position === "head" && own.counterpart);
}
