/** Who coordinates a node: named and ended by administration. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { forbidden, invalid } from "#app/domain/errors.ts";
import { monthsLater } from "#app/domain/terms.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { freshStay } from "./joining.server.ts";
import { tellOfNaming } from "./mails.server.ts";
import { findOpenMembership, insertMembership, updateOpenMembership } from "./memberships.repo.server.ts";
import { canNameCoordinators } from "./node.policy.ts";
import { nodeBySlug, signedIn } from "./nodes.server.ts";
import { countCoordinators, endCoordination, findCoordinatorRole, findCoordinatorTerm, findPersonToTell, insertTerm, isCoordinator } from "./roles.repo.server.ts";

/** Names a coordinator, who becomes a member too. Naming somebody who is one already changes nothing. */
export async function nameCoordinator(ctx: Ctx, slug: string, personId: string): Promise<{ outcome: "named" | "already"; name: string }> {
  const actor = signedIn(ctx);
  if (!canNameCoordinators(actor)) throw forbidden();
  return inTransaction(ctx, async (tx) => {
    const node = await nodeBySlug(tx.db, slug);
    const person = await findPersonToTell(tx.db, personId);
    if (!person || person.suspended_at) throw invalid("person_id", "not_found");
    if (await isCoordinator(tx.db, node.id, person.id, tx.now)) return { outcome: "already" as const, name: person.name };
    const id = newId();
    const role = await findCoordinatorRole(tx.db, node.id);
    const seat = { role_id: role?.role_id ?? null, circle_id: role?.circle_id ?? null, ends_at: role ? monthsLater(tx.now, role.term_months) : null };
    await insertTerm(tx.db, { id, node_id: node.id, person_id: person.id, since: tx.now, named_by: actor.id, ...seat });
    await becomeMember(tx, node.id, person.id, actor.id);
    await bumpRevision(tx.db, "public", ctx.now);
    await tellOfNaming(tx, node, person.id, id);
    return { outcome: "named" as const, name: person.name };
  });
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
    const term = await findCoordinatorTerm(tx.db, node.id, termId, tx.now);
    if (term && (await endCoordination(tx.db, node.id, term.person_id, { now: tx.now, reason: "ended", by: actor.id }))) await bumpRevision(tx.db, "public", tx.now);
    return { left: await countCoordinators(tx.db, node.id, tx.now) };
  });
}
