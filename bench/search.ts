/** The search alone, in this process: in a small repository and in a large one, on SQLite and on PostgreSQL, beside a bare server's answer. */

import { openMigrated } from "#app/config/open-database.server.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { type SearchInput, searchAll } from "#app/domain/search/search.server.ts";
import { createDb, type Database } from "#db/create.ts";
import { countingQueries } from "#db/query-count.ts";
import { startTestPostgres } from "#db/testing-postgres.ts";
import { startChild } from "./children.ts";
import { benchEnv } from "./env.ts";
import { FULL, generate, SMALL } from "./generate.ts";
import { TOPICS } from "./generate-directory.ts";
import { commonWord, ownWord } from "./generate-resources.ts";
import { load, median } from "./load.ts";
import { seededId } from "./random.ts";
import { range, type Size } from "./rows.ts";

export const MOST_SEARCH_MS = 50;

/** Different words of a kind, so that no one word stands for all. */
const WORDS = 10;

/** Public resources, which are in the small repository too. */
const works = range(WORDS).map((n) => n * 20);
const topic = (turn: number) => (TOPICS[turn % TOPICS.length] as string).split(" ")[0] as string;

/** What people type. */
const ASKED: Record<string, (turn: number) => SearchInput> = {
  "a rare word of a title": (turn) => ({ q: ownWord(works[turn] as number, 0) }),
  "a rare word of a file": (turn) => ({ q: ownWord(works[turn] as number, 7) }),
  "a word that stands in many": (turn) => ({ q: commonWord(turn) }),
  "a word of many titles": (turn) => ({ q: topic(turn) }),
  "its beginning": (turn) => ({ q: topic(turn).slice(0, 4) }),
  mistyped: (turn) => ({ q: mistyped(ownWord(works[turn] as number, 0)) }),
  "two words": (turn) => ({ q: `${topic(turn)} ${commonWord(turn)}` }),
  "three, narrowed to a node's repository": (turn) => ({ q: `${topic(turn)} ${commonWord(turn)} ${commonWord(turn + 3)}`, kind: "resource", nodeId: seededId("node", turn % 12) }),
  "the tenth page of many": (turn) => ({ q: commonWord(turn), page: 10 }),
};

/** Two letters that changed places. */
const mistyped = (word: string): string => word.slice(0, 3) + word[4] + word[3] + word.slice(5);

export interface Timed {
  median: number;
  p95: number;
  queries: number;
}

export interface Repository {
  database: "SQLite" | "PostgreSQL";
  resources: number;
  /** By what is asked, and by whom. */
  asked: { title: string; who: "visitor" | "member"; timed: Timed; found: number }[];
  all: Timed;
}

export interface SearchMeasured {
  repositories: Repository[];
  /** Median milliseconds of one answer of the bare server, asked by one client. */
  bareMs: number;
  /** Why one was not measured. */
  missing: string | null;
}

/** In five nodes, and nothing else. */
const member: Actor = {
  ...{ id: seededId("person", 77), email: "", name: "", establishmentId: null, admin: false },
  ...{ memberOf: range(5).map((n) => seededId("node", n)), coordinates: [], rights: {}, circleRights: {}, circles: [] },
};

export async function measureRepository(database: Database, resources: number, rounds: number): Promise<Repository> {
  const asked: Repository["asked"] = [];
  const all: number[] = [];
  for (const who of ["visitor", "member"] as const) {
    const ctx: Ctx = {
      db: database.db,
      deployment: benchEnv("sqlite::memory:").deployment,
      actor: who === "member" ? member : null,
      now: new Date().toISOString(),
      wake: () => undefined,
    };
    for (const [title, input] of Object.entries(ASKED)) {
      const times: number[] = [];
      let most = 0;
      let found = 0;
      for (let round = 0; round <= rounds; round += 1) {
        for (const turn of range(WORDS)) {
          const began = performance.now();
          const { queries, result } = await countingQueries(() => searchAll(ctx, input(turn)));
          most = Math.max(most, queries);
          found = Math.max(found, result.total);
          if (round > 0) times.push(performance.now() - began); // the first one warms up
        }
      }
      all.push(...times);
      asked.push({ title, who, timed: { ...spread(times), queries: most }, found });
    }
  }
  return {
    database: database.kind === "sqlite" ? "SQLite" : "PostgreSQL",
    resources,
    asked,
    all: { ...spread(all), queries: Math.max(...asked.map(({ timed }) => timed.queries)) },
  };
}

function spread(times: number[]): { median: number; p95: number } {
  const sorted = times.toSorted((a, b) => a - b);
  return { median: median(sorted), p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0 };
}

/** `large` is the network that is measured anyway, of so many resources; the others are made here. */
export async function measureSearch(
  large: { database: Database; size: Size },
  { rounds, postgres, say }: { rounds: number; postgres: boolean; say: (text: string) => void },
): Promise<SearchMeasured> {
  const bareMs = await bareAnswer();
  say("search in a small repository");
  const small = await withNetwork("sqlite::memory:", SMALL, (database) => measureRepository(database, SMALL.resources, rounds));
  say(`search in ${large.size.resources} resources`);
  const repositories = [small, await measureRepository(large.database, large.size.resources, rounds)];
  if (!postgres) return { repositories, bareMs, missing: "PostgreSQL was not asked for" };
  const server = await startTestPostgres();
  if (!server.ok) return { repositories, bareMs, missing: server.reason };
  try {
    // Invitations are not in the index: one a meeting will do.
    for (const size of large.size.resources > SMALL.resources ? [SMALL, { ...FULL, invitations: FULL.events }] : [SMALL]) {
      say(`search in ${size.resources} resources on PostgreSQL`);
      repositories.push(await onServer(server.url, size, (database) => measureRepository(database, size.resources, rounds)));
    }
  } finally {
    await server.stop();
  }
  return { repositories, bareMs, missing: null };
}

async function withNetwork<T>(url: string, size: Size, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openMigrated(url);
  try {
    await generate(database.db, size, new Date().toISOString());
    return await work(database);
  } finally {
    await database.close();
  }
}

async function onServer<T>(server: string, size: Size, work: (database: Database) => Promise<T>): Promise<T> {
  const name = `search_${size.resources}`;
  const { db, close } = createDb(server, { poolSize: 1 });
  const { sql } = await import("kysely");
  await sql`CREATE DATABASE ${sql.id(name)}`.execute(db);
  await close();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return withNetwork(url.href, size, work);
}

/** As large as a page of results. */
async function bareAnswer(): Promise<number> {
  const body = Buffer.alloc(20_000, "x");
  const bare = await startChild("bare.ts", {
    first: [{ status: 200, headers: { "content-type": "text/html", "content-length": String(body.length) }, body: body.toString("base64") }],
  });
  try {
    await load(`${bare.url}/0`, {}, { seconds: 0.5, status: 200, connections: 1 });
    return (await load(`${bare.url}/0`, {}, { seconds: 1, status: 200, connections: 1 })).p50;
  } finally {
    await bare.stop();
  }
}
