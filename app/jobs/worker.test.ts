import pino from "pino";
import { describe, expect, test } from "vitest";
import type { Env } from "#app/config/env.server.ts";
import { testMail } from "#app/domain/mail/mail.testing.ts";
import { enqueueMails } from "#app/domain/mail/outbox.server.ts";
import type { Database } from "#db/create.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, ctxOf, TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { PATIENCE_MS } from "./retry.ts";
import type { Job } from "./schedule.ts";
import { LEASE_MS } from "./send-mail.ts";
import { SMTP_LIMITS, type SmtpLimits } from "./smtp.ts";
import { closedSmtpUrl, type Manner, testSmtp } from "./smtp-server.testing.ts";
import { makeWorker, startWorker, type WorkerOptions } from "./worker.ts";

const START = Date.parse(CAST_NOW);
const DAY = 24 * 3_600_000;
/** Short enough to wait for, long enough for a busy machine to answer in time. */
const quick: SmtpLimits = { ...SMTP_LIMITS, connectMs: 3_000, greetingMs: 3_000, silenceMs: 1_200, mailMs: 5_000 };
const PATIENT = { timeout: 15_000 };

const envFor = (smtpUrl: string | undefined, demo = false) => ({ smtpUrl, deployment: { ...TEST_DEPLOYMENT, demo } }) as Env;
const rowsOf = (database: Database) => database.db.selectFrom("outbox").selectAll().orderBy("to_email").execute();

/** `count` invitations to p00@, p01@ … */
async function queue(database: Database, names: readonly string[] | number): Promise<void> {
  const all = typeof names === "number" ? Array.from({ length: names }, (_, index) => `p${String(index).padStart(2, "0")}`) : names;
  const mails = all.map((name) => testMail({ key: name, to: { name, address: `${name}@liceo.example` } }));
  await enqueueMails(ctxOf(null, database.db), mails);
}

/** A worker whose clock the test moves. */
function clockwork(database: Database, smtpUrl: string | undefined, options: WorkerOptions & { demo?: boolean } = {}) {
  const clock = { now: START };
  const worker = makeWorker(envFor(smtpUrl, options.demo), database, { now: () => clock.now, random: () => 0.5, limits: quick, schedule: [], ...options });
  return {
    clock,
    worker,
    /** Moves the clock to whatever is next, turn by turn, until every mail has ended. */
    async runToTheEnd(): Promise<void> {
      for (let turns = 0; turns < 2_000; turns++) {
        while (await worker.runOnce());
        const next = await database.db
          .selectFrom("outbox")
          .select((eb) => eb.fn.min("next_attempt_at").as("at"))
          .where("status", "in", ["queued", "sending"])
          .executeTakeFirst();
        if (!next?.at) return;
        clock.now = Math.max(Date.parse(next.at), clock.now + 31_000);
      }
      throw new Error("the queue does not end");
    },
    [Symbol.asyncDispose]: () => worker.close(0),
  };
}

const messageIdIn = (bytes: string) => /^Message-ID:\s+(<[^>]+>)/m.exec(bytes)?.[1];

