import type { Insertable, Updateable } from "kysely";
import type { ProcessesTable } from "#db/circle-tables.ts";
import type { Db } from "#db/create.ts";
import { lockRow } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import type { ProcessRow } from "./kind.ts";
import type { Act } from "./machine.ts";

/** False when the id is taken. */
export async function insertProcess(tx: Db, row: Insertable<ProcessesTable>): Promise<boolean> {
  const result = await tx
    .insertInto("processes")
    .values(row)
    .onConflict((oc) => oc.column("id").doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) === 1;
}

export async function findProcess(db: Db, id: string): Promise<ProcessRow | null> {
  return (await db.selectFrom("processes").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** Holds the process until the transaction ends, and reads it as it is then: acts take turns, and each is decided after the one before it. */
export async function lockProcess(tx: Db, id: string): Promise<ProcessRow | null> {
  await lockRow(tx, "processes", id);
  return findProcess(tx, id);
}

export async function updateProcess(tx: Db, id: string, change: Updateable<ProcessesTable>): Promise<void> {
  await tx.updateTable("processes").set(change).where("id", "=", id).execute();
}

/** All of it, in order. */
export async function listActs(db: Db, processId: string): Promise<Act[]> {
  const rows = await db.selectFrom("process_acts").selectAll().where("process_id", "=", processId).orderBy("n").execute();
  return rows.map(({ id, n, round, kind, person_id, by_person_id, payload, at }) => ({
    id,
    n,
    round,
    kind,
    person: person_id,
    by: by_person_id,
    data: JSON.parse(payload) as unknown,
    at,
  }));
}

export async function findAct(db: Db, id: string) {
  const row = await db.selectFrom("process_acts").select(["process_id", "kind", "person_id", "by_person_id", "payload"]).where("id", "=", id).executeTakeFirst();
  return row ? { ...row, data: JSON.parse(row.payload) as unknown } : null;
}

export async function insertAct(tx: Db, processId: string, { id, n, round, kind, person, by, data, at }: Act): Promise<void> {
  const row = { id, process_id: processId, n, round, kind, person_id: person, by_person_id: by, payload: JSON.stringify(data ?? null), at };
  await tx.insertInto("process_acts").values(row).execute();
}

/**
 * One ballot more in the box. All counts of the round are written anew, in the order of the choices: neither the order of the rows nor what the database
 * notes about each (on PostgreSQL, the transaction that wrote it last) says which choice was made by whoever voted first or last.
 */
export async function castBallot(tx: Db, processId: string, round: number, choice: string): Promise<void> {
  const counts = await countBallots(tx, processId, round);
  counts[choice] = (counts[choice] ?? 0) + 1;
  await tx.deleteFrom("process_ballots").where("process_id", "=", processId).where("round", "=", round).execute();
  const rows = Object.keys(counts)
    .sort()
    .map((each) => ({ process_id: processId, round, choice: each, votes: counts[each] ?? 0 }));
  await tx.insertInto("process_ballots").values(rows).execute();
}

/** How often each choice was made. For whoever counts: after the vote has ended. */
export async function countBallots(db: Db, processId: string, round: number): Promise<Record<string, number>> {
  const rows = await db.selectFrom("process_ballots").select(["choice", "votes"]).where("process_id", "=", processId).where("round", "=", round).execute();
  return Object.fromEntries(rows.map(({ choice, votes }) => [choice, votes]));
}

export interface CallRow {
  id: string;
  process_id: string;
  round: number;
  person_id: string;
}

/** Who is called to speak in this round: those who were not yet. */
export async function insertCalls(tx: Db, processId: string, round: number, personIds: readonly string[], now: string): Promise<CallRow[]> {
  if (personIds.length === 0) return [];
  const rows = personIds.map((person_id) => ({ id: newId(), process_id: processId, round, person_id, called_at: now }));
  return tx
    .insertInto("process_calls")
    .values(rows)
    .onConflict((oc) => oc.columns(["process_id", "round", "person_id"]).doNothing())
    .returning(["id", "process_id", "round", "person_id"])
    .execute();
}

/** Those of the round who have spoken now. */
export async function markSpoken(tx: Db, processId: string, round: number, personIds: readonly string[], now: string): Promise<void> {
  if (personIds.length === 0) return;
  const calls = tx.updateTable("process_calls").set({ spoken_at: now }).where("process_id", "=", processId).where("round", "=", round);
  await calls
    .where("person_id", "in", [...personIds])
    .where("spoken_at", "is", null)
    .execute();
}

export async function findCall(db: Db, id: string): Promise<CallRow | null> {
  return (await db.selectFrom("process_calls").select(["id", "process_id", "round", "person_id"]).where("id", "=", id).executeTakeFirst()) ?? null;
}

/** Open ones whose deadline has passed, and of which nobody was told yet. */
export async function listOverdue(db: Db, now: string, limit: number): Promise<{ id: string; kind: string }[]> {
  return db
    .selectFrom("processes")
    .select(["id", "kind"])
    .where("closed_at", "is", null)
    .where("warned_at", "is", null)
    .where("deadline_at", "<=", now)
    .orderBy("deadline_at")
    .orderBy("id")
    .limit(limit)
    .execute();
}

/** Whom a mail may be written to. */
export async function listReachable(db: Db, personIds: readonly string[]): Promise<{ id: string; name: string; email: string }[]> {
  if (personIds.length === 0) return [];
  return db
    .selectFrom("people")
    .select(["id", "name", "email"])
    .where("id", "in", [...new Set(personIds)])
    .where("suspended_at", "is", null)
    .execute();
}

/** Some people, and everyone who ever spoke in a process: also who has no voice any more. */
export async function listTookPart(db: Db, processId: string, personIds: readonly string[]) {
  const spoke = db.selectFrom("process_acts").select("person_id").where("process_id", "=", processId).where("person_id", "is not", null);
  return db
    .selectFrom("people")
    .select(["id", "name", "email", "mail_nodes", "suspended_at"])
    .where((eb) => eb.or([eb("id", "in", spoke), ...(personIds.length > 0 ? [eb("id", "in", [...personIds])] : [])]))
    .execute();
}

/** The circle of a process, as acts and mails need it. */
export async function findCircleOf(db: Db, circleId: string) {
  return (await db.selectFrom("circles").select(["id", "node_id", "parent_id", "top", "name", "quorum", "closed_at"]).where("id", "=", circleId).executeTakeFirst()) ?? null;
}
