/** What the generators share: picking at random from a seed, and inserting many rows quickly. */
import type { Db } from "#db/create.ts";
import { randomFrom } from "./random.ts";

export interface Size {
  schools: number;
  people: number;
  nodes: number;
  events: number;
  invitations: number;
  resources: number;
}

export interface Making {
  db: Db;
  size: Size;
  /** Instant: the middle of the events. */
  today: string;
  pick: <T>(list: readonly T[]) => T;
  whole: (below: number) => number;
  say: (text: string) => void;
}

export function making(db: Db, size: Size, today: string, say: (text: string) => void): Making {
  const random = randomFrom(20_261_121);
  const whole = (below: number) => Math.floor(random() * below);
  return { db, size, today, whole, pick: (list) => list[whole(list.length)] as never, say };
}

export const range = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** Parameters that both databases take in one statement. */
const PARAMETERS = 20_000;

/** Inserts in as few statements as the databases take, in one transaction. */
export async function insertAll<T extends Parameters<Db["insertInto"]>[0]>(db: Db, table: T, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).length;
  if (columns === 0) return;
  const step = Math.floor(PARAMETERS / columns);
  await db.transaction().execute(async (tx) => {
    for (let from = 0; from < rows.length; from += step)
      await tx
        .insertInto(table)
        .values(rows.slice(from, from + step) as never)
        .execute();
  });
}

/** The same in pieces, for tables whose rows are better not all in memory at once. */
export async function insertMany<T extends Parameters<Db["insertInto"]>[0]>(db: Db, table: T, count: number, rowOf: (n: number) => object): Promise<void> {
  const piece = 20_000;
  for (let from = 0; from < count; from += piece) {
    await insertAll(
      db,
      table,
      range(Math.min(piece, count - from)).map((n) => rowOf(from + n)),
    );
  }
}
