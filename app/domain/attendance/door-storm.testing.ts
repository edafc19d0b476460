/**
 * One of two processes that note the same people at once (door-storm.test.ts starts them). Reads `{ url, schema, event, actor, ids, now }` from its first
 * argument, waits for a line on stdin so that both begin together, and notes each person by an act of its own.
 */
import { once } from "node:events";
import type { Actor } from "#app/domain/context.ts";
import { createDb } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { ctxOf } from "#db/testing-cast.ts";
import { CheckIns } from "./attendance.ts";
import { takeCheckIns } from "./taking.server.ts";

interface Orders {
  url: string;
  schema?: string;
  event: string;
  actor: Actor;
  ids: string[];
  now: string;
}

const { url, schema, event, actor, ids, now } = JSON.parse(process.argv[2] ?? "{}") as Orders;
const database = createDb(url, schema ? { schema, poolSize: 4 } : {});
process.stdout.write("ready\n");
await once(process.stdin, "data");
process.stdin.destroy();
await Promise.all(
  ids.map(async (id) => {
    const acts = CheckIns.parse({ sent_at: now, acts: [{ id: newId(), what: "present", at: now, invitation_id: id, via: "qr" }] });
    const [result] = await takeCheckIns(ctxOf(actor, database.db, { now }), event, acts);
    process.stdout.write(`${result?.state}\n`);
  }),
);
await database.close();
