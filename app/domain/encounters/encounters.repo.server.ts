import { type Insertable, type Selectable, sql } from "kysely";
import { addDays, isoDate } from "#app/i18n/dates.ts";
import type { Db } from "#db/create.ts";
import type { BudgetItemsTable, EncounterPlansTable, EventActorsTable, EventDutiesTable, EventExperiencesTable, EventTasksTable } from "#db/meeting-tables.ts";

export type DutyRow = Selectable<EventDutiesTable>;
export type TaskRow = Selectable<EventTasksTable>;
export type ActorRow = Selectable<EventActorsTable> & { answer: string | null; invited: number };
export type ExperienceRow = Selectable<EventExperiencesTable> & { school: string | null };
export type BudgetRow = Selectable<BudgetItemsTable>;
export type PlanRow = Selectable<EncounterPlansTable>;

/** The lists that have an order of their own. */
export type OrderedTable = "event_tasks" | "event_actors" | "event_experiences" | "budget_items";

export async function findPlan(db: Db, eventId: string): Promise<PlanRow | null> {
  return (await db.selectFrom("encounter_plans").selectAll().where("event_id", "=", eventId).executeTakeFirst()) ?? null;
}

export async function listDuties(db: Db, eventId: string): Promise<DutyRow[]> {
  return db.selectFrom("event_duties").selectAll().where("event_id", "=", eventId).where("ended_at", "is", null).orderBy("asked_at").orderBy("id").execute();
}

export async function listTasks(db: Db, eventId: string): Promise<TaskRow[]> {
  return db.selectFrom("event_tasks").selectAll().where("event_id", "=", eventId).orderBy("position").orderBy("id").execute();
}

/** With what they answered, where they were invited. */
export async function listActors(db: Db, eventId: string): Promise<ActorRow[]> {
  return db
    .selectFrom("event_actors as a")
    .leftJoin("invitations as i", (join) => join.onRef("i.event_id", "=", "a.event_id").onRef("i.email", "=", "a.email").on("i.removed_at", "is", null))
    .selectAll("a")
    .select(["i.answer", sql<number>`CASE WHEN i.id IS NULL THEN 0 ELSE 1 END`.as("invited")])
    .where("a.event_id", "=", eventId)
    .orderBy("a.position")
    .orderBy("a.id")
    .execute();
}

export async function listExperiences(db: Db, eventId: string): Promise<ExperienceRow[]> {
  return db
    .selectFrom("event_experiences as x")
    .leftJoin("establishments as e", "e.id", "x.establishment_id")
    .selectAll("x")
    .select("e.name as school")
    .where("x.event_id", "=", eventId)
    .orderBy("x.position")
    .orderBy("x.id")
    .execute();
}

export async function listBudget(db: Db, eventId: string): Promise<BudgetRow[]> {
  return db.selectFrom("budget_items").selectAll().where("event_id", "=", eventId).orderBy("position").orderBy("id").execute();
}

/** Has a seat in the plan: was asked and has not said no. */
export async function holdsDuty(db: Db, eventId: string, person: { id: string }): Promise<boolean> {
  const row = await db
    .selectFrom("event_duties")
    .select("id")
    .where("event_id", "=", eventId)
    .where("ended_at", "is", null)
    .where("declined_at", "is", null)
    .where("person_id", "=", person.id)
    .executeTakeFirst();
  return row !== undefined;
}

