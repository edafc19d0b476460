/** Coming in and going out, by the person's own hand. Every act may be sent twice, or from two tabs, without harm. */
import { type Ctx, inTransaction, signedIn } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { lockCoordination, refuseLastCoordinator } from "./last-coordinator.server.ts";
import { tellOfRequest } from "./mails.server.ts";
import { countRequestsSince, findOpenMembership, insertMembership, type MembershipRow, updateOpenMembership } from "./memberships.repo.server.ts";
import type { NodeRow } from "./nodes.repo.server.ts";
import { nodeBySlug } from "./nodes.server.ts";
import { endRolesInNode } from "./roles.repo.server.ts";

export type JoinOutcome = "joined" | "requested" | "already_member" | "already_requested";

/** Asking again after going back is fine; doing it all day fills the coordinators' mailboxes. */
const REQUESTS_A_DAY = 3;
const DAY = 86_400_000;

/** Joins an open node, asks to join one by request, accepts an invitation. */
export async function joinNode(ctx: Ctx, slug: string, input: { message?: string } = {}): Promise<JoinOutcome> {
  const actor = signedIn(ctx);
  return inTransaction(ctx, async (tx) => {
    const node = await nodeBySlug(tx.db, slug);
    const open = await findOpenMembership(tx.db, node.id, actor.id);
    if (open?.joined_at) return "already_member";
    if (node.archived_at) throw new DomainError("conflict", { reason: "node_archived" });
    // Invited, or the node has opened its door since they asked.
    if (open && (open.invited_at || node.joining === "open")) return enter(tx, open);
    if (open) return "already_requested";
    if (node.joining === "open") return enterNew(tx, node, actor.id);
    if (node.joining === "invitation") throw new DomainError("forbidden", { reason: "by_invitation" });
    return request(tx, node, actor.id, input.message ?? "");
  });
}

async function enter(tx: Ctx, open: MembershipRow): Promise<JoinOutcome> {
  await updateOpenMembership(tx.db, open.id, { joined_at: tx.now }, "waiting");
  await bumpRevision(tx.db, "public", tx.now);
  return "joined";
}

async function enterNew(tx: Ctx, node: NodeRow, personId: string): Promise<JoinOutcome> {
  const entered = await insertMembership(tx.db, { ...freshStay(node.id, personId), joined_at: tx.now });
  if (!entered) return "already_member";
  await bumpRevision(tx.db, "public", tx.now);
  return "joined";
}

async function request(tx: Ctx, node: NodeRow, personId: string, message: string): Promise<JoinOutcome> {
  const dayAgo = new Date(Date.parse(tx.now) - DAY).toISOString();
  if ((await countRequestsSince(tx.db, node.id, personId, dayAgo)) >= REQUESTS_A_DAY) throw new DomainError("too_many");
  const stay = { ...freshStay(node.id, personId), requested_at: tx.now, message: message || null };
  if (!(await insertMembership(tx.db, stay))) return "already_requested";
  await tellOfRequest(tx, node, stay.id, message);
  return "requested";
}

export function freshStay(nodeId: string, personId: string) {
  return {
    id: newId(),
    node_id: nodeId,
    person_id: personId,
    requested_at: null as string | null,
    invited_at: null as string | null,
    joined_at: null as string | null,
    left_at: null,
    declined_at: null,
    decided_by: null as string | null,
    message: null as string | null,
  };
}

/** Takes back a request, or says no to an invitation. Nothing to take back is no error: another tab did it. */
export async function withdrawFromNode(ctx: Ctx, slug: string): Promise<void> {
  const actor = signedIn(ctx);
  await inTransaction(ctx, async (tx) => {
    const node = await nodeBySlug(tx.db, slug);
    const open = await findOpenMembership(tx.db, node.id, actor.id);
    if (!open || open.joined_at) return;
    const end = open.requested_at ? { left_at: tx.now } : { declined_at: tx.now };
    await updateOpenMembership(tx.db, open.id, { ...end, open: 0 }, "waiting");
  });
}

/** Leaves the node, and with it the roles they had there. Its last coordinator first finds a successor, or asks administration: conflict last_coordinator. */
export async function leaveNode(ctx: Ctx, slug: string): Promise<{ left: boolean }> {
  const actor = signedIn(ctx);
  return inTransaction(ctx, async (tx) => {
    const node = await nodeBySlug(tx.db, slug);
    await lockCoordination(tx.db, node.id);
    await refuseLastCoordinator(tx.db, actor, node, actor.id, tx.now);
    const open = await findOpenMembership(tx.db, node.id, actor.id);
    const left = open?.joined_at ? await updateOpenMembership(tx.db, open.id, { left_at: tx.now, open: 0 }, "joined") : false;
    const ended = await endRolesInNode(tx.db, node.id, actor.id, { now: tx.now, reason: "left", by: actor.id });
    if (left || ended) await bumpRevision(tx.db, "public", tx.now);
    return { left };
  });
}