describe("whatever the server does, each mail ends rightly, with one Message-ID and the same bytes in every copy", () => {
  const refuseTwice =
    (how: Manner) =>
    (attempt: number): Manner =>
      attempt < 2 ? how : "ok";
  const manners: Record<string, { how: (attempt: number) => Manner; ends: "sent" | "failed"; copies: number }> = {
    fine: { how: () => "ok", ends: "sent", copies: 1 },
    busy421: { how: refuseTwice({ rcpt: 421 }), ends: "sent", copies: 1 },
    grey450: { how: refuseTwice({ rcpt: 450 }), ends: "sent", copies: 1 },
    full452: { how: refuseTwice({ data: 452 }), ends: "sent", copies: 3 },
    dropped: { how: refuseTwice("drop"), ends: "sent", copies: 3 },
    silent: { how: refuseTwice("silent"), ends: "sent", copies: 3 },
    auth530: { how: refuseTwice({ rcpt: 530 }), ends: "sent", copies: 1 },
    nobody550: { how: () => ({ rcpt: 550 }), ends: "failed", copies: 0 },
    spam554: { how: () => ({ data: 554 }), ends: "failed", copies: 1 },
    for450ever: { how: () => ({ rcpt: 450 }), ends: "failed", copies: 0 },
  };

  test("421, 450, 452, 530, 550, 554, silence, and the connection dropped after the final dot", async () => {
    await using database = await testDb();
    await using smtp = await testSmtp((to, attempt) => manners[to.split("@")[0] ?? ""]?.how(attempt) ?? "ok");
    await queue(database, Object.keys(manners));
    await using machine = clockwork(database, smtp.url);
    await machine.runToTheEnd();

    for (const row of await rowsOf(database)) {
      const expected = manners[row.to_name];
      const copies = smtp.received.filter((each) => each.to === row.to_email);
      expect([row.to_name, row.status, copies.length]).toEqual([row.to_name, expected?.ends, expected?.copies]);
      for (const copy of copies) {
        expect(copy.bytes).toBe(row.raw);
        expect(messageIdIn(copy.bytes)).toBe(row.message_id);
        expect(copy.from).toBe(TEST_DEPLOYMENT.mailFrom.address);
      }
    }
    const ids = new Set(smtp.received.map((each) => `${each.to} ${messageIdIn(each.bytes)}`));
    expect(ids.size).toBe(new Set(smtp.received.map((each) => each.to)).size);
  });

  test("the server's words are kept for whoever sent it", async () => {
    await using database = await testDb();
    await using smtp = await testSmtp(() => ({ rcpt: 550 }));
    await queue(database, 1);
    await using machine = clockwork(database, smtp.url);
    await machine.worker.runOnce();
    expect(await rowsOf(database)).toMatchObject([{ status: "failed", last_error: "550 refused by the test", attempts: 1, finished_at: CAST_NOW }]);
  });
});

describe("a server that is not there", () => {
  test("is tried for 48 hours at least, then the mail fails", async () => {
    await using database = await testDb();
    await queue(database, 1);
    await using machine = clockwork(database, await closedSmtpUrl());
    await machine.runToTheEnd();
    const [row] = await rowsOf(database);
    expect(row).toMatchObject({ status: "failed", finished_at: new Date(machine.clock.now).toISOString() });
    expect(row?.attempts).toBeGreaterThan(15);
    expect(machine.clock.now - START).toBeGreaterThanOrEqual(PATIENCE_MS);
    expect(machine.clock.now - START).toBeLessThan(PATIENCE_MS + DAY / 4);
  });

  test("lets the rest of the queue rest, and all go out when it is back", async () => {
    await using database = await testDb();
    await queue(database, 30);
    await using machine = clockwork(database, await closedSmtpUrl());
    expect(await machine.worker.runOnce()).toBe(false);
    expect((await rowsOf(database)).filter((row) => row.attempts > 0)).toHaveLength(10);
    await machine.worker.close(0);

    await using smtp = await testSmtp();
    await using later = clockwork(database, smtp.url);
    later.clock.now = START + 3_600_000;
    await later.runToTheEnd();
    expect((await rowsOf(database)).every((row) => row.status === "sent")).toBe(true);
    expect(smtp.received).toHaveLength(30);
    expect(smtp.connections()).toBeLessThanOrEqual(5);
  });

  test("that takes the connection and never greets does not hold the worker", async () => {
    await using database = await testDb();
    await using smtp = await testSmtp(() => "ok", { greet: false });
    await queue(database, 2);
    await using machine = clockwork(database, smtp.url, { limits: { ...quick, greetingMs: 300 } });
    expect(await machine.worker.runOnce()).toBe(false);
    expect((await rowsOf(database)).map((row) => [row.status, row.attempts])).toEqual([
      ["queued", 1],
      ["queued", 1],
    ]);
  });

  test("is not needed in the demo, nor where none is named: nothing is claimed", async () => {
    await using database = await testDb();
    await queue(database, 1);
    for (const machine of [clockwork(database, "smtp://127.0.0.1:9", { demo: true }), clockwork(database, undefined)]) {
      expect(await machine.worker.runOnce()).toBe(false);
      await machine.worker.close(0);
    }
    expect(await rowsOf(database)).toMatchObject([{ status: "queued", attempts: 0 }]);
  });
});

