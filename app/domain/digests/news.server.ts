/** The news of some people, each person's apart. */
import type { Db } from "#db/create.ts";
import type { News } from "./digest.ts";
import { listCallNews, listMeetingNews, listThreadNews, listWorkNews, type Reader } from "./news.repo.server.ts";

/** Four queries (five where there are posts), whatever the number of people. Who has no news is absent. */
export async function newsOf(db: Db, readers: readonly Reader[], { now, until }: { now: string; until: string }): Promise<Map<string, News>> {
  if (readers.length === 0) return new Map();
  const window = { readers, now, until };
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
