import { type Insertable, type Selectable, sql } from "kysely";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import type { CircleAgreementsTable } from "#db/circle-tables.ts";
import type { Db } from "#db/create.ts";

export type CircleAgreement = Selectable<CircleAgreementsTable>;

export async function findCircleAgreement(db: Db, id: string): Promise<CircleAgreement | null> {
  return (await db.selectFrom("circle_agreements").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

export async function findAgreementOfProcess(db: Db, processId: string): Promise<CircleAgreement | null> {
  return (await db.selectFrom("circle_agreements").selectAll().where("process_id", "=", processId).executeTakeFirst()) ?? null;
}

/** Call with the circle's row held (lockRow): two that come at once then get two numbers. */
export async function nextNumber(tx: Db, circleId: string): Promise<number> {
  const { last } = await tx.selectFrom("circle_agreements").select(sql<number | null>`max(number)`.as("last")).where("circle_id", "=", circleId).executeTakeFirstOrThrow();
  return Number(last ?? 0) + 1;
}

export async function insertCircleAgreement(tx: Db, agreement: Insertable<CircleAgreementsTable>): Promise<void> {
  await tx.insertInto("circle_agreements").values(agreement).execute();
  await refreshSearch(tx, "agreement", [agreement.id]);
}

export async function updateCircleAgreement(tx: Db, id: string, change: Partial<CircleAgreement>): Promise<void> {
  await tx.updateTable("circle_agreements").set(change).where("id", "=", id).execute();
}

/** Where its open reviews and objections stand in the agenda of a meeting that has not begun. */
export async function listComingParts(db: Db, agreementId: string, now: string): Promise<{ event_id: string; agenda_part_id: string }[]> {
  const rows = await db
    .selectFrom("tensions as t")
    .innerJoin("events as e", "e.id", "t.event_id")
    .select(["t.event_id", "t.agenda_part_id"])
    .where("t.agreement_id", "=", agreementId)
    .where("t.settled_at", "is", null)
    .where("e.starts_at", ">", now)
    .execute();
  return rows.flatMap(({ event_id, agenda_part_id }) => (event_id && agenda_part_id ? [{ event_id, agenda_part_id }] : []));
}

/** What waited because of this agreement's review needs no more looking at. */
export async function settleReviewTensions(tx: Db, agreementId: string, { at, by, note }: { at: string; by: string | null; note: string }): Promise<void> {
  await tx
    .updateTable("tensions")
    .set({ settled_at: at, settled_by: by, settled_note: note })
    .where("agreement_id", "=", agreementId)
    .where("source", "in", ["review", "objection"])
    .where("settled_at", "is", null)
    .execute();
}

/** What waits to be looked at because of this agreement: its review first. */
export async function listOpenReviews(db: Db, agreementId: string): Promise<{ id: string; source: string }[]> {
  return db
    .selectFrom("tensions")
    .select(["id", "source"])
    .where("agreement_id", "=", agreementId)
    .where("source", "in", ["review", "objection"])
    .where("settled_at", "is", null)
    .orderBy("source", "desc")
    .orderBy("id")
    .execute();
}

/** A review that nothing had asked for: done as soon as it is written. */
export async function insertSettledReview(
  tx: Db,
  { at, by, note, ...review }: { id: string; circle_id: string; agreement_id: string; title: string; at: string; by: string | null; note: string },
): Promise<void> {
  const said = { situation: "", effect: "", need: "", source: "review", role_id: null, raised_by: by, raised_at: at, event_id: null, agenda_part_id: null, process_id: null };
  await tx
    .insertInto("tensions")
    .values({ ...review, ...said, settled_at: at, settled_by: by, settled_note: note })
    .execute();
}
