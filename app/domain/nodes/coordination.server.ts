/** Who coordinates a node: named and ended by administration. */
import { type Ctx, inTransaction, signedIn } from "#app/domain/context.ts";
import { forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { halfway, monthsLater } from "#app/domain/terms.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { freshStay } from "./joining.server.ts";
import { lockCoordination } from "./last-coordinator.server.ts";
import { tellOfNaming } from "./mails.server.ts";
import { findOpenMembership, insertMembership, updateOpenMembership } from "./memberships.repo.server.ts";
import { canNameCoordinators } from "./node.policy.ts";
import { nodeBySlug } from "./nodes.server.ts";
import { countCoordinators, endCoordination, findCoordinatorRole, findCoordinatorTerm, findPersonToTell, insertTerm, isCoordinator, takeSeat } from "./roles.repo.server.ts";

/** Names a coordinator, who becomes a member too. Naming somebody who is one already changes nothing. */
export async function nameCoordinator(ctx: Ctx, slug: string, personId: string): Promise<{ outcome: "named" | "already"; name: string }> {
  const actor = signedIn(ctx);
  if (!canNameCoordinators(actor)) throw forbidden();
  return inTransaction(ctx, async (tx) => {
    const node = await nodeBySlug(tx.db, slug);
    await lockCoordination(tx.db, node.id);
    const person = await findPersonToTell(tx.db, personId);
    if (!person || person.suspended_at) throw invalid("person_id", "not_found");
    if (await isCoordinator(tx.db, node.id, person.id, tx.now)) return { outcome: "already" as const, name: person.name };
    const id = newId();
    const role = await findCoordinatorRole(tx.db, node.id);
    await insertTerm(tx.db, { id, node_id: node.id, person_id: person.id, since: tx.now, named_by: actor.id, ...seatOf(role, tx.now) });
    await becomeMember(tx, node.id, person.id, actor.id);
    if (role) await takeSeat(tx.db, { circle_id: role.circle_id, person_id: person.id, since: tx.now, added_by: actor.id });
    await bumpRevision(tx.db, "public", ctx.now);
    await tellOfNaming(tx, node, person.id, id);
    return { outcome: "named" as const, name: person.name };
  });
}

/** A seat of the node's circle has a term as those whom the circle selects; where there is no circle, they coordinate until it is ended. */
function seatOf(role: { role_id: string; circle_id: string; term_months: number } | undefined, now: string) {
  if (!role) return { role_id: null, circle_id: null, ends_at: null, evaluation_on: null };
  const ends_at = monthsLater(now, role.term_months);
  return { role_id: role.role_id, circle_id: role.circle_id, ends_at, evaluation_on: halfway(now, ends_at) };
}

async function becomeMember(tx: Ctx, nodeId: string, personId: string, by: string): Promise<void> {
  const inserted = await insertMembership(tx.db, { ...freshStay(nodeId, personId), joined_at: tx.now, decided_by: by });
  if (inserted) return;
  const open = await findOpenMembership(tx.db, nodeId, personId);
  if (open && !open.joined_at) await updateOpenMembership(tx.db, open.id, { joined_at: tx.now, decided_by: by }, "waiting");
}

/** Ends a coordination; they stay a member. Says how many are left, for the warning. */
export async function endCoordinator(ctx: Ctx, slug: string, termId: string): Promise<{ left: number }> {
  const actor = signedIn(ctx);
  if (!canNameCoordinators(actor)) throw forbidden();
  return inTransaction(ctx, async (tx) => {
    const node = await nodeBySlug(tx.db, slug);
    await lockCoordination(tx.db, node.id);
    // Ended before, by a colleague or another click, it is theirs all the same; a term of another node is not.
    const term = await findCoordinatorTerm(tx.db, node.id, termId, tx.now);
    if (!term) throw notFound();
    if (term.held && (await endCoordination(tx.db, node.id, term.person_id, { now: tx.now, reason: "ended", by: actor.id }))) await bumpRevision(tx.db, "public", tx.now);
    return { left: await countCoordinators(tx.db, node.id, tx.now) };
  });
}
