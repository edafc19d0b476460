/**
 * A node does not lose its last coordinator by their own hand: first there is a successor, or administration relieves them. Terms that run out
 * and accounts that close are no such act (the first is the rule of the term, the second a right of the person).
 */
import type { Actor } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import type { Db } from "#db/create.ts";
import { takeTurn } from "#db/dialect.server.ts";
import { countCoordinators, isCoordinator } from "./roles.repo.server.ts";

/** Every act that ends a coordination begins here: of two that leave at once, the second sees that the first is gone. */
export async function lockCoordination(tx: Db, nodeId: string): Promise<void> {
  await takeTurn(tx, "nodes", nodeId);
}

/** Nobody else would coordinate it. A node that was archived has nothing to coordinate. */
export async function isLastCoordinator(db: Db, node: { id: string; archived_at: string | null }, personId: string, now: string): Promise<boolean> {
  if (node.archived_at !== null || !(await isCoordinator(db, node.id, personId, now))) return false;
  return (await countCoordinators(db, node.id, now)) <= 1;
}

/** Call it after lockCoordination(), within the same transaction. */
export async function refuseLastCoordinator(tx: Db, actor: Actor, node: { id: string; archived_at: string | null }, personId: string, now: string): Promise<void> {
  if (actor.admin) return;
  if (await isLastCoordinator(tx, node, personId, now)) throw new DomainError("conflict", { reason: "last_coordinator" });
}
