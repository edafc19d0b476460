/** Every page of the journey once in this process, cold: how many queries it does, and how long it takes alone. */
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import type { Env } from "#app/config/env.server.ts";
import type { App } from "#app/http/app.server.ts";
import { handler } from "#app/http/serve.server.ts";
import type { Database } from "#db/create.ts";
import { withTally } from "#db/query-count.ts";
import { bumpRevision } from "#db/revision.ts";
import type { Journey, Who } from "./journey.ts";
import { median } from "./load.ts";

export interface PageMeasured {
  path: string;
  who: Who;
  status: number;
  queries: number;
  /** Median, nothing kept from before. */
  ms: number;
  /** Of the processor, in all threads: what it costs however busy the machine is. */
  cpuMs: number;
  /** Of it in the database. */
  databaseMs: number;
  bytes: number;
  /** Bytes on the wire, zipped. */
  zipped: number;
  /** The queries of the last time, with how long each took. */
  sql: { sql: string; ms: number }[];
}

export const MOST_QUERIES = 12;
export const MOST_MS = 100;

interface Once {
  status: number;
  ms: number;
  cpuMs: number;
  bytes: number;
  zipped: number;
  sql: { sql: string; ms: number }[];
  queries: number;
}

export async function measurePages(
  env: Env,
  database: Database,
  { pages, cookies }: Journey,
  { times, say }: { times: number; say: (text: string) => void },
): Promise<PageMeasured[]> {
  const app: App = { env, database, wake: () => undefined };
  const serve = await handler(app);
  let counted: Pick<Once, "queries" | "sql"> = { queries: 0, sql: [] };
  const server = createServer((req, res) =>
    withTally((tally) => {
      // Read when the last byte has left: what is done after it is nobody's wait.
      res.once("finish", () => {
        counted = { queries: tally.queries, sql: tally.sql.map((sql, n) => ({ sql, ms: tally.ms[n] ?? 0 })) };
      });
      serve(req, res);
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const measured: PageMeasured[] = [];
  for (const [index, { path, who }] of pages.entries()) {
    say(`${index + 1} of ${pages.length} pages`);
    const rounds: Once[] = [];
    for (let n = 0; n <= times; n += 1) {
      await bumpRevision(database.db, "public"); // what was kept is no longer right
      const before = process.cpuUsage();
      const answer = await ask(port, path, cookies[who]);
      const { user, system } = process.cpuUsage(before);
      if (n > 0) rounds.push({ ...answer, ...counted, cpuMs: (user + system) / 1_000 }); // the first one warms up
    }
    measured.push(summary(path, who, rounds));
  }
  server.closeAllConnections();
  server.close();
  return measured;
}

function summary(path: string, who: Who, rounds: Once[]): PageMeasured {
  const [last] = rounds.slice(-1);
  if (!last) throw new Error("not measured");
  const inDatabase = rounds.map(({ sql }) => sql.reduce((sum, query) => sum + query.ms, 0));
  const { status, bytes, zipped, sql } = last;
  return {
    path,
    who,
    status,
    bytes,
    zipped,
    sql,
    queries: Math.max(...rounds.map((round) => round.queries)),
    ms: median(rounds.map(({ ms }) => ms)),
    cpuMs: median(rounds.map(({ cpuMs }) => cpuMs)),
    databaseMs: median(inDatabase),
  };
}

function ask(port: number, path: string, cookie: string): Promise<Pick<Once, "status" | "ms" | "bytes" | "zipped">> {
  const headers = { "accept-encoding": "gzip", ...(cookie ? { cookie } : {}) };
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, headers }, (res) => {
      let zipped = 0;
      res.on("data", (chunk: Buffer) => {
        zipped += chunk.length;
      });
      res.once("end", () => resolve({ status: res.statusCode ?? 0, ms: performance.now() - began, bytes: Number(res.headers["content-length"] ?? zipped), zipped }));
    });
    asked.once("error", reject);
    asked.end();
  });
}
