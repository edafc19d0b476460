import type { Insertable, Selectable } from "kysely";
import type { Db } from "#db/create.ts";
import { like } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import type { AgendaPartsTable, AgendaTemplatesTable } from "#db/meeting-tables.ts";
import { searchPattern, searchText } from "#db/search-text.ts";
import type { Material, TemplatePart } from "./agenda.ts";

export type PartRow = Selectable<AgendaPartsTable>;

export interface AgendaPart extends PartRow {
  materials: Material[];
}

export interface Agenda {
  parts: AgendaPart[];
  /** Suggested before the meeting. */
  readings: Material[];
}

/** One query: the materials come beside their parts, the readings with none. */
export async function readAgenda(db: Db, eventId: string): Promise<Agenda> {
  const rows = await db
    .selectFrom("agenda_parts as p")
    .leftJoin("agenda_materials as m", "m.part_id", "p.id")
    .selectAll("p")
    .select(["m.label", "m.url", "m.position as at"])
    .where("p.event_id", "=", eventId)
    .orderBy("p.position")
    .orderBy("p.id")
    .orderBy("m.position")
    .execute();
  const parts = new Map<string, AgendaPart>();
  for (const { label, url, at: _, ...row } of rows) {
    const part = parts.get(row.id) ?? { ...row, materials: [] };
    if (label !== null && url !== null) part.materials.push({ label, url });
    parts.set(row.id, part);
  }
  const readings = await db.selectFrom("agenda_materials").select(["label", "url"]).where("event_id", "=", eventId).where("part_id", "is", null).orderBy("position").execute();
  return { parts: [...parts.values()], readings };
}

export async function listParts(db: Db, eventId: string): Promise<PartRow[]> {
  return db.selectFrom("agenda_parts").selectAll().where("event_id", "=", eventId).orderBy("position").orderBy("id").execute();
}

/** Those that tensions of a circle brought into it: they wait for the agenda, and do not begin it. */
export async function listTensionParts(db: Db, eventId: string): Promise<Set<string>> {
  const rows = await db.selectFrom("tensions").select("agenda_part_id").where("event_id", "=", eventId).execute();
  return new Set(rows.flatMap((row) => (row.agenda_part_id ? [row.agenda_part_id] : [])));
}

/** False when the id is taken: sent twice. */
export async function insertPart(tx: Db, part: Insertable<AgendaPartsTable>): Promise<boolean> {
  const result = await tx
    .insertInto("agenda_parts")
    .values(part)
    .onConflict((oc) => oc.column("id").doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) === 1;
}

export async function updatePart(tx: Db, eventId: string, id: string, change: Partial<PartRow>): Promise<void> {
  await tx.updateTable("agenda_parts").set(change).where("id", "=", id).where("event_id", "=", eventId).execute();
}

export async function deletePart(tx: Db, eventId: string, id: string): Promise<void> {
  await tx.deleteFrom("agenda_materials").where("part_id", "=", id).where("event_id", "=", eventId).execute();
  await tx.deleteFrom("agenda_parts").where("id", "=", id).where("event_id", "=", eventId).execute();
}

export async function replaceMaterials(tx: Db, eventId: string, partId: string | null, materials: readonly Material[]): Promise<void> {
  await tx
    .deleteFrom("agenda_materials")
    .where("event_id", "=", eventId)
    .where("part_id", partId === null ? "is" : "=", partId)
    .execute();
  if (materials.length === 0) return;
  await tx
    .insertInto("agenda_materials")
    .values(materials.map((material, position) => ({ id: newId(), event_id: eventId, part_id: partId, position, ...material })))
    .execute();
}

/** Somebody of exactly this name: of those invited first, else the only one of the network. */
export async function findPersonNamed(db: Db, eventId: string, name: string): Promise<{ id: string; name: string; email: string } | null> {
  const wanted = searchText(name);
  if (wanted === "") return null;
  const rows = await db
    .selectFrom("people as p")
    .leftJoin("invitations as i", (join) => join.onRef("i.person_id", "=", "p.id").on("i.event_id", "=", eventId))
    .select(["p.id", "p.name", "p.email", "i.id as invited"])
    .where("p.suspended_at", "is", null)
    .where((eb) => like(eb, "p.search_text", searchPattern(name).slice(1)))
    .limit(20)
    .execute();
  const same = rows.filter((row) => searchText(row.name) === wanted);
  const near = same.filter((row) => row.invited !== null);
  const [found] = near.length > 0 ? near : same;
  return found && (near.length || same.length) === 1 ? { id: found.id, name: found.name, email: found.email } : null;
}

/** Names to choose from: those who are called and have an account. */
export async function listCalledNames(db: Db, eventId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("invitations as i")
    .innerJoin("people as p", "p.id", "i.person_id")
    .select("p.name")
    .where("i.event_id", "=", eventId)
    .where("i.removed_at", "is", null)
    .orderBy("p.search_text")
    .limit(300)
    .execute();
  return [...new Set(rows.map((row) => row.name))];
}

/** templates -------------------------------------------------------------------------------- */

export interface AgendaTemplate extends Omit<Selectable<AgendaTemplatesTable>, "parts"> {
  parts: TemplatePart[];
}

export async function listTemplates(db: Db): Promise<AgendaTemplate[]> {
  const rows = await db.selectFrom("agenda_templates").selectAll().where("archived_at", "is", null).orderBy("position").orderBy("id").limit(200).execute();
  return rows.map((row) => ({ ...row, parts: JSON.parse(row.parts) as TemplatePart[] }));
}

export async function findTemplate(db: Db, id: string): Promise<AgendaTemplate | null> {
  const row = await db.selectFrom("agenda_templates").selectAll().where("id", "=", id).where("archived_at", "is", null).executeTakeFirst();
  return row ? { ...row, parts: JSON.parse(row.parts) as TemplatePart[] } : null;
}

export async function countTemplates(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom("agenda_templates")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

export async function insertTemplate(tx: Db, template: Insertable<AgendaTemplatesTable>): Promise<void> {
  await tx
    .insertInto("agenda_templates")
    .values(template)
    .onConflict((oc) => oc.column("id").doNothing())
    .execute();
}

export async function updateTemplate(tx: Db, id: string, change: Partial<Selectable<AgendaTemplatesTable>>): Promise<void> {
  await tx.updateTable("agenda_templates").set(change).where("id", "=", id).execute();
}
