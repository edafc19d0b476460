import type { Insertable, Selectable, Updateable } from "kysely";
import type { Db } from "#db/create.ts";
import type { CounterpartsTable, EstablishmentsTable, ImportsTable, MembershipsTable, NodeEstablishmentsTable, PeopleTable } from "#db/tables.ts";

export type ImportRow = Selectable<ImportsTable>;

export async function findImport(db: Db, id: string): Promise<ImportRow | undefined> {
  return db.selectFrom("imports").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Newest first, without the files themselves. */
export async function listImports(db: Db, limit: number, kind?: string) {
  return db
    .selectFrom("imports")
    .leftJoin("people", "people.id", "imports.created_by")
    .select(["imports.id", "imports.kind", "imports.file_name", "imports.state", "imports.total", "imports.created_at", "imports.applied_at", "people.name as by_name"])
    .$if(kind !== undefined, (query) => query.where("imports.kind", "=", kind ?? ""))
    .orderBy("imports.created_at", "desc")
    .limit(limit)
    .execute();
}

export async function nextImportToApply(db: Db): Promise<{ id: string; kind: string } | undefined> {
  return db.selectFrom("imports").select(["id", "kind"]).where("state", "=", "applying").orderBy("created_at").limit(1).executeTakeFirst();
}

export async function insertImport(tx: Db, row: Insertable<ImportsTable>): Promise<void> {
  await tx.insertInto("imports").values(row).execute();
}

export async function updateImport(tx: Db, id: string, set: Updateable<ImportsTable>): Promise<void> {
  await tx.updateTable("imports").set(set).where("id", "=", id).execute();
}

export async function listComunas(db: Db) {
  return db.selectFrom("comunas").select(["code", "name", "region_code"]).execute();
}

export async function listAllEstablishments(db: Db) {
  return db.selectFrom("establishments").select(["id", "rbd", "name", "comuna_code", "dependency", "rural", "cohort", "specialties"]).execute();
}

/** Slugs in use, and those that redirect. */
export async function listAllSlugs(db: Db): Promise<Set<string>> {
  const rows = await db
    .selectFrom("establishments")
    .select("slug")
    .union(db.selectFrom("slug_redirects").select("slug").where("kind", "=", "establishment"))
    .execute();
  return new Set(rows.map((row) => row.slug));
}

export async function listNodeNames(db: Db) {
  return db.selectFrom("nodes").select(["id", "slug", "name"]).where("archived_at", "is", null).execute();
}

export async function listNodeSchoolPairs(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("node_establishments").select(["node_id", "establishment_id"]).where("until", "is", null).execute();
  return rows.map((row) => `${row.node_id} ${row.establishment_id}`);
}

export async function listPeopleForImport(db: Db) {
  return db.selectFrom("people").select(["id", "email", "name", "establishment_id", "position", "organisation", "specialty"]).execute();
}

export async function listOpenMembershipPairs(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("memberships").select(["node_id", "person_id"]).where("open", "=", 1).execute();
  return rows.map((row) => `${row.node_id} ${row.person_id}`);
}

export async function listCounterpartPairs(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("counterparts").select(["establishment_id", "person_id"]).where("ended_at", "is", null).execute();
  return rows.map((row) => `${row.establishment_id} ${row.person_id}`);
}

type Table = "establishments" | "people" | "node_establishments" | "memberships" | "counterparts";
type RowOf = {
  establishments: Insertable<EstablishmentsTable>;
  people: Insertable<PeopleTable>;
  node_establishments: Insertable<NodeEstablishmentsTable>;
  memberships: Insertable<MembershipsTable>;
  counterparts: Insertable<CounterpartsTable>;
};

/** Inserts in statements of 500 rows. A school that once left a node is taken back in. */
export async function insertImported<T extends Table>(tx: Db, table: T, rows: RowOf[T][]): Promise<void> {
  for (let from = 0; from < rows.length; from += 500) {
    const insert = tx.insertInto(table).values(rows.slice(from, from + 500) as never);
    const again = table === "node_establishments" ? insert.onConflict((oc) => oc.columns(["node_id", "establishment_id"] as never).doUpdateSet({ until: null } as never)) : insert;
    await again.execute();
  }
}

/** One statement a changed line: each sets its own columns. */
export async function updateImported(tx: Db, table: "establishments" | "people", changes: { id: string; set: object }[]): Promise<void> {
  for (const { id, set } of changes)
    await tx
      .updateTable(table)
      .set(set as never)
      .where("id", "=", id)
      .execute();
}
