/**
 * One of several processes that answer at once (answer-storm.test.ts starts them). Reads `{ url, schema, ids, now }` from its first argument, waits
 * for a line on stdin so that all begin together, says yes for every invitation, all at the same time, and prints each answer that was acknowledged.
 */
import { once } from "node:events";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { createDb } from "#db/create.ts";
import { ctxOf, TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { answerByToken } from "./answer.server.ts";

interface Orders {
  url: string;
  schema?: string;
  ids: string[];
  now: string;
  /** Of a series: each says it for all dates, every second one to connect. */
  series?: boolean;
}

const { url, schema, ids, now, series } = JSON.parse(process.argv[2] ?? "{}") as Orders;
const database = createDb(url, schema ? { schema, poolSize: 4 } : {});
process.stdout.write("ready\n");
await once(process.stdin, "data");
process.stdin.destroy();
await Promise.all(
  ids.map(async (id, n) => {
    const token = mintToken(TEST_DEPLOYMENT.secret, "answer", id);
    const { seat } = await answerByToken(
      ctxOf(null, database.db, { now }),
      token,
      series ? { answer: "yes", scope: "series", mode: n % 2 === 0 ? "online" : "in_person" } : { answer: "yes" },
    );
    process.stdout.write(`${id} ${seat}\n`);
  }),
);
await database.close();
