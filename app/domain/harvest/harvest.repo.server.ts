import { sql } from "kysely";
import type { Db } from "#db/create.ts";

export interface HarvestRow {
  event_id: string;
  opened_at: string;
  closes_at: string;
}

export async function findHarvest(db: Db, eventId: string): Promise<HarvestRow | null> {
  return (await db.selectFrom("harvests").select(["event_id", "opened_at", "closes_at"]).where("event_id", "=", eventId).executeTakeFirst()) ?? null;
}

export async function insertHarvest(tx: Db, row: HarvestRow & { opened_by: string | null }): Promise<void> {
  await tx
    .insertInto("harvests")
    .values(row)
    .onConflict((oc) => oc.column("event_id").doUpdateSet({ closes_at: row.closes_at }))
    .execute();
}

export interface HarvestAnswerRow {
  valued: string;
  improve: string;
  transfer: string;
  again: number | null;
}

/** Without names, in an order that says nothing of who answered when. At most `limit`. */
export async function listHarvestAnswers(db: Db, eventId: string, limit = 1_000): Promise<HarvestAnswerRow[]> {
  // The invitation's id is random at its end: its order is not that of the answers.
  return db
    .selectFrom("harvest_answers")
    .select(["valued", "improve", "transfer", "again"])
    .where("event_id", "=", eventId)
    .orderBy(sql`substr(invitation_id, 25)`)
    .limit(limit)
    .execute();
}

export async function findOwnHarvestAnswer(db: Db, invitationId: string): Promise<HarvestAnswerRow | null> {
  return (await db.selectFrom("harvest_answers").select(["valued", "improve", "transfer", "again"]).where("invitation_id", "=", invitationId).executeTakeFirst()) ?? null;
}

export async function upsertHarvestAnswer(tx: Db, row: HarvestAnswerRow & { id: string; event_id: string; invitation_id: string; answered_at: string }): Promise<void> {
  const { valued, improve, transfer, again, answered_at } = row;
  await tx
    .insertInto("harvest_answers")
    .values(row)
    .onConflict((oc) => oc.column("invitation_id").doUpdateSet({ valued, improve, transfer, again, answered_at }))
    .execute();
}

/** How many will be, or were, asked: those on the list who came, or where nobody was noted, those who said yes. */
export async function countHarvestAsked(db: Db, eventId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM invitations i WHERE i.event_id = ${eventId} AND i.removed_at IS NULL AND (
      EXISTS (SELECT 1 FROM attendances a WHERE a.event_id = i.event_id AND (a.invitation_id = i.id OR (i.person_id IS NOT NULL AND a.person_id = i.person_id)))
      OR (i.answer = 'yes' AND NOT EXISTS (SELECT 1 FROM attendances a WHERE a.event_id = i.event_id)))`.execute(db);
  return rows[0]?.count ?? 0;
}
