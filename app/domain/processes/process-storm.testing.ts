/**
 * One of several processes of the system that act at once (process-storm.test.ts starts them). Reads `{ url, schema, acts, now }` from its first argument,
 * waits for a line on stdin so that all begin together, does its acts all at the same time, and prints what became of each: its id and "ok", or the refusal.
 */
import { once } from "node:events";
import { isDomainError } from "#app/domain/errors.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { proposalKind } from "#app/domain/proposals/proposal.server.ts";
import { createDb } from "#db/create.ts";
import { ctxOf } from "#db/testing-cast.ts";
import type { ProcessKind } from "./kind.ts";
import { actOn, type NewDeed } from "./processes.server.ts";
import { talkKind } from "./processes.testing.ts";

export interface Said {
  kind: "talk" | "proposal";
  process: string;
  person: string;
  deed: NewDeed;
}

export interface Orders {
  url: string;
  schema: string | undefined;
  acts: Said[];
  now: string;
}

export const KINDS = { talk: talkKind, proposal: proposalKind } as unknown as Record<Said["kind"], ProcessKind>;

if (process.argv[1] === import.meta.filename) {
  const { url, schema, acts, now } = JSON.parse(process.argv[2] ?? "{}") as Orders;
  const database = createDb(url, schema ? { schema, poolSize: 4 } : {});
  const people = [...new Set(acts.map((act) => act.person))];
  const actors = new Map(await Promise.all(people.map(async (person) => [person, await loadActor(database.db, person, now)] as const)));
  process.stdout.write("ready\n");
  await once(process.stdin, "data");
  process.stdin.destroy();
  await Promise.all(
    acts.map(async ({ kind, process: id, person, deed }) => {
      try {
        await actOn(ctxOf(actors.get(person) ?? null, database.db, { now }), KINDS[kind], id, deed);
        process.stdout.write(`${deed.id} ok\n`);
      } catch (error) {
        if (!isDomainError(error)) throw error;
        process.stdout.write(`${deed.id} ${error.reason ?? error.code}\n`);
      }
    }),
  );
  await database.close();
}
