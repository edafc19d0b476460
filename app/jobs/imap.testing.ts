/**
 * A process that reads a mailbox (imap.test.ts starts and kills it). Reads `{ url, schema, imap, hang }` from its first argument; prints "stored" after
 * each message that it has stored; with `hang` it then waits for ever, so that it dies between storing and marking.
 */
import pino from "pino";
import { dnsOf } from "#app/domain/replies/senders.testing.ts";
import { createDb } from "#db/create.ts";
import { ctxOf } from "#db/testing-cast.ts";
import { startImap } from "./imap.ts";

interface Orders {
  url: string;
  schema?: string;
  imap: string;
  now: string;
}

const { url, schema, imap, now } = JSON.parse(process.argv[2] ?? "{}") as Orders;
const database = createDb(url, schema ? { schema, poolSize: 2 } : {});
startImap({
  url: imap,
  ctx: () => ctxOf(null, database.db, { now }),
  checks: { resolver: dnsOf({}) },
  log: pino({ level: "silent" }),
  beforeMark: () =>
    new Promise(() => {
      process.stdout.write("stored\n");
    }),
});
setInterval(() => undefined, 1_000);
