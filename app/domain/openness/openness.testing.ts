/** Works put straight into the tables, many at a time, and a validator of what harvesters get. */
import { readFile } from "node:fs/promises";
import type { Insertable } from "kysely";
import { validateXML } from "xmllint-wasm";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import type { ResourcesTable } from "#db/repository-tables.ts";
import { CAST_NOW } from "#db/testing-cast.ts";

export type WorkChanges = Partial<Insertable<ResourcesTable>> & { nodes?: string[]; tags?: string[]; author?: string };

/** A published public document, unless told otherwise. */
export async function insertWork(db: Db, { nodes = [], tags = [], author, ...changes }: WorkChanges = {}): Promise<{ id: string; slug: string }> {
  const row = rowOf(changes);
  await db.insertInto("resources").values(row).execute();
  const { id, slug } = row;
  for (const node_id of nodes) await db.insertInto("resource_nodes").values({ resource_id: id, node_id }).execute();
  for (const tag of tags) await db.insertInto("resource_tags").values({ resource_id: id, tag, tag_key: tag.toLowerCase() }).execute();
  if (author) await db.insertInto("resource_authors").values({ id: newId(), resource_id: id, position: 1, person_id: null, name: author }).execute();
  return { id, slug };
}

/** Many at once, told to harvesters already; `at` says when each changed. */
export async function insertOpenWorks(db: Db, count: number, at: (n: number) => string): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, n) => rowOf({ title: `Obra ${n}` }));
  await db.insertInto("resources").values(rows).execute();
  await db
    .insertInto("open_records")
    .values(rows.map((row, n) => ({ resource_id: row.id, changed_at: at(n), gone_at: null })))
    .execute();
  return rows.map((row) => row.id);
}

function rowOf(changes: Partial<Insertable<ResourcesTable>>): Insertable<ResourcesTable> {
  const id = changes.id ?? newId();
  return {
    id,
    slug: `obra-${id}`,
    ...{ kind: "document", state: "published", title: "Guía de tableros", summary: "Paso a paso.", body_md: "", body_html: "", link_url: null, authors_agreed_at: null },
    ...{ language: "es", licence: "CC-BY-SA-4.0", visibility: "public", circle_id: null, levels: JSON.stringify(["m3"]), objectives: "", closes_local: null, zone: null },
    ...{ closes_at: null, event_id: null, adapted_from_id: null, version: 1, created_by: null, created_at: CAST_NOW, updated_at: CAST_NOW, published_at: CAST_NOW },
    ...{ archived_at: null, withdrawn_at: null },
    ...changes,
  };
}

const XSD = new URL("xsd/", import.meta.url);
const SCHEMAS = ["OAI-PMH.xsd", "oai_dc.xsd", "simpledc20021212.xsd", "oai-identifier.xsd", "xml.xsd"];

/** What the official schemas have against these answers; empty when they are valid. */
export async function oaiComplaints(answers: string[]): Promise<string[]> {
  const [schema = "", ...rest] = await Promise.all(SCHEMAS.map((name) => readFile(new URL(name, XSD), "utf8")));
  const preload = rest.map((contents, n) => ({ fileName: SCHEMAS[n + 1] ?? "", contents }));
  const xml = answers.map((contents, n) => ({ fileName: `answer-${n}.xml`, contents }));
  const { errors } = await validateXML({ xml, schema: { fileName: "OAI-PMH.xsd", contents: schema }, preload });
  return errors.map((error) => error.rawMessage);
}
