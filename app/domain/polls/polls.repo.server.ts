import { type Insertable, type Selectable, sql } from "kysely";
import type { Db } from "#db/create.ts";
import type { DatePollSlotsTable, DatePollsTable, DatePollVotersTable } from "#db/meeting-tables.ts";
import type { SlotCount, Vote, Votes } from "./poll.ts";

export type PollRow = Selectable<DatePollsTable>;
export type SlotRow = Selectable<DatePollSlotsTable>;
export type VoterRow = Selectable<DatePollVotersTable>;

const ROWS_A_STATEMENT = 500;

/** The one there is to speak of: the latest. */
export async function findPollOf(db: Db, eventId: string): Promise<PollRow | null> {
  return (await db.selectFrom("date_polls").selectAll().where("event_id", "=", eventId).orderBy("created_at", "desc").orderBy("id", "desc").limit(1).executeTakeFirst()) ?? null;
}

export async function findPoll(db: Db, id: string): Promise<PollRow | null> {
  return (await db.selectFrom("date_polls").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

export async function findVoter(db: Db, id: string): Promise<VoterRow | null> {
  return (await db.selectFrom("date_poll_voters").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** By person, or by address. */
export async function findVoterOf(db: Db, pollId: string, who: { personId: string | null; email: string }): Promise<VoterRow | null> {
  const row = await db
    .selectFrom("date_poll_voters")
    .selectAll()
    .where("poll_id", "=", pollId)
    .where((eb) => eb.or([eb("email", "=", who.email), ...(who.personId ? [eb("person_id", "=", who.personId)] : [])]))
    .orderBy(sql`CASE WHEN email = ${who.email} THEN 0 ELSE 1 END`)
    .executeTakeFirst();
  return row ?? null;
}

export async function listSlots(db: Db, pollId: string): Promise<SlotRow[]> {
  return db.selectFrom("date_poll_slots").selectAll().where("poll_id", "=", pollId).orderBy("starts_at").orderBy("id").execute();
}

export interface PollCounts {
  voted: number;
  asked: number;
  unasked: number;
}

/** The latest poll of an event with its counts, and its slots with what was said to each. One query. */
export async function findPollWithSlots(db: Db, eventId: string): Promise<{ poll: PollRow & PollCounts; slots: (SlotRow & SlotCount)[] } | null> {
  const latest = db.selectFrom("date_polls").select("id").where("event_id", "=", eventId).orderBy("created_at", "desc").orderBy("id", "desc").limit(1);
  const voters = (rule: ReturnType<typeof sql>) => sql<number>`(SELECT count(*) FROM date_poll_voters n WHERE n.poll_id = p.id AND ${rule})`;
  const rows = await db
    .selectFrom("date_polls as p")
    .innerJoin("date_poll_slots as s", "s.poll_id", "p.id")
    .selectAll("p")
    .select(["s.id as slot_id", "s.starts_local", "s.ends_local", "s.starts_at", "s.ends_at"])
    .select([said("yes").as("yes"), said("maybe").as("maybe"), said("no").as("no")])
    .select(
      sql<number>`(SELECT count(DISTINCT w.establishment_id) FROM date_poll_votes v JOIN date_poll_voters w ON w.id = v.voter_id WHERE v.slot_id = s.id AND v.vote <> 'no')`.as(
        "schools",
      ),
    )
    .select([
      voters(sql`n.voted_at IS NOT NULL`).as("voted"),
      voters(sql`n.asked_at IS NOT NULL`).as("asked"),
      voters(sql`n.asked_at IS NULL AND n.voted_at IS NULL`).as("unasked"),
    ])
    .where("p.id", "=", latest)
    .orderBy("s.starts_at")
    .orderBy("s.id")
    .execute();
  const [poll] = rows;
  if (!poll) return null;
  return { poll, slots: rows.map(({ slot_id, id, ...row }) => ({ ...row, id: slot_id, poll_id: id })) };
}

const said = (vote: Vote) => sql<number>`(SELECT count(*) FROM date_poll_votes v WHERE v.slot_id = s.id AND v.vote = ${vote})`;

/** The slots with what was said to each, in the order of time. One query. */
export async function countSlots(db: Db, pollId: string): Promise<(SlotRow & SlotCount)[]> {
  const count = (vote: Vote) => sql<number>`coalesce(sum(CASE WHEN v.vote = ${vote} THEN 1 ELSE 0 END), 0)`.as(vote);
  return db
    .selectFrom("date_poll_slots as s")
    .leftJoin("date_poll_votes as v", "v.slot_id", "s.id")
    .leftJoin("date_poll_voters as w", "w.id", "v.voter_id")
    .select(["s.id", "s.poll_id", "s.starts_local", "s.ends_local", "s.starts_at", "s.ends_at", count("yes"), count("maybe"), count("no")])
    .select(sql<number>`count(DISTINCT CASE WHEN v.vote IN ('yes', 'maybe') THEN w.establishment_id END)`.as("schools"))
    .where("s.poll_id", "=", pollId)
    .groupBy(["s.id", "s.poll_id", "s.starts_local", "s.ends_local", "s.starts_at", "s.ends_at"])
    .orderBy("s.starts_at")
    .orderBy("s.id")
    .execute();
}

export async function countVoters(db: Db, pollId: string): Promise<PollCounts> {
  const sum = (rule: ReturnType<typeof sql>) => sql<number>`coalesce(sum(CASE WHEN ${rule} THEN 1 ELSE 0 END), 0)`;
  return db
    .selectFrom("date_poll_voters")
    .select([sum(sql`voted_at IS NOT NULL`).as("voted"), sum(sql`asked_at IS NOT NULL`).as("asked"), sum(sql`asked_at IS NULL AND voted_at IS NULL`).as("unasked")])
    .where("poll_id", "=", pollId)
    .executeTakeFirstOrThrow();
}

export interface VoterLine {
  id: string;
  name: string;
  email: string;
  school: string | null;
  comment: string;
  votes: Votes;
}

/** One page of those who voted, with what they said. Two queries. */
export async function listVoters(db: Db, pollId: string, { page, size }: { page: number; size: number }): Promise<VoterLine[]> {
  const rows = await db
    .selectFrom("date_poll_voters as w")
    .leftJoin("establishments as e", "e.id", "w.establishment_id")
    .select(["w.id", "w.name", "w.email", "w.comment", "e.name as school"])
    .where("w.poll_id", "=", pollId)
    .where("w.voted_at", "is not", null)
    .orderBy(sql`lower(w.name)`)
    .orderBy("w.id")
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  if (rows.length === 0) return [];
  const votes = await votesOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, votes: votes.get(row.id) ?? {} }));
}

export async function votesOf(db: Db, voterIds: readonly string[]): Promise<Map<string, Votes>> {
  const all = new Map<string, Votes>();
  if (voterIds.length === 0) return all;
  const rows = await db.selectFrom("date_poll_votes").selectAll().where("voter_id", "in", voterIds).execute();
  for (const row of rows) all.set(row.voter_id, { ...all.get(row.voter_id), [row.slot_id]: row.vote as Vote });
  return all;
}

/** Everyone who voted, the first first, with what they said to one slot (null: nothing). */
export async function listVotesFor(db: Db, pollId: string, slotId: string | null): Promise<(VoterRow & { vote: Vote | null })[]> {
  const rows = await db
    .selectFrom("date_poll_voters as w")
    .leftJoin("date_poll_votes as v", (join) => join.onRef("v.voter_id", "=", "w.id").on("v.slot_id", "=", slotId ?? ""))
    .selectAll("w")
    .select("v.vote")
    .where("w.poll_id", "=", pollId)
    .where("w.voted_at", "is not", null)
    .orderBy("w.voted_at")
    .orderBy("w.id")
    .execute();
  return rows.map((row) => ({ ...row, vote: row.vote as Vote | null }));
}

/** False when the id is taken. */
export async function insertPoll(tx: Db, poll: Insertable<DatePollsTable>, slots: readonly Insertable<DatePollSlotsTable>[]): Promise<boolean> {
  const result = await tx
    .insertInto("date_polls")
    .values(poll)
    .onConflict((oc) => oc.column("id").doNothing())
    .executeTakeFirst();
  if (Number(result.numInsertedOrUpdatedRows ?? 0) !== 1) return false;
  await tx.insertInto("date_poll_slots").values(slots).execute();
  return true;
}

export async function updatePoll(tx: Db, id: string, change: Partial<Pick<PollRow, "closes_at" | "closed_at" | "chosen_slot_id">>): Promise<void> {
  await tx.updateTable("date_polls").set(change).where("id", "=", id).execute();
}

/** Those who are there already stay as they are. */
export async function insertVoters(tx: Db, voters: readonly Insertable<DatePollVotersTable>[]): Promise<void> {
  for (let from = 0; from < voters.length; from += ROWS_A_STATEMENT) {
    await tx
      .insertInto("date_poll_voters")
      .values(voters.slice(from, from + ROWS_A_STATEMENT))
      .onConflict((oc) => oc.columns(["poll_id", "email"]).doNothing())
      .execute();
  }
}

export async function updateVoter(tx: Db, id: string, change: Partial<Omit<VoterRow, "id" | "poll_id">>): Promise<void> {
  await tx.updateTable("date_poll_voters").set(change).where("id", "=", id).execute();
}

export async function replaceVotes(tx: Db, voterId: string, votes: Votes): Promise<void> {
  await tx.deleteFrom("date_poll_votes").where("voter_id", "=", voterId).execute();
  const rows = Object.entries(votes).map(([slot_id, vote]) => ({ voter_id: voterId, slot_id, vote }));
  if (rows.length > 0) await tx.insertInto("date_poll_votes").values(rows).execute();
}

/** The next to be asked by mail. */
export async function listUnasked(tx: Db, pollId: string, limit: number): Promise<VoterRow[]> {
  return tx
    .selectFrom("date_poll_voters")
    .selectAll()
    .where("poll_id", "=", pollId)
    .where("asked_at", "is", null)
    .where("voted_at", "is", null)
    .orderBy("id")
    .limit(limit)
    .execute();
}

export async function markAsked(tx: Db, ids: readonly string[], now: string): Promise<void> {
  if (ids.length > 0) await tx.updateTable("date_poll_voters").set({ asked_at: now }).where("id", "in", ids).execute();
}

/** With its draft goes everything that was asked about its date. */
export async function deletePollRows(tx: Db, eventId: string): Promise<void> {
  const polls = tx.selectFrom("date_polls").select("id").where("event_id", "=", eventId);
  const voters = tx.selectFrom("date_poll_voters").select("id").where("poll_id", "in", polls);
  await tx.deleteFrom("date_poll_votes").where("voter_id", "in", voters).execute();
  await tx.deleteFrom("date_poll_voters").where("poll_id", "in", polls).execute();
  await tx.deleteFrom("date_poll_slots").where("poll_id", "in", polls).execute();
  await tx.deleteFrom("date_polls").where("event_id", "=", eventId).execute();
}