describe("several workers", () => {
  test("two with one queue send each mail once", async () => {
    await using database = await testDb();
    await using smtp = await testSmtp();
    await queue(database, 60);
    const machines = [clockwork(database, smtp.url), clockwork(database, smtp.url)];
    await Promise.all(
      machines.map(async ({ worker }) => {
        while (await worker.runOnce());
      }),
    );
    for (const machine of machines) await machine.worker.close(0);
    expect(smtp.received).toHaveLength(60);
    expect(new Set(smtp.received.map((each) => each.to)).size).toBe(60);
    expect((await rowsOf(database)).every((row) => row.status === "sent" && row.attempts === 1)).toBe(true);
  });

  test("what a killed worker held goes out when its lease ends, and not before", async () => {
    await using database = await testDb();
    await using smtp = await testSmtp();
    await queue(database, 1);
    const until = new Date(START + LEASE_MS).toISOString();
    await database.db.updateTable("outbox").set({ status: "sending", claimed_by: "killed", claimed_until: until, next_attempt_at: until }).execute();
    const raw = (await rowsOf(database))[0]?.raw;
    await using machine = clockwork(database, smtp.url);
    await machine.worker.runOnce();
    expect(smtp.received).toEqual([]);
    machine.clock.now = START + LEASE_MS;
    await machine.worker.runOnce();
    expect(smtp.received.map((each) => each.bytes)).toEqual([raw]);
    expect(await rowsOf(database)).toMatchObject([{ status: "sent" }]);
  });
});

describe("stopping", () => {
  test("in the middle of a batch gives back what was not begun and loses nothing", async () => {
    await using database = await testDb();
    await using smtp = await testSmtp(() => "silent");
    await queue(database, 10);
    const machine = clockwork(database, smtp.url, { limits: { ...quick, silenceMs: 60_000, mailMs: 60_000 } });
    const turn = machine.worker.runOnce();
    await expect.poll(() => smtp.received.length, PATIENT).toBe(5);
    const began = performance.now();
    await machine.worker.close(100);
    expect(performance.now() - began).toBeLessThan(1_900);
    await turn;
    const rows = await rowsOf(database);
    expect(rows.map((row) => row.status)).toEqual(Array(10).fill("queued"));
    expect(rows.map((row) => row.attempts).sort()).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
  });

  test("a started worker sends when woken, and ends at once when idle", async () => {
    await using database = await testDb();
    await using smtp = await testSmtp();
    const worker = startWorker({ env: envFor(smtp.url), database }, { pollMs: 60_000, schedule: [], now: () => START });
    await queue(database, 3);
    worker.wake();
    await expect.poll(() => smtp.received.length, PATIENT).toBe(3);
    await expect.poll(async () => (await rowsOf(database)).every((row) => row.status === "sent"), PATIENT).toBe(true);
    const began = performance.now();
    await worker.stop();
    expect(performance.now() - began).toBeLessThan(1_900);
  });
});

describe("the schedule", () => {
  test("a job runs at its own pace, at once again while it has more to do, and one that fails stops no other", async () => {
    await using database = await testDb();
    const ran: string[] = [];
    const job = (name: string, everyMs: number, run: () => boolean): Job => ({
      name,
      everyMs,
      run: async () => {
        ran.push(name);
        return run();
      },
    });
    let left = 2;
    const schedule = [
      job("broken", 0, () => {
        throw new Error("broken");
      }),
      job("long", 3_600_000, () => --left > 0),
      job("each turn", 0, () => false),
    ];
    const machine = clockwork(database, undefined, { schedule });
    expect(await machine.worker.runOnce()).toBe(true);
    expect(await machine.worker.runOnce()).toBe(false);
    await machine.worker.runOnce();
    expect(ran).toEqual(["broken", "long", "each turn", "broken", "long", "each turn", "broken", "each turn"]);
    machine.clock.now += 3_600_000;
    await machine.worker.runOnce();
    expect(ran.filter((name) => name === "long")).toHaveLength(3);
  });

  test("the log tells numbers, never addresses or subjects", async () => {
    await using database = await testDb();
    await using smtp = await testSmtp((to) => (to.startsWith("bad") ? { rcpt: 550 } : "ok"));
    await queue(database, ["good", "bad"]);
    const lines: string[] = [];
    await using machine = clockwork(database, smtp.url, { log: pino({ level: "trace" }, { write: (line: string) => void lines.push(line) }) });
    await machine.worker.runOnce();
    expect(JSON.parse(lines[0] ?? "{}")).toMatchObject({ sent: 1, delayed: 0, failed: 1 });
    expect(lines.join("")).not.toMatch(/@|Invitación/);
  });
});
