import type { Db } from "#db/create.ts";
import { tableExists } from "#db/dialect.server.ts";

/** What makes a database somebody's: a new one has none of these. */
const TABLES = ["people", "establishments", "nodes", "events", "invitations", "outbox", "resources", "files"] as const;

/** How many rows there are; 0 for a table that is not there. */
export async function rowCounts(db: Db): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of TABLES) {
    const found = (await tableExists(db, table))
      ? await db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<number>().as("count"))
          .executeTakeFirst()
      : undefined;
    counts[table] = found?.count ?? 0;
  }
  return counts;
}

export const isEmpty = (counts: Record<string, number>): boolean => Object.values(counts).every((number) => number === 0);

/** «people 3, establishments 106 …» */
export const inWords = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([table, number]) => `${table} ${number.toLocaleString("en")}`)
    .join(", ");
