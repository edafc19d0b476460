/**
 * A network as large as one gets: 1,000 schools, 20,000 people, 60 nodes, 10,000 meetings, 300,000 invitations and as many mails; 181 circles with what
 * they agreed on and decide; 20,000 resources and experiences with 200,000 words that no two share, and the index of the search;
 * 3,000 conversations with 30,000 posts, 40 calls with 3,000 applications.
 * Seeded: the same numbers and the same day give the same network. `node bench/generate.ts sqlite:data/bench.db`.
 */
import { pathToFileURL } from "node:url";
import { sql } from "kysely";
import { openMigrated } from "#app/config/open-database.server.ts";
import type { Db } from "#db/create.ts";
import { isPostgres } from "#db/dialect.server.ts";
import { bumpRevision } from "#db/revision.ts";
import { generateCalls } from "./generate-calls.ts";
import { generateCircles } from "./generate-circles.ts";
import { generateDirectory } from "./generate-directory.ts";
import { generateMeetings } from "./generate-meetings.ts";
import { generateResources } from "./generate-resources.ts";
import { generateSearch } from "./generate-search.ts";
import { generateThreads } from "./generate-threads.ts";
import { making, type Size } from "./rows.ts";

export const FULL: Size = { schools: 1_000, people: 20_000, nodes: 60, events: 10_000, invitations: 300_000, resources: 20_000 };
/** For trying things out, and for tests. */
export const SMALL: Size = { schools: 40, people: 400, nodes: 12, events: 200, invitations: 2_000, resources: 200 };

/** Fills an empty, migrated database. `today` (ISO instant) is the middle of the meetings: half are past. */
export async function generate(db: Db, size: Size, today: string, say: (text: string) => void = () => undefined): Promise<void> {
  const work = making(db, size, today, say);
  const directory = await generateDirectory(work);
  await generateMeetings(work, directory);
  await generateCircles(work, directory);
  await generateResources(work, directory);
  await generateThreads(work, directory);
  await generateCalls(work, directory);
  await generateSearch(work);
  await bumpRevision(db, "public", today);
  // What PostgreSQL does by itself some time after such a load, so that it plans for what is there.
  if (isPostgres(db)) await sql`VACUUM ANALYZE`.execute(db);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const url = process.argv[2];
  if (!url) throw new Error("usage: node bench/generate.ts sqlite:data/bench.db");
  const started = Date.now();
  const database = await openMigrated(url);
  await generate(database.db, FULL, new Date().toISOString(), (text) => process.stderr.write(`${text}…\n`));
  await database.close();
  process.stderr.write(`done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}
