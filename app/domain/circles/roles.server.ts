/** The roles of a circle: made, changed, put away; named without a selection where that is allowed. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { findPersonToTell } from "#app/domain/nodes/roles.repo.server.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { canName, canNameExternal } from "./circle.policy.ts";
import type { RoleInput } from "./circle.ts";
import { type CircleRow, endTermsOf, findRole, insertRoles, listRoles, type RoleRow, updateRoleRow } from "./circles.repo.server.ts";
import { heldByRunner, joinCircle } from "./circles.server.ts";
import { setEvaluationDay } from "./role-terms.repo.server.ts";
import { startTerm } from "./terms.server.ts";

/** A role of this circle that is in use; not_found for any other. */
export async function roleById(ctx: Ctx, circleId: string, roleId: string): Promise<RoleRow> {
  const role = await findRole(ctx.db, circleId, roleId);
  if (!role) throw notFound();
  return role;
}

async function heldRole(tx: Ctx, circleId: string, roleId: string): Promise<{ circle: CircleRow; role: RoleRow }> {
  const circle = await heldByRunner(tx, circleId);
  const role = await roleById(tx, circleId, roleId);
  if (role.archived_at) throw new DomainError("conflict", { reason: "role_archived" });
  return { circle, role };
}

/** Adds a role; sent twice with the same `id` it is added once. */
export async function addRole(ctx: Ctx, circleId: string, input: RoleInput, id = newId()): Promise<{ id: string }> {
  return inTransaction(ctx, async (tx) => {
    const circle = await heldByRunner(tx, circleId);
    const roles = await listRoles(tx.db, circle.id);
    if (roles.some((role) => role.id === id)) return { id };
    if (roles.length >= 40) throw invalid("name", "roles_full");
    linkIsFree(roles, input, id);
    const position = Math.max(0, ...roles.map((role) => role.position)) + 1;
    const stamps = { created_at: tx.now, updated_at: tx.now, archived_at: null };
    await insertRoles(tx.db, [{ id, circle_id: circle.id, key: null, ...input, rights: tx.actor?.admin ? input.rights : null, position, ...stamps }]);
    await bumpRevision(tx.db, "public", tx.now);
    return { id };
  });
}

/** S3: Double Linking. One seat speaks above, one brings from above: two of a kind would be two voices for one circle. */
function linkIsFree(roles: readonly RoleRow[], input: RoleInput, id: string): void {
  if (input.link && roles.some((role) => role.id !== id && role.link === input.link)) throw invalid("link", "link_taken");
}

/** A default role keeps the row of rights of its own name; that of any other is administration's to set. */
export async function updateRole(ctx: Ctx, circleId: string, roleId: string, input: RoleInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { role } = await heldRole(tx, circleId, roleId);
    linkIsFree(await listRoles(tx.db, circleId), input, role.id);
    const rights = role.key === null && tx.actor?.admin ? input.rights : role.rights;
    await updateRoleRow(tx.db, role.id, { ...input, rights, updated_at: tx.now });
    await bumpRevision(tx.db, "public", tx.now);
  });
}

/** Puts a role of its own away: whoever holds it stops today, its history stays. The four by default are not put away. */
export async function archiveRole(ctx: Ctx, circleId: string, roleId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { role } = await heldRole(tx, circleId, roleId);
    if (role.key !== null) throw new DomainError("conflict", { reason: "default_role" });
    // Whom the circle is selecting for it would have nothing to say yes to.
    const selecting = tx.db.selectFrom("processes").select("id").where("role_id", "=", role.id).where("kind", "=", "selection").where("closed_at", "is", null);
    if (await selecting.executeTakeFirst()) throw new DomainError("conflict", { reason: "open_processes" });
    await endTermsOf(tx.db, { roleId: role.id }, { now: tx.now, reason: "ended", by: tx.actor?.id ?? null });
    await updateRoleRow(tx.db, role.id, { archived_at: tx.now, updated_at: tx.now });
    await bumpRevision(tx.db, "public", tx.now);
  });
}

export type Named = { personId: string } | { externalName: string; externalOrganisation: string };

/** Names a holder without a selection. `shared`: beside whoever holds it, not instead. */
export async function nameDirectly(ctx: Ctx, circleId: string, roleId: string, who: Named, options: { shared?: boolean } = {}): Promise<{ id: string }> {
  return inTransaction(ctx, async (tx) => {
    const { circle, role } = await heldRole(tx, circleId, roleId);
    const person = "personId" in who;
    if (!(person ? canName(tx.actor) : canNameExternal(tx.actor, circle))) throw forbidden();
    if (!person && options.shared && !canName(tx.actor)) throw forbidden();
    if (person) await personOfNetwork(tx, who.personId);
    const by = { months: role.term_months, namedBy: tx.actor?.id ?? null, ...(options.shared ? { shared: true } : {}) };
    const term = await startTerm(tx, person ? { roleId, ...by, personId: who.personId } : { roleId, ...by, personId: null, ...who });
    if (person) await joinCircle(tx, circleId, who.personId);
    await bumpRevision(tx.db, "public", tx.now);
    return term;
  });
}

async function personOfNetwork(tx: Ctx, personId: string): Promise<void> {
  const person = await findPersonToTell(tx.db, personId);
  if (!person || person.suspended_at) throw invalid("person_id", "not_found");
}

/** When the circle looks at how it goes with a term. */
export async function planEvaluation(ctx: Ctx, circleId: string, roleId: string, termId: string, day: string | null): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await heldRole(tx, circleId, roleId);
    if (!(await setEvaluationDay(tx.db, { roleId, termId }, day))) throw notFound();
  });
}
