/** Circles: made, changed, dissolved; who enters and leaves. */
import { type Ctx, inTransaction, signedIn } from "#app/domain/context.ts";
import { DomainError, forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { lockCoordination } from "#app/domain/nodes/last-coordinator.server.ts";
import { findNodeBySlug } from "#app/domain/nodes/nodes.repo.server.ts";
import { refreshAgreementsOf } from "#app/domain/search/refresh.server.ts";
import { monthsLater } from "#app/domain/terms.ts";
import { lockRow } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { searchText } from "#db/search-text.ts";
import { canClose, canCreateGeneral, canCreateNodeCircle, canCreateSubcircle, canRun } from "./circle.policy.ts";
import type { CircleInput } from "./circle.ts";
import {
  adoptOrphans,
  type CircleRow,
  countSubcircles,
  endTermsOf,
  findCircle,
  findGoverning,
  insertCircle,
  insertRoles,
  listHeldTerms,
  moveCoordinators,
  updateCircleRow,
} from "./circles.repo.server.ts";
import { DEFAULT_ROLES, DEFAULT_TERM_MONTHS } from "./default-roles.ts";
import { endAllMembers, endMember, findCandidate, findCircleMember, insertMember } from "./members.repo.server.ts";
import { resign } from "./terms.server.ts";

/** Where a new circle stands: at the top of the network, at the top of a node, or below another. */
export type Place = { general: true } | { node: string } | { parent: string };

interface Standing {
  node_id: string | null;
  parent_id: string | null;
  top: 0 | 1;
}

/** Every circle is visible, closed ones too: only what it talks about has its own rules. */
export async function circleById(ctx: Ctx, id: string): Promise<CircleRow> {
  const circle = await findCircle(ctx.db, id);
  if (!circle) throw notFound();
  return circle;
}

/** For use cases: the circle, open, held until the transaction ends, and theirs to run. */
export async function heldByRunner(tx: Ctx, id: string): Promise<CircleRow> {
  signedIn(tx);
  const circle = await heldCircle(tx, id);
  if (!canRun(tx.actor, circle)) throw forbidden();
  if (circle.closed_at) throw new DomainError("conflict", { reason: "circle_closed" });
  return circle;
}

/** Node, circle, revision: always held in this order, so that two acts never wait for each other. */
async function heldCircle(tx: Ctx, id: string): Promise<CircleRow> {
  const { node_id } = await circleById(tx, id);
  if (node_id) await lockCoordination(tx.db, node_id);
  await lockRow(tx.db, "circles", id);
  return circleById(tx, id);
}

/** Creates a circle with its four roles; sent twice with the same `id` it is created once. A node, and the network, have one that governs them. */
export async function createCircle(ctx: Ctx, place: Place, input: CircleInput, id = newId()): Promise<{ id: string }> {
  signedIn(ctx);
  return inTransaction(ctx, async (tx) => {
    await holdPlace(tx, place);
    // It makes creators take turns: two circles never come to govern the same node.
    await bumpRevision(tx.db, "public", tx.now);
    const at = await placed(tx, place);
    if (await findCircle(tx.db, id)) return { id };
    if (at.top === 1 && (await findGoverning(tx.db, at.node_id))) throw new DomainError("conflict", { reason: "circle_exists" });
    const stamps = { created_at: tx.now, created_by: tx.actor?.id ?? null, updated_at: tx.now, closed_at: null, closed_by: null };
    await insertCircle(tx.db, { id, ...at, ...input, search_text: searchText(input.name), ...stamps });
    const coordinatorRole = await insertDefaultRoles(tx, id, at);
    await welcomeFirst(tx, id, at, coordinatorRole);
    return { id };
  });
}

async function holdPlace(tx: Ctx, place: Place): Promise<void> {
  if ("parent" in place) {
    await heldCircle(tx, place.parent);
  } else if ("node" in place) {
    const node = await findNodeBySlug(tx.db, place.node);
    if (node) await lockCoordination(tx.db, node.id);
    const general = await findGoverning(tx.db, null);
    if (general) await lockRow(tx.db, "circles", general.id);
  }
}

async function placed(tx: Ctx, place: Place): Promise<Standing> {
  if ("general" in place) {
    if (!canCreateGeneral(tx.actor)) throw forbidden();
    return { node_id: null, parent_id: null, top: 1 };
  }
  if ("node" in place) {
    const node = await findNodeBySlug(tx.db, place.node);
    if (!node) throw notFound();
    if (!canCreateNodeCircle(tx.actor, node.id)) throw forbidden();
    if (node.archived_at) throw new DomainError("conflict", { reason: "node_archived" });
    const general = await findGoverning(tx.db, null);
    return { node_id: node.id, parent_id: general?.id ?? null, top: 1 };
  }
  const parent = await circleById(tx, place.parent);
  if (!canCreateSubcircle(tx.actor, parent)) throw forbidden();
  if (parent.closed_at) throw new DomainError("conflict", { reason: "circle_closed" });
  return { node_id: parent.node_id, parent_id: parent.id, top: 0 };
}

/** The id of its Coordinador/a. The general circle has nothing above, so its roles link nowhere. */
async function insertDefaultRoles(tx: Ctx, circleId: string, at: Standing): Promise<string> {
  const general = at.top === 1 && at.node_id === null;
  const same = { circle_id: circleId, term_months: DEFAULT_TERM_MONTHS, created_at: tx.now, updated_at: tx.now, archived_at: null };
  const rows = DEFAULT_ROLES.map((role, index) => ({ ...role, id: newId(), ...same, link: general ? null : role.link, rights: role.key, position: index + 1 }));
  await insertRoles(tx.db, rows);
  return rows.find((row) => row.key === "coordinator")?.id ?? "";
}

/** Whoever coordinates the node holds the role from now on; whoever makes a sub-circle without being administration sits in it. */
async function welcomeFirst(tx: Ctx, circleId: string, at: Standing, coordinatorRole: string): Promise<void> {
  if (at.top === 1) {
    if (!at.node_id) return adoptOrphans(tx.db, circleId, tx.now);
    const ends_at = monthsLater(tx.now, DEFAULT_TERM_MONTHS);
    const people = await moveCoordinators(tx.db, at.node_id, { id: coordinatorRole, circle_id: circleId, ends_at }, tx.now);
    for (const personId of people) await joinCircle(tx, circleId, personId);
  } else if (tx.actor && !tx.actor.admin) {
    await joinCircle(tx, circleId, tx.actor.id);
  }
}

/** Makes somebody a member, within another act: role holders sit in their circle. Who is one already stays as they are. */
export async function joinCircle(tx: Ctx, circleId: string, personId: string): Promise<boolean> {
  return insertMember(tx.db, { id: newId(), circle_id: circleId, person_id: personId, since: tx.now, added_by: tx.actor?.id ?? null });
}

export async function updateCircle(ctx: Ctx, id: string, input: CircleInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const circle = await heldByRunner(tx, id);
    await updateCircleRow(tx.db, circle.id, { ...input, search_text: searchText(input.name), updated_at: tx.now });
    if (input.name !== circle.name || input.logbook !== circle.logbook) await refreshAgreementsOf(tx.db, circle.id);
    await bumpRevision(tx.db, "public", tx.now);
  });
}