export async function findDuty(db: Db, id: string): Promise<DutyRow | null> {
  return (await db.selectFrom("event_duties").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

export async function upsertPlan(tx: Db, plan: Insertable<EncounterPlansTable>): Promise<void> {
  const { event_id: _, ...change } = plan;
  await tx
    .insertInto("encounter_plans")
    .values(plan)
    .onConflict((oc) => oc.column("event_id").doUpdateSet(change))
    .execute();
}

/** So that the meeting knows it has a plan, whichever part was begun first. */
export async function ensurePlan(tx: Db, eventId: string, now: string, by: string | null): Promise<void> {
  await tx
    .insertInto("encounter_plans")
    .values({ event_id: eventId, purpose: "", focus: "", venue_notes: "", updated_at: now, updated_by: by })
    .onConflict((oc) => oc.column("event_id").doUpdateSet({ updated_at: now, updated_by: by }))
    .execute();
}

/** False when the id is taken. */
export async function insertDuty(tx: Db, row: Insertable<EventDutiesTable>): Promise<boolean> {
  const result = await tx
    .insertInto("event_duties")
    .values(row)
    .onConflict((oc) => oc.column("id").doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) === 1;
}

export async function updateDuty(tx: Db, id: string, change: Partial<Pick<DutyRow, "accepted_at" | "declined_at" | "ended_at">>): Promise<void> {
  await tx.updateTable("event_duties").set(change).where("id", "=", id).execute();
}

type Fields =
  | Omit<Insertable<EventTasksTable>, "event_id" | "position">
  | Omit<Insertable<EventActorsTable>, "event_id" | "position">
  | Omit<Insertable<EventExperiencesTable>, "event_id" | "position">
  | Omit<Insertable<BudgetItemsTable>, "event_id" | "position">;

/** Writes a row of the list of this event: the one with that id, or a new one at the end. The id of another event's row changes nothing. */
export async function putRow(tx: Db, table: OrderedTable, eventId: string, { id, ...fields }: Fields & { id: string }): Promise<void> {
  const updated = await tx
    .updateTable(table)
    .set(fields as never)
    .where("id", "=", id)
    .where("event_id", "=", eventId)
    .executeTakeFirst();
  if (Number(updated.numUpdatedRows) > 0) return;
  const { next } = await tx.selectFrom(table).select(sql<number>`coalesce(max(position), 0) + 1`.as("next")).where("event_id", "=", eventId).executeTakeFirstOrThrow();
  await tx
    .insertInto(table)
    .values({ ...fields, id, event_id: eventId, position: next } as never)
    .onConflict((oc) => oc.column("id").doNothing())
    .execute();
}

export async function countRows(tx: Db, table: OrderedTable | "event_duties", eventId: string): Promise<number> {
  const { count } = await tx
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("event_id", "=", eventId)
    .executeTakeFirstOrThrow();
  return count;
}

export async function hasRow(tx: Db, table: OrderedTable, eventId: string, id: string): Promise<boolean> {
  return (await tx.selectFrom(table).select("id").where("event_id", "=", eventId).where("id", "=", id).executeTakeFirst()) !== undefined;
}

export async function deleteRow(tx: Db, table: OrderedTable, eventId: string, id: string): Promise<void> {
  await tx.deleteFrom(table).where("event_id", "=", eventId).where("id", "=", id).execute();
}

/** Changes places with its neighbour; at the end of the list nothing happens. */
export async function moveRow(tx: Db, table: OrderedTable, eventId: string, id: string, by: -1 | 1): Promise<void> {
  const rows = await tx.selectFrom(table).select(["id", "position"]).where("event_id", "=", eventId).orderBy("position").orderBy("id").execute();
  const at = rows.findIndex((row) => row.id === id);
  const other = rows[at + by];
  const row = rows[at];
  if (!row || !other) return;
  const set = (rowId: string, position: number) =>
    tx
      .updateTable(table)
      .set({ position } as never)
      .where("id", "=", rowId)
      .execute();
  await set(row.id, other.position);
  await set(other.id, row.position === other.position ? row.position + by : row.position);
}

export async function setTaskDone(tx: Db, eventId: string, id: string, done: { at: string; by: string | null } | null): Promise<void> {
  await tx
    .updateTable("event_tasks")
    .set({ done_at: done?.at ?? null, done_by: done?.by ?? null })
    .where("event_id", "=", eventId)
    .where("id", "=", id)
    .execute();
}

export async function setActorState(tx: Db, eventId: string, id: string, state: string): Promise<void> {
  await tx.updateTable("event_actors").set({ state }).where("event_id", "=", eventId).where("id", "=", id).execute();
}

export interface DueTask {
  id: string;
  event_id: string;
  event_title: string;
  title: string;
  due_on: string;
  person_id: string;
  person_name: string;
  email: string;
}

const AHEAD_DAYS = 3;
const LATE_DAYS = 14;

/** Open tasks of living people that are due within three days, or were in the last fourteen; of meetings that are not called off. For reminders. */
export async function listTasksDue(db: Db, now: string): Promise<DueTask[]> {
  const today = isoDate(now);
  const rows = await db
    .selectFrom("event_tasks as t")
    .innerJoin("events as e", "e.id", "t.event_id")
    .innerJoin("people as p", "p.id", "t.person_id")
    .select(["t.id", "t.event_id", "e.title as event_title", "t.title", "t.due_on", "p.id as person_id", "p.name as person_name", "p.email"])
    .where("t.done_at", "is", null)
    .where("t.due_on", ">=", addDays(today, -LATE_DAYS))
    .where("t.due_on", "<=", addDays(today, AHEAD_DAYS))
    .where("e.status", "!=", "cancelled")
    .where("p.suspended_at", "is", null)
    .orderBy("t.due_on")
    .orderBy("t.id")
    .limit(2_000)
    .execute();
  return rows.map((row) => ({ ...row, due_on: row.due_on ?? today }));
}

/** With its draft goes its plan. */
export async function deletePlanRows(tx: Db, eventId: string): Promise<void> {
  for (const table of ["event_duties", "event_tasks", "event_actors", "event_experiences", "budget_items", "encounter_plans"] as const) {
    await tx.deleteFrom(table).where("event_id", "=", eventId).execute();
  }
}
