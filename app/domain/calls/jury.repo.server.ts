/** Who sits in a jury, and how far each has come. */
import { sql } from "kysely";
import type { Db } from "#db/create.ts";
import { counts } from "./ranking.repo.server.ts";

interface Juror {
  id: string;
  person_id: string;
  name: string;
  email: string;
  school: string | null;
  position: string | null;
  organisation: string | null;
  named_at: string;
  accepted_at: string | null;
  declined_at: string | null;
  declared_at: string | null;
  /** Applications with a conflict of interest that stands. */
  conflicts: number;
  /** Assessments that are finished and count. */
  done: number;
}

export type JurorRow = Pick<Juror, "id" | "person_id" | "named_at" | "accepted_at" | "declined_at" | "declared_at"> & { call_id: string; removed_at: string | null };

/** Those named and not removed, with who declined at the end. */
export async function jurorsOf(db: Db, callId: string): Promise<Juror[]> {
  return db
    .selectFrom("call_jurors as j")
    .innerJoin("people as p", "p.id", "j.person_id")
    .leftJoin("establishments as e", "e.id", "p.establishment_id")
    .select(["j.id", "j.person_id", "p.name", "p.email", "e.name as school", "p.position", "p.organisation", "j.named_at", "j.accepted_at", "j.declined_at", "j.declared_at"])
    .select((eb) => [
      eb
        .selectFrom("call_conflicts as x")
        .innerJoin("applications as a", "a.id", "x.application_id")
        .select((one) => one.fn.countAll<number>().as("n"))
        .whereRef("x.call_id", "=", "j.call_id")
        .whereRef("x.person_id", "=", "j.person_id")
        .where("x.lifted_at", "is", null)
        .where("a.state", "=", "submitted")
        .$asScalar()
        .$notNull()
        .as("conflicts"),
      eb
        .selectFrom("assessments as s")
        .innerJoin("applications as a", "a.id", "s.application_id")
        .select((one) => one.fn.countAll<number>().as("n"))
        .whereRef("s.call_id", "=", "j.call_id")
        .whereRef("s.person_id", "=", "j.person_id")
        .where("a.state", "=", "submitted")
        .where(counts)
        .$asScalar()
        .$notNull()
        .as("done"),
    ])
    .where("j.call_id", "=", callId)
    .where("j.removed_at", "is", null)
    .orderBy(sql`CASE WHEN j.declined_at IS NULL THEN 0 ELSE 1 END`)
    .orderBy("p.name")
    .orderBy("j.id")
    .execute();
}

const JUROR_COLUMNS = ["id", "call_id", "person_id", "named_at", "accepted_at", "declined_at", "declared_at", "removed_at"] as const;

export async function findJuror(db: Db, callId: string, personId: string): Promise<JurorRow | undefined> {
  return db.selectFrom("call_jurors").select(JUROR_COLUMNS).where("call_id", "=", callId).where("person_id", "=", personId).executeTakeFirst();
}

export async function findJurorById(db: Db, callId: string, id: string): Promise<JurorRow | undefined> {
  return db.selectFrom("call_jurors").select(JUROR_COLUMNS).where("call_id", "=", callId).where("id", "=", id).executeTakeFirst();
}

export async function insertJuror(db: Db, row: { id: string; call_id: string; person_id: string; named_at: string; named_by: string | null }): Promise<void> {
  await db
    .insertInto("call_jurors")
    .values({ ...row, accepted_at: null, declined_at: null, declared_at: null, removed_at: null })
    .execute();
}

export async function updateJuror(db: Db, id: string, change: Partial<Omit<JurorRow, "id" | "person_id" | "call_id"> & { named_by: string | null }>): Promise<void> {
  await db.updateTable("call_jurors").set(change).where("id", "=", id).execute();
}

/** Somebody with an account who may be asked: how they are found, and whether they apply themselves. */
export async function findCandidate(db: Db, callId: string, personId: string) {
  return db
    .selectFrom("people as p")
    .select(["p.id", "p.name", "p.email", "p.establishment_id", "p.admin_since"])
    .select(
      sql<number>`CASE WHEN EXISTS (SELECT 1 FROM applications a WHERE a.call_id = ${callId} AND a.person_id = p.id AND a.state <> 'withdrawn') THEN 1 ELSE 0 END`.as("applies"),
    )
    .where("p.id", "=", personId)
    .where("p.suspended_at", "is", null)
    .where("p.email_confirmed_at", "is not", null)
    .executeTakeFirst();
}

/** Applications in the hands of the jury, for a choice. */
export async function listNumbered(db: Db, callId: string): Promise<{ id: string; number: number | null; title: string }[]> {
  return db.selectFrom("applications").select(["id", "number", "title"]).where("call_id", "=", callId).where("state", "=", "submitted").orderBy("number").limit(500).execute();
}

/** How many applications lead to a mail when the results are published. */
export async function countMailed(db: Db, callId: string): Promise<number> {
  const { n } = await db
    .selectFrom("applications as a")
    .innerJoin("people as p", "p.id", "a.person_id")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("a.call_id", "=", callId)
    .where("a.state", "=", "submitted")
    .where("p.suspended_at", "is", null)
    .executeTakeFirstOrThrow();
  return n;
}
