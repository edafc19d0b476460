/**
 * One of two processes in which a coordinator leaves the same node at once (last-coordinator.test.ts starts them). Reads `{ url, schema, actor, slug, now }`
 * from its first argument, waits for a line on stdin so that both begin together, and says what became of it.
 */
import { once } from "node:events";
import type { Actor } from "#app/domain/context.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { createDb } from "#db/create.ts";
import { ctxOf } from "#db/testing-cast.ts";
import { leaveNode } from "./joining.server.ts";

interface Orders {
  url: string;
  schema?: string;
  actor: Actor;
  slug: string;
  now: string;
}

const { url, schema, actor, slug, now } = JSON.parse(process.argv[2] ?? "{}") as Orders;
const database = createDb(url, schema ? { schema, poolSize: 2 } : {});
process.stdout.write("ready\n");
await once(process.stdin, "data");
process.stdin.destroy();
try {
  await leaveNode(ctxOf(actor, database.db, { now }), slug);
  process.stdout.write("left\n");
} catch (error) {
  if (!isDomainError(error)) throw error;
  process.stdout.write(`${error.reason}\n`);
}
await database.close();
