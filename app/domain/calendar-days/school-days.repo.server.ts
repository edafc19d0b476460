import type { Insertable, Selectable } from "kysely";
import type { Db } from "#db/create.ts";
import type { SchoolDaysTable } from "#db/meeting-tables.ts";

export type SchoolDayRow = Selectable<SchoolDaysTable>;

const PAGE_SIZE = 50;

/** Those that touch the days from `from` to `to`. A null region asks for those of the whole country alone. */
export async function listSchoolDays(
  db: Db,
  from: string,
  to: string,
  regions: readonly string[],
): Promise<Pick<SchoolDayRow, "first_day" | "last_day" | "name" | "kind" | "region_code">[]> {
  let query = db.selectFrom("school_days").select(["first_day", "last_day", "name", "kind", "region_code"]).where("last_day", ">=", from).where("first_day", "<=", to);
  query = regions.length === 0 ? query.where("region_code", "is", null) : query.where((eb) => eb.or([eb("region_code", "is", null), eb("region_code", "in", [...regions])]));
  return query.orderBy("first_day").orderBy("id").limit(500).execute();
}

/** One page of the calendar: what is to come in its order, or what is over, the latest first. */
export async function pageSchoolDays(
  db: Db,
  { today, past, page }: { today: string; past: boolean; page: number },
): Promise<{ rows: SchoolDayRow[]; total: number; size: number }> {
  const query = db.selectFrom("school_days").where("last_day", past ? "<" : ">=", today);
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  const rows = await query
    .selectAll()
    .orderBy("first_day", past ? "desc" : "asc")
    .orderBy("id")
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute();
  return { rows, total, size: PAGE_SIZE };
}

export async function findSchoolDay(db: Db, id: string): Promise<SchoolDayRow | null> {
  return (await db.selectFrom("school_days").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** Adds it; sent twice, it is there once. */
export async function insertSchoolDay(tx: Db, row: Insertable<SchoolDaysTable>): Promise<void> {
  await tx
    .insertInto("school_days")
    .values(row)
    .onConflict((oc) => oc.column("id").doNothing())
    .execute();
}

export async function updateSchoolDay(tx: Db, id: string, change: Pick<SchoolDayRow, "kind" | "name" | "first_day" | "last_day" | "region_code">): Promise<void> {
  await tx.updateTable("school_days").set(change).where("id", "=", id).execute();
}

export async function deleteSchoolDay(tx: Db, id: string): Promise<void> {
  await tx.deleteFrom("school_days").where("id", "=", id).execute();
}
