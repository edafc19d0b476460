import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import type { Db } from "#db/create.ts";
import { likeWords } from "#db/dialect.server.ts";
import type { EstablishmentsTable } from "#db/tables.ts";

export type EstablishmentRow = Selectable<EstablishmentsTable>;

/** A school as lists and its page show it. */
export interface EstablishmentListRow {
  id: string;
  slug: string;
  name: string;
  comuna: string;
  region_code: string;
  lat: number | null;
  lon: number | null;
}

export interface EstablishmentPageRow extends EstablishmentRow {
  comuna: string;
  province: string;
  region: string;
  lat: number | null;
  lon: number | null;
}

export interface EstablishmentFilter {
  region?: string | undefined;
  q?: string | undefined;
  page?: number | undefined;
  size?: number | undefined;
}

/** The school with its comuna and region. */
export async function findEstablishmentBySlug(db: Db, slug: string): Promise<EstablishmentPageRow | undefined> {
  return withPlace(db).where("e.slug", "=", slug).executeTakeFirst();
}

export async function findEstablishmentById(db: Db, id: string): Promise<EstablishmentPageRow | undefined> {
  return withPlace(db).where("e.id", "=", id).executeTakeFirst();
}

export async function findEstablishmentByRbd(db: Db, rbd: string): Promise<EstablishmentRow | undefined> {
  return db.selectFrom("establishments").selectAll().where("rbd", "=", rbd).executeTakeFirst();
}

function withPlace(db: Db) {
  return db
    .selectFrom("establishments as e")
    .innerJoin("comunas as c", "c.code", "e.comuna_code")
    .innerJoin("regions as r", "r.code", "e.region_code")
    .selectAll("e")
    .select(["c.name as comuna", "c.province as province", "c.lat as lat", "c.lon as lon", "r.short_name as region"]);
}

/** One page of the directory, by name. */
export async function listEstablishments(db: Db, filter: EstablishmentFilter = {}): Promise<{ rows: EstablishmentListRow[]; total: number }> {
  const size = filter.size ?? 24;
  const rows = await filtered(db, filter)
    .innerJoin("comunas as c", "c.code", "e.comuna_code")
    .select(["e.id", "e.slug", "e.name", "e.region_code", "c.name as comuna", "c.lat as lat", "c.lon as lon"])
    .select(sql<number>`count(*) over ()`.as("total"))
    .orderBy("e.search_text")
    .orderBy("e.id")
    .limit(size)
    .offset(((filter.page ?? 1) - 1) * size)
    .execute();
  const total = rows[0]?.total ?? ((filter.page ?? 1) > 1 ? await countEstablishments(db, filter) : 0);
  return { rows, total };
}

function filtered(db: Db, filter: EstablishmentFilter) {
  let query = db.selectFrom("establishments as e");
  if (filter.region) query = query.where("e.region_code", "=", filter.region);
  if (filter.q) query = query.where(likeWords("e.search_text", filter.q));
  return query;
}

export async function countEstablishments(db: Db, filter: EstablishmentFilter = {}): Promise<number> {
  const row = await filtered(db, filter)
    .select((eb) => eb.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  return row.total;
}

/** Where the schools are: one row a comuna that has any, for la franja and the counts by region. */
export interface SchoolPlaceRow {
  comuna_code: string;
  comuna: string;
  region_code: string;
  lat: number | null;
  lon: number | null;
  schools: number;
}

export async function listSchoolPlaces(db: Db, filter: { q?: string | undefined } = {}): Promise<SchoolPlaceRow[]> {
  return filtered(db, filter)
    .innerJoin("comunas as c", "c.code", "e.comuna_code")
    .select((eb) => ["c.code as comuna_code", "c.name as comuna", "c.region_code", "c.lat", "c.lon", eb.fn.countAll<number>().as("schools")])
    .groupBy(["c.code", "c.name", "c.region_code", "c.lat", "c.lon"])
    .execute();
}

export interface EstablishmentOption {
  id: string;
  slug: string;
  name: string;
  comuna: string;
  region_code: string;
}

/** Schools whose name, comuna or RBD hold every word of `q`, for pickers; all of them (to `limit`) without words. */
export async function establishmentOptions(db: Db, q = "", limit = 20): Promise<EstablishmentOption[]> {
  let query = db.selectFrom("establishments as e").innerJoin("comunas as c", "c.code", "e.comuna_code").select(["e.id", "e.slug", "e.name", "e.region_code", "c.name as comuna"]);
  if (q) query = query.where(likeWords("e.search_text", q));
  return query.orderBy("e.search_text").orderBy("e.id").limit(limit).execute();
}

/** The names of some schools, in one query. */
export async function schoolNames(db: Db, ids: string[]): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return [];
  return db.selectFrom("establishments").select(["id", "name"]).where("id", "in", ids).execute();
}

export async function findComuna(db: Db, code: string): Promise<{ code: string; name: string; region_code: string; search_text: string } | undefined> {
  return db.selectFrom("comunas").select(["code", "name", "region_code", "search_text"]).where("code", "=", code).executeTakeFirst();
}

export interface RegionRow {
  code: string;
  name: string;
  short_name: string;
  position: number;
  zone: string;
  lat: number;
  lon: number;
}

/** The 16 regions, north to south. */
export async function listRegions(db: Db): Promise<RegionRow[]> {
  return db.selectFrom("regions").selectAll().orderBy("position").execute();
}

export async function insertEstablishment(tx: Db, row: Insertable<EstablishmentsTable>): Promise<void> {
  await tx.insertInto("establishments").values(row).execute();
  await refreshSearch(tx, "establishment", [row.id]);
}

export async function updateEstablishmentRow(tx: Db, id: string, change: Updateable<EstablishmentsTable>): Promise<void> {
  await tx.updateTable("establishments").set(change).where("id", "=", id).execute();
  await refreshSearch(tx, "establishment", [id]);
}