/** Dissolves a sub-circle: its members leave, its roles' terms end; its agreements stay to be read. */
export async function closeCircle(ctx: Ctx, id: string): Promise<void> {
  const actor = signedIn(ctx);
  await inTransaction(ctx, async (tx) => {
    const circle = await heldCircle(tx, id);
    if (!canClose(actor, circle)) throw forbidden();
    if (circle.closed_at) return;
    if ((await countSubcircles(tx.db, id)) > 0) throw new DomainError("conflict", { reason: "has_subcircles" });
    if (circle.open_processes > 0) throw new DomainError("conflict", { reason: "open_processes" });
    await endTermsOf(tx.db, { circleId: id }, { now: tx.now, reason: "closed", by: actor.id });
    await endAllMembers(tx.db, id, tx.now);
    await updateCircleRow(tx.db, id, { closed_at: tx.now, closed_by: actor.id, updated_at: tx.now });
    await bumpRevision(tx.db, "public", tx.now);
  });
}

/** Adds somebody of its node (of the network, to a circle of the network). */
export async function addMember(ctx: Ctx, circleId: string, personId: string): Promise<{ name: string; added: boolean }> {
  return inTransaction(ctx, async (tx) => {
    const circle = await heldByRunner(tx, circleId);
    const already = await findCircleMember(tx.db, circle.id, personId);
    if (already) return { name: already.name, added: false };
    const person = await findCandidate(tx.db, circle, personId);
    if (!person) throw invalid("person_id", "not_found");
    const added = await joinCircle(tx, circle.id, person.id);
    await bumpRevision(tx.db, "public", tx.now);
    return { name: person.name, added };
  });
}

/** Whoever holds a role in it is not removed: their term is ended first, by themselves, a selection or administration. */
export async function removeMember(ctx: Ctx, circleId: string, personId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const circle = await heldByRunner(tx, circleId);
    if ((await listHeldTerms(tx.db, circle.id, personId, tx.now)).length > 0) throw new DomainError("conflict", { reason: "holds_role" });
    if (await endMember(tx.db, circle.id, personId, tx.now)) await bumpRevision(tx.db, "public", tx.now);
  });
}

/** Leaves, and with it the roles held there. The last coordinator of a node cannot: resign throws conflict last_coordinator. */
export async function leaveCircle(ctx: Ctx, circleId: string): Promise<void> {
  const actor = signedIn(ctx);
  await inTransaction(ctx, async (tx) => {
    const circle = await circleById(tx, circleId);
    for (const term of await listHeldTerms(tx.db, circle.id, actor.id, tx.now)) await resign(tx, term.id);
    if (await endMember(tx.db, circle.id, actor.id, tx.now)) await bumpRevision(tx.db, "public", tx.now);
  });
}
