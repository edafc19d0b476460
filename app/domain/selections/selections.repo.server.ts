/** What a selection reads and writes beside its acts. */
import type { Db } from "#db/create.ts";
import type { RoleText } from "./selection.ts";

/** The role as the selection amended it. */
export async function writeRole(tx: Db, roleId: string, { purpose, domain, accountabilities, qualifications }: RoleText, term_months: number, now: string): Promise<void> {
  await tx.updateTable("circle_roles").set({ purpose, domain, accountabilities, qualifications, term_months, updated_at: now }).where("id", "=", roleId).execute();
}

/** The tensions that asked for this selection: the term that was about to end. */
export async function settleTermTensions(tx: Db, roleId: string, settled: { at: string; by: string | null; note: string; processId: string }): Promise<void> {
  const { at, by, note, processId } = settled;
  await tx
    .updateTable("tensions")
    .set({ settled_at: at, settled_by: by, settled_note: note, process_id: processId })
    .where("role_id", "=", roleId)
    .where("source", "=", "term")
    .where("settled_at", "is", null)
    .execute();
}

/** The agreement that this one takes the place of: the last election for the same role. */
export async function findLastElection(db: Db, circleId: string, roleId: string): Promise<string | null> {
  const row = await db
    .selectFrom("circle_agreements")
    .select("id")
    .where("circle_id", "=", circleId)
    .where("role_id", "=", roleId)
    .where("kind", "=", "selection")
    .where("superseded_at", "is", null)
    .where("ended_at", "is", null)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function findProclaimed(db: Db, roleId: string, personId: string) {
  const person = await db.selectFrom("people").select(["id", "name", "email"]).where("id", "=", personId).executeTakeFirst();
  const rows = await db
    .selectFrom("circle_roles as r")
    .innerJoin("circles as c", "c.id", "r.circle_id")
    .leftJoin("role_rights as g", (join) => join.onRef("g.role_key", "=", "r.rights").on("g.until", "is", null))
    .select(["r.name", "c.id as circle_id", "c.name as circle", "g.right"])
    .where("r.id", "=", roleId)
    .execute();
  const [role] = rows;
  return role && person ? { role, person, rights: rows.flatMap((each) => each.right ?? []) } : null;
}

/** What opening a selection needs to know of a role: whether there is one under way, and whether it will be free. */
export async function findOpenSelection(db: Db, roleId: string): Promise<{ id: string } | null> {
  const row = await db.selectFrom("processes").select("id").where("role_id", "=", roleId).where("kind", "=", "selection").where("closed_at", "is", null).executeTakeFirst();
  return row ?? null;
}

export async function listOpenSelections(db: Db, circleId: string): Promise<{ id: string; role_id: string | null }[]> {
  return db.selectFrom("processes").select(["id", "role_id"]).where("circle_id", "=", circleId).where("kind", "=", "selection").where("closed_at", "is", null).execute();
}
