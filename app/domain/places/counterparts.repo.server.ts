import { sql } from "kysely";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";

/** A person of a school, as its page shows them. Never an address. */
export interface SchoolPersonRow {
  person_id: string;
  name: string;
  position: string;
  specialty: string | null;
  name_public_at: string | null;
}

export interface CounterpartRow extends SchoolPersonRow {
  id: string;
  named_at: string;
}

/** Who represents the school today. */
export async function listCounterparts(db: Db, establishmentId: string): Promise<CounterpartRow[]> {
  return db
    .selectFrom("counterparts as c")
    .innerJoin("people as p", "p.id", "c.person_id")
    .select(["c.id", "c.named_at", "p.id as person_id", "p.name", "p.position", "p.specialty", "p.name_public_at"])
    .where("c.establishment_id", "=", establishmentId)
    .where("c.ended_at", "is", null)
    .where("p.suspended_at", "is", null)
    .orderBy("c.named_at")
    .limit(20)
    .execute();
}

/** One page of a school's people who are not its counterparts yet, by name. */
export async function listSchoolPeople(db: Db, establishmentId: string, options: { page?: number; size?: number } = {}): Promise<{ rows: SchoolPersonRow[]; total: number }> {
  const size = options.size ?? 24;
  const rows = await db
    .selectFrom("people as p")
    .select(["p.id as person_id", "p.name", "p.position", "p.specialty", "p.name_public_at", sql<number>`count(*) over ()`.as("total")])
    .where("p.establishment_id", "=", establishmentId)
    .where("p.suspended_at", "is", null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb.selectFrom("counterparts as c").select("c.id").whereRef("c.person_id", "=", "p.id").where("c.establishment_id", "=", establishmentId).where("c.ended_at", "is", null),
        ),
      ),
    )
    .orderBy("p.search_text")
    .orderBy("p.id")
    .limit(size)
    .offset(((options.page ?? 1) - 1) * size)
    .execute();
  return { rows, total: rows[0]?.total ?? 0 };
}

/** What the actor is at their school: the session does not carry it, and few pages ask. */
export async function findPosition(db: Db, personId: string): Promise<{ position: string; establishment_id: string | null } | undefined> {
  return db.selectFrom("people").select(["position", "establishment_id"]).where("id", "=", personId).where("suspended_at", "is", null).executeTakeFirst();
}

/** Whether somebody represents a school today. */
export async function isCounterpart(db: Db, establishmentId: string, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom("counterparts")
    .select("id")
    .where("establishment_id", "=", establishmentId)
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Names a counterpart; false where they are one already. */
export async function insertCounterpart(tx: Db, row: { establishment_id: string; person_id: string; named_at: string; named_by: string }): Promise<boolean> {
  const done = await tx
    .insertInto("counterparts")
    .values({ id: newId(), ...row, ended_at: null })
    .onConflict((oc) => oc.columns(["establishment_id", "person_id"]).where("ended_at", "is", null).doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0) > 0;
}

/** Ends it; false where it had ended, or is of another school. */
export async function endCounterpartRow(tx: Db, establishmentId: string, id: string, endedAt: string): Promise<boolean> {
  const done = await tx
    .updateTable("counterparts")
    .set({ ended_at: endedAt })
    .where("id", "=", id)
    .where("establishment_id", "=", establishmentId)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}
