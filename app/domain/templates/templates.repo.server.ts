import { type Insertable, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { nodesWith } from "#app/domain/rights.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import type { EventTemplatesTable } from "#db/meeting-tables.ts";
import type { TemplateAgenda } from "./template.ts";

export interface TemplateRow {
  id: string;
  name: string;
  node_id: string | null;
  node_name: string | null;
  payload: string;
  created_by: string | null;
  created_at: string;
  archived_at: string | null;
}

function templates(db: Db) {
  return db
    .selectFrom("event_templates as t")
    .leftJoin("nodes", "nodes.id", "t.node_id")
    .select(["t.id", "t.name", "t.node_id", "nodes.name as node_name", "t.payload", "t.created_by", "t.created_at", "t.archived_at"]);
}

const MOST = 100;

/** Those that the person may use, by name: the network's and their nodes'. */
export async function listTemplates(db: Db, viewer: Actor, { archived = false }: { archived?: boolean } = {}): Promise<TemplateRow[]> {
  let query = templates(db).where("t.archived_at", archived ? "is not" : "is", null);
  const own = [...new Set([...nodesWith(viewer, "call_meetings"), ...nodesWith(viewer, "edit_repository")])];
  if (!viewer.admin) query = query.where((eb) => eb.or([eb("t.node_id", "is", null), ...(own.length > 0 ? [eb("t.node_id", "in", own)] : [])]));
  return query.orderBy(sql`lower(t.name)`).orderBy("t.id").limit(MOST).execute();
}

export async function findTemplate(db: Db, id: string): Promise<TemplateRow | null> {
  return (await templates(db).where("t.id", "=", id).executeTakeFirst()) ?? null;
}

/** The same id twice is one template. */
export async function insertTemplate(tx: Db, row: Insertable<EventTemplatesTable>): Promise<void> {
  await tx
    .insertInto("event_templates")
    .values(row)
    .onConflict((oc) => oc.column("id").doNothing())
    .execute();
}

export async function updateTemplate(tx: Db, id: string, change: { name: string } | { archived_at: string | null }): Promise<void> {
  await tx.updateTable("event_templates").set(change).where("id", "=", id).execute();
}

/** The agenda of a meeting without who is in charge: that is another time's. */
export async function readAgenda(db: Db, eventId: string): Promise<TemplateAgenda> {
  const parts = await db.selectFrom("agenda_parts").select(["id", "title", "minutes", "notes_md"]).where("event_id", "=", eventId).orderBy("position").orderBy("id").execute();
  const materials = await db.selectFrom("agenda_materials").select(["part_id", "label", "url"]).where("event_id", "=", eventId).orderBy("position").orderBy("id").execute();
  const of = (partId: string | null) => materials.filter(({ part_id }) => part_id === partId).map(({ label, url }) => ({ label, url }));
  return { agenda: parts.map(({ id, title, minutes, notes_md }) => ({ title, minutes, notes: notes_md, materials: of(id) })), readings: of(null) };
}

export async function hasAgenda(db: Db, eventId: string): Promise<boolean> {
  const row = await db.selectFrom("agenda_parts").select("id").where("event_id", "=", eventId).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** `render` makes the notes' HTML. */
export async function insertAgenda(tx: Db, eventId: string, { agenda, readings }: TemplateAgenda, render: (markdown: string) => string): Promise<void> {
  const parts = agenda.map(({ title, minutes, notes }, position) => ({
    id: newId(),
    event_id: eventId,
    position,
    title,
    minutes,
    lead_person_id: null,
    lead_name: "",
    notes_md: notes,
    notes_html: render(notes),
  }));
  const material = (part_id: string | null) => (one: { label: string; url: string }, position: number) => ({ id: newId(), event_id: eventId, part_id, position, ...one });
  const materials = [...readings.map(material(null)), ...agenda.flatMap((part, index) => part.materials.map(material(parts[index]?.id ?? null)))];
  if (parts.length > 0) await tx.insertInto("agenda_parts").values(parts).execute();
  if (materials.length > 0) await tx.insertInto("agenda_materials").values(materials).execute();
}
