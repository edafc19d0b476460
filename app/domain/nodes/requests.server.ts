/** Coming in and going out, by the coordinators' hand: answers to requests, invitations, goodbyes. */
import { type Actor, type Ctx, inTransaction, signedIn } from "#app/domain/context.ts";
import { forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { bumpRevision } from "#db/revision.ts";
import { freshStay } from "./joining.server.ts";
import { lockCoordination, refuseLastCoordinator } from "./last-coordinator.server.ts";
import { tellOfApproval, tellOfInvitation, tellOfRefusal } from "./mails.server.ts";
import { findMembershipById, findOpenMembership, insertMembership, type MembershipRow, updateOpenMembership } from "./memberships.repo.server.ts";
import { canInviteToNode, canRemoveMember, canSeeRequests } from "./node.policy.ts";
import type { NodeRow } from "./nodes.repo.server.ts";
import { nodeBySlug } from "./nodes.server.ts";
import { endRolesInNode, findPersonByAddress, isCoordinator } from "./roles.repo.server.ts";

export type AnswerOutcome = "done" | "already_answered";

/** Lets in somebody who asked. Answered before, by a colleague or another click: says so and changes nothing. */
export async function approveRequest(ctx: Ctx, slug: string, membershipId: string, message = ""): Promise<AnswerOutcome> {
  return answerRequest(ctx, slug, membershipId, async (tx, node, row, actor) => {
    const done = await updateOpenMembership(tx.db, row.id, { joined_at: tx.now, decided_by: actor.id }, "waiting");
    if (!done) return "already_answered";
    await bumpRevision(tx.db, "public", tx.now);
    await tellOfApproval(tx, node, row, message);
    return "done";
  });
}

/** Says no, with a message if there is one. The person may ask again. */
export async function declineRequest(ctx: Ctx, slug: string, membershipId: string, message = ""): Promise<AnswerOutcome> {
  return answerRequest(ctx, slug, membershipId, async (tx, node, row, actor) => {
    const done = await updateOpenMembership(tx.db, row.id, { declined_at: tx.now, decided_by: actor.id, open: 0 }, "waiting");
    if (!done) return "already_answered";
    await tellOfRefusal(tx, node, row, message);
    return "done";
  });
}

async function answerRequest(
  ctx: Ctx,
  slug: string,
  membershipId: string,
  answer: (tx: Ctx, node: NodeRow, row: MembershipRow, actor: Actor) => Promise<AnswerOutcome>,
): Promise<AnswerOutcome> {
  const actor = signedIn(ctx);
  return inTransaction(ctx, async (tx) => {
    const node = await nodeBySlug(tx.db, slug);
    if (!canSeeRequests(actor, node.id)) throw forbidden();
    const row = await findMembershipById(tx.db, membershipId);
    if (!row || row.node_id !== node.id || !row.requested_at) throw notFound();
    return answer(tx, node, row, actor);
  });
}

export type InviteOutcome = "invited" | "approved" | "already_invited" | "already_member";

/** Invites a person who has an account. Somebody who had asked is let in by it. */
export async function inviteToNode(ctx: Ctx, slug: string, email: string): Promise<{ outcome: InviteOutcome; name: string }> {
  const actor = signedIn(ctx);
  return inTransaction(ctx, async (tx) => {
    const node = await nodeBySlug(tx.db, slug);
    if (!canInviteToNode(actor, node.id)) throw forbidden();
    if (node.archived_at) throw invalid("", "node_archived");
    const person = await findPersonByAddress(tx.db, email);
    if (!person) throw invalid("email", "person_unknown");
    return { outcome: await invitePerson(tx, node, person.id, actor), name: person.name };
  });
}

async function invitePerson(tx: Ctx, node: NodeRow, personId: string, actor: Actor): Promise<InviteOutcome> {
  const open = await findOpenMembership(tx.db, node.id, personId);
  if (open?.joined_at) return "already_member";
  if (open?.invited_at) return "already_invited";
  if (open) {
    await updateOpenMembership(tx.db, open.id, { invited_at: tx.now, joined_at: tx.now, decided_by: actor.id }, "waiting");
    await bumpRevision(tx.db, "public", tx.now);
    await tellOfApproval(tx, node, open, "");
    return "approved";
  }
  const stay = { ...freshStay(node.id, personId), invited_at: tx.now, decided_by: actor.id };
  if (!(await insertMembership(tx.db, stay))) return "already_invited";
  await tellOfInvitation(tx, node, stay);
  return "invited";
}

/** Takes back an invitation that nobody has accepted. */
export async function withdrawInvitation(ctx: Ctx, slug: string, membershipId: string): Promise<void> {
  const actor = signedIn(ctx);
  await inTransaction(ctx, async (tx) => {
    const node = await nodeBySlug(tx.db, slug);
    if (!canInviteToNode(actor, node.id)) throw forbidden();
    const row = await findMembershipById(tx.db, membershipId);
    if (!row || row.node_id !== node.id || !row.invited_at) throw notFound();
    await updateOpenMembership(tx.db, row.id, { left_at: tx.now, decided_by: actor.id, open: 0 }, "waiting");
  });
}

/** Takes a member out (they changed school, it was the wrong person). Their roles here end with it. */
export async function removeMember(ctx: Ctx, slug: string, membershipId: string): Promise<void> {
  const actor = signedIn(ctx);
  await inTransaction(ctx, async (tx) => {
    const node = await nodeBySlug(tx.db, slug);
    if (!canRemoveMember(actor, node.id)) throw forbidden();
    await lockCoordination(tx.db, node.id);
    const row = await findMembershipById(tx.db, membershipId);
    if (!row || row.node_id !== node.id || !row.joined_at) throw notFound();
    await refuseLastCoordinator(tx.db, actor, node, row.person_id, tx.now);
    const coordinates = await isCoordinator(tx.db, node.id, row.person_id, tx.now);
    // Coordinators are named and ended by administration, not by each other; one may always leave oneself.
    if (coordinates && !actor.admin && row.person_id !== actor.id) throw forbidden("coordinator");
    if (!(await updateOpenMembership(tx.db, row.id, { left_at: tx.now, decided_by: actor.id, open: 0 }, "joined"))) return;
    await endRolesInNode(tx.db, node.id, row.person_id, { now: tx.now, reason: "ended", by: actor.id });
    await bumpRevision(tx.db, "public", tx.now);
  });
}
