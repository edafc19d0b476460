/** The news of some people, each person's apart. */
import type { Db } from "#db/create.ts";
import type { News } from "./digest.ts";
import { listCallNews, listMeetingNews, listThreadNews, listWorkNews, type Reader } from "./news.repo.server.ts";

/** Rows of a person and a node that one query takes: four values each, and SQLite takes 32,766 in all. */
const ROWS_MOST = 6_000;

/** Four queries (five where there are posts) for some hundred people; more where they read in very many nodes. Who has no news is absent. */
export async function newsOf(db: Db, readers: readonly Reader[], times: { now: string; until: string }): Promise<Map<string, News>> {
  const found = new Map<string, News>();
  for (const some of inBatches(readers)) for (const [id, news] of await newsOfBatch(db, { readers: some, ...times })) found.set(id, news);
  return found;
}

function inBatches(readers: readonly Reader[]): Reader[][] {
  const batches: Reader[][] = [];
  let rows = ROWS_MOST;
  for (const reader of readers) {
    rows += reader.nodeIds.length + 1;
    if (rows > ROWS_MOST) {
      batches.push([]);
      rows = reader.nodeIds.length + 1;
    }
    batches.at(-1)?.push(reader);
  }
  return batches;
}

async function newsOfBatch(db: Db, window: { readers: readonly Reader[]; now: string; until: string }): Promise<Map<string, News>> {
  const found = new Map<string, News>();
  const of = (personId: string): News => {
    const known = found.get(personId) ?? { threads: [], works: [], meetings: [], calls: [] };
    found.set(personId, known);
    return known;
  };
  for (const { person_id, ...item } of once(await listThreadNews(db, window))) of(person_id).threads.push(item);
  for (const { person_id, ...item } of once(await listWorkNews(db, window))) of(person_id).works.push(item);
  for (const { person_id, ...item } of once(await listMeetingNews(db, window))) of(person_id).meetings.push(item);
  for (const { person_id, ...item } of once(await listCallNews(db, window))) of(person_id).calls.push(item);
  return found;
}

/** What stands in two of somebody's nodes is told in one. */
function once<T extends { person_id: string; id: string; is?: string }>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [`${row.person_id} ${row.id} ${row.is ?? ""}`, row])).values()];
}
