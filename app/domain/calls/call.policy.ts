/** Who organises, applies and assesses. Who sees a call or an application is in the query: visibility.server.ts. Pure. */
import type { Actor } from "#app/domain/context.ts";
import { mayIn, nodesWith } from "#app/domain/rights.ts";

type MaybeActor = Actor | null;

/** The nodes in whose name somebody calls. */
export const nodesCalling = (actor: Actor): string[] => nodesWith(actor, "edit_repository");

/** Of a node: who looks after its repository; of the network (null): administration. */
export const canOrganise = (actor: MaybeActor, call: { node_id: string | null }): boolean =>
  actor !== null && (actor.admin || (call.node_id !== null && mayIn(actor, "edit_repository", call.node_id)));

export const canCallSomewhere = (actor: MaybeActor): boolean => actor !== null && (actor.admin || nodesCalling(actor).length > 0);

/** Everybody with an account who sees it, but those who organise it or sit in its jury (`juror`): they decide. */
export const canApply = (actor: MaybeActor, call: { node_id: string | null }, juror: boolean): boolean =>
  actor !== null && !juror && !canOrganise({ ...actor, admin: false }, call);
