/** Reading an event to change it, and changing it. What pages read is in events.repo.server.ts. */
import type { Insertable, Selectable, Updateable } from "kysely";
import type { Db } from "#db/create.ts";
import { lockRow, lockRows } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import type { EventsTable } from "#db/tables.ts";
import type { EventOwners } from "./event.policy.ts";

export type EventRow = Selectable<EventsTable>;
export type NewEventRow = Insertable<EventsTable>;

export interface LockedEvent extends EventRow {
  nodeIds: string[];
}

/**
 * Holds the event until the transaction ends, and reads it as it is then. Every act that touches answers, seats or mailings of
 * an event begins here, so that they take turns and never wait for each other in a ring.
 */
export async function lockEvent(tx: Db, id: string): Promise<LockedEvent | null> {
  await lockRow(tx, "events", id);
  const row = await tx.selectFrom("events").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) return null;
  const nodes = await tx.selectFrom("event_nodes").select("node_id").where("event_id", "=", id).execute();
  return { ...row, nodeIds: nodes.map((node) => node.node_id) };
}

/** The same for several events, in the order of their ids: two acts that hold some of the same events never wait for each other in a ring. */
export async function lockEvents(tx: Db, ids: readonly string[]): Promise<LockedEvent[]> {
  if (ids.length === 0) return [];
  await lockRows(tx, "events", ids);
  const rows = await tx.selectFrom("events").selectAll().where("id", "in", ids).orderBy("id").execute();
  const nodes = await tx.selectFrom("event_nodes").select(["event_id", "node_id"]).where("event_id", "in", ids).execute();
  return rows.map((row) => ({ ...row, nodeIds: nodes.filter((node) => node.event_id === row.id).map((node) => node.node_id) }));
}

/** Whose meeting it is, for the policies. */
export async function findOwners(db: Db, id: string): Promise<EventOwners | null> {
  const row = await db.selectFrom("events").select(["created_by", "circle_id"]).where("id", "=", id).executeTakeFirst();
  if (!row) return null;
  const nodes = await db.selectFrom("event_nodes").select("node_id").where("event_id", "=", id).execute();
  return { ...row, nodeIds: nodes.map((node) => node.node_id) };
}

export async function findAuthor(db: Db, eventId: string): Promise<{ id: string; name: string } | null> {
  const row = await db
    .selectFrom("events")
    .innerJoin("people", "people.id", "events.created_by")
    .select(["people.id", "people.name"])
    .where("events.id", "=", eventId)
    .executeTakeFirst();
  return row ?? null;
}

/** False when the id is taken. */
export async function insertEvent(tx: Db, event: NewEventRow): Promise<boolean> {
  const result = await tx
    .insertInto("events")
    .values(event)
    .onConflict((oc) => oc.column("id").doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) === 1;
}

export async function updateEvent(tx: Db, id: string, change: Updateable<EventsTable>): Promise<void> {
  await tx.updateTable("events").set(change).where("id", "=", id).execute();
}

export async function replaceEventNodes(tx: Db, eventId: string, nodeIds: readonly string[], startsAt: string): Promise<void> {
  await tx.deleteFrom("event_nodes").where("event_id", "=", eventId).execute();
  if (nodeIds.length === 0) return;
  await tx
    .insertInto("event_nodes")
    .values(nodeIds.map((node_id) => ({ event_id: eventId, node_id, starts_at: startsAt })))
    .execute();
}

/** What was so before a change; enough to say it in words. */
export interface Facts {
  starts_local: string;
  ends_local: string;
  starts_at: string;
  ends_at: string;
  zone: string;
  place: string | null;
  online_url: string | null;
}

export type ChangeKind = "published" | "rescheduled" | "moved" | "postponed" | "cancelled" | "capacity";

interface Change {
  eventId: string;
  kind: ChangeKind;
  /** The event's after the change. */
  sequence: number;
  message?: string | null;
  before?: Facts | null;
  byPersonId: string | null;
  at: string;
}

export async function insertChange(tx: Db, change: Change): Promise<void> {
  await tx
    .insertInto("event_changes")
    .values({
      id: newId(),
      event_id: change.eventId,
      kind: change.kind,
      sequence: change.sequence,
      message: change.message || null,
      before: change.before ? JSON.stringify(change.before) : null,
      by_person_id: change.byPersonId,
      at: change.at,
    })
    .execute();
}

/** What was so at each earlier sequence. */
export async function factsBySequence(db: Db, eventId: string): Promise<Record<number, Facts>> {
  const rows = await db
    .selectFrom("event_changes")
    .select(["sequence", "before"])
    .where("event_id", "=", eventId)
    .where("kind", "in", ["rescheduled", "moved", "postponed", "cancelled"])
    .execute();
  return Object.fromEntries(rows.filter((row) => row.before !== null).map((row) => [row.sequence - 1, JSON.parse(row.before as string) as Facts]));
}

/** A draft and what hangs on it. Nobody was told of it, so nothing needs to be remembered. */
export async function deleteEventRows(tx: Db, id: string): Promise<void> {
  await tx.deleteFrom("event_audiences").where("event_id", "=", id).execute();
  await tx.deleteFrom("event_changes").where("event_id", "=", id).execute();
  await tx.deleteFrom("event_nodes").where("event_id", "=", id).execute();
  await tx.deleteFrom("stakeholder_contacts").where("event_id", "=", id).execute();
  // What its circle was to take up in it waits again.
  await tx.updateTable("tensions").set({ event_id: null, agenda_part_id: null }).where("event_id", "=", id).execute();
  for (const table of ["processes", "circle_agreements"] as const) await tx.updateTable(table).set({ event_id: null }).where("event_id", "=", id).execute();
  await tx.deleteFrom("agenda_materials").where("event_id", "=", id).execute();
  await tx.deleteFrom("agenda_parts").where("event_id", "=", id).execute();
  await tx.updateTable("events").set({ series_id: null }).where("id", "=", id).execute();
  await tx.deleteFrom("series").where("id", "=", id).execute();
  await tx.deleteFrom("events").where("id", "=", id).execute();
}

/** The names behind the ids of a form. `undefined`: there is no such school or comuna. `regionCode` is the comuna's, else the host's. */
export async function findPlace(db: Db, hostId: string | null, comunaCode: string | null) {
  const host = hostId ? await db.selectFrom("establishments").select(["name", "comuna_code", "region_code"]).where("id", "=", hostId).executeTakeFirst() : null;
  const code = comunaCode ?? host?.comuna_code;
  const comuna = code ? await db.selectFrom("comunas").select(["name", "region_code"]).where("code", "=", code).executeTakeFirst() : null;
  const nameOf = (row: { name: string } | null | undefined) => (row === null ? null : row?.name);
  return { host: nameOf(host), comuna: nameOf(comuna), regionCode: comuna?.region_code ?? host?.region_code ?? null };
}

/** Which of these nodes are there and alive. */
export async function listLivingNodeIds(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db.selectFrom("nodes").select("id").where("id", "in", ids).where("archived_at", "is", null).execute();
  return rows.map((row) => row.id);
}
