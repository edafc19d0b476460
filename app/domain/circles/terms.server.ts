/** Terms begin and end (S3: Role, Term). What a term lets its holder do begins and ends with it: see rights.ts. */
import { type Ctx, inTransaction, signedIn } from "#app/domain/context.ts";
import { forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { lockCoordination, refuseLastCoordinator } from "#app/domain/nodes/last-coordinator.server.ts";
import { findNodeById } from "#app/domain/nodes/nodes.repo.server.ts";
import { findPersonToTell } from "#app/domain/nodes/roles.repo.server.ts";
import { mayInCircle } from "#app/domain/rights.ts";
import { halfway, monthsLater } from "#app/domain/terms.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import {
  endTermById,
  endTermsOfRole,
  type FoundTerm,
  findHeldTerm,
  findNodeOfRole,
  findTerm,
  findTermOfProcess,
  insertTerm,
  isHeld,
  type LockedRole,
  lockRole,
} from "./terms.repo.server.ts";

export interface NewTerm {
  roleId: string;
  /** null: somebody external, by name. */
  personId: string | null;
  externalName?: string | undefined;
  externalOrganisation?: string | undefined;
  months: number;
  /** YYYY-MM-DD; half-way through the term unless given. */
  evaluationOn?: string | null | undefined;
  /** The selection that proclaimed them. */
  processId?: string | null | undefined;
  conditions?: string | undefined;
  /** Administration, or who runs the circle, where nobody selected them. */
  namedBy?: string | null | undefined;
  /** Beside whoever holds the role already, not in their place. */
  shared?: boolean | undefined;
}

/**
 * Begins a term, within the transaction of the act that decides it. Unless shared, whoever holds the role now is replaced by that act. Sent
 * twice it is begun once: for the same selection, or, without one, for somebody who holds the role already.
 */
export async function startTerm(tx: Ctx, wanted: NewTerm): Promise<{ id: string }> {
  // The lock on the seat lasts as long as the transaction does.
  if (!tx.db.isTransaction) throw new Error("startTerm() belongs into a transaction");
  const role = await heldRole(tx, wanted.roleId);
  const who = { personId: wanted.personId, externalName: wanted.personId ? "" : (wanted.externalName ?? "") };
  const begun = wanted.processId ? await findTermOfProcess(tx.db, wanted.processId, who) : await findHeldTerm(tx.db, role.id, who, tx.now);
  if (begun) return begun;
  await refuseNobody(tx, who);
  refuseUnselected(tx, role, wanted);
  const end = { now: tx.now, reason: "replaced", by: tx.actor?.id ?? null };
  if (wanted.shared) await endOwnTerm(tx, role, who);
  else await endTermsOfRole(tx.db, role, end);
  const id = newId();
  const ends_at = monthsLater(tx.now, wanted.months);
  await insertTerm(tx.db, {
    id,
    role_id: role.id,
    circle_id: role.circle_id,
    node_id: role.node_id,
    person_id: who.personId,
    external_name: who.externalName,
    external_organisation: who.personId ? "" : (wanted.externalOrganisation ?? ""),
    since: tx.now,
    ends_at,
    evaluation_on: wanted.evaluationOn === undefined ? halfway(tx.now, ends_at) : wanted.evaluationOn,
    named_by: wanted.namedBy ?? null,
    process_id: wanted.processId ?? null,
    conditions: wanted.conditions ?? "",
  });
  await bumpRevision(tx.db, "public", tx.now);
  return { id };
}

/** The role, held for this transaction; its node first, in the order in which all acts that may end a coordination take them. */
async function heldRole(tx: Ctx, roleId: string): Promise<LockedRole> {
  const nodeId = await findNodeOfRole(tx.db, roleId);
  if (nodeId) await lockCoordination(tx.db, nodeId);
  const role = await lockRole(tx.db, roleId);
  if (!role) throw notFound();
  return role;
}

interface Who {
  personId: string | null;
  externalName: string;
}

async function refuseNobody(tx: Ctx, who: Who): Promise<void> {
  if (who.personId === null) {
    if (who.externalName === "") throw invalid("external_name", "required");
    return;
  }
  const person = await findPersonToTell(tx.db, who.personId);
  if (!person || person.suspended_at) throw invalid("person_id", "not_found");
}

/** Who coordinates a node is selected by its circle or named by administration, not by whoever runs the circle. */
function refuseUnselected(tx: Ctx, role: LockedRole, { processId }: NewTerm): void {
  const coordinates = role.key === "coordinator" && role.top === 1 && role.node_id !== null;
  if (coordinates && !processId && tx.actor && !tx.actor.admin) throw forbidden();
}

/** Selected again for a shared role: their own term gives way to the new one, the others' do not. */
async function endOwnTerm(tx: Ctx, role: LockedRole, who: Who): Promise<void> {
  const own = await findHeldTerm(tx.db, role.id, who, tx.now);
  if (own) await endTermById(tx.db, own.id, { now: tx.now, reason: "replaced", by: tx.actor?.id ?? null });
}

const coordinatesNode = (term: FoundTerm): boolean => term.node_id !== null && (term.role_id === null || (term.key === "coordinator" && term.top === 1));

/** Held for this transaction, by the same lock as all acts that may end a coordination. */
async function heldTerm(tx: Ctx, termId: string): Promise<FoundTerm> {
  const term = await findTerm(tx.db, termId);
  if (!term) throw notFound();
  if (term.node_id) await lockCoordination(tx.db, term.node_id);
  return term;
}

/**
 * Ends somebody's term before its time: administration any; whoever runs the circle those of its other seats, for coordinators are named and
 * ended by their peers' selection or by administration, not by each other. Ended already: nothing changes.
 */
export async function endTerm(ctx: Ctx, termId: string, reason: "ended" | "replaced" = "ended"): Promise<{ ended: boolean }> {
  const actor = signedIn(ctx);
  return inTransaction(ctx, async (tx) => {
    const term = await heldTerm(tx, termId);
    const circle = term.circle_id ? { id: term.circle_id, node_id: term.node_id } : null;
    const runs = circle !== null && mayInCircle(actor, "run_circle", circle) && !coordinatesNode(term);
    if (!actor.admin && !runs) throw forbidden();
    return finish(tx, term, reason);
  });
}

/** Gives back one's own role. The last coordinator of a node first finds a successor, or asks administration: conflict last_coordinator. */
export async function resign(ctx: Ctx, termId: string): Promise<{ ended: boolean }> {
  const actor = signedIn(ctx);
  return inTransaction(ctx, async (tx) => {
    const term = await heldTerm(tx, termId);
    if (term.person_id !== actor.id) throw notFound();
    const node = coordinatesNode(term) && term.node_id ? await findNodeById(tx.db, term.node_id) : undefined;
    if (node && (await isHeld(tx.db, term.id, tx.now))) await refuseLastCoordinator(tx.db, actor, node, actor.id, tx.now);
    return finish(tx, term, "resigned");
  });
}

async function finish(tx: Ctx, term: FoundTerm, reason: string): Promise<{ ended: boolean }> {
  const ended = await endTermById(tx.db, term.id, { now: tx.now, reason, by: tx.actor?.id ?? null });
  if (ended) await bumpRevision(tx.db, "public", tx.now);
  return { ended };
}
