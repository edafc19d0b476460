/** What a table of resources names, and what was made of earlier ones. */
import type { Insertable } from "kysely";
import { listAllEstablishments, listNodeNames } from "#app/domain/imports/imports.repo.server.ts";
import type { Db } from "#db/create.ts";
import type { ImportedResourcesTable } from "#db/repository-tables.ts";
import { searchText } from "#db/search-text.ts";
import type { Directory } from "./import-lines.ts";

const key = (text: string): string =>
  searchText(text)
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

export async function directoryOf(db: Db): Promise<Directory> {
  const specialties = await db.selectFrom("specialties").select(["id", "name"]).where("archived_at", "is", null).execute();
  const schools = new Map<string, string | null>();
  for (const school of await listAllEstablishments(db)) {
    if (school.rbd) schools.set(key(school.rbd), school.id);
    schools.set(key(school.name), schools.has(key(school.name)) ? null : school.id);
  }
  return {
    nodes: new Map((await listNodeNames(db)).flatMap((node) => [[key(node.name), node.id] as const, [key(node.slug), node.id] as const])),
    specialties: new Map(specialties.flatMap((each) => [[key(each.name), each.id] as const, [key(each.id), each.id] as const])),
    schools,
  };
}

export interface Imported {
  source_key: string;
  fingerprint: string;
  resource_id: string;
  title: string;
  summary: string;
  link_url: string | null;
  visibility: string;
}

/** Of these sources, those of which there is a work still. */
export async function listImported(db: Db, keys: readonly string[]): Promise<Map<string, Imported>> {
  const found = new Map<string, Imported>();
  for (let from = 0; from < keys.length; from += 500) {
    const rows = await db
      .selectFrom("imported_resources as i")
      .innerJoin("resources as r", "r.id", "i.resource_id")
      .select(["i.source_key", "i.fingerprint", "i.resource_id", "r.title", "r.summary", "r.link_url", "r.visibility"])
      .where("i.source_key", "in", keys.slice(from, from + 500))
      .execute();
    for (const row of rows) found.set(row.source_key, row);
  }
  return found;
}

export async function putImported(tx: Db, row: Insertable<ImportedResourcesTable>): Promise<void> {
  const { resource_id, fingerprint, import_id, imported_at } = row;
  await tx
    .insertInto("imported_resources")
    .values(row)
    .onConflict((oc) => oc.column("source_key").doUpdateSet({ resource_id, fingerprint, import_id, imported_at }))
    .execute();
}
