import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { guests, mailsOf, publishedMeeting, stage } from "#app/domain/events/meetings.testing.ts";
import { datesOf, publishedSeries } from "#app/domain/series/series.testing.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import type { Database } from "#db/create.ts";
import { testDb } from "#db/testing.ts";
import { ctxOf, TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { testSite } from "#db/testing-site.ts";
import { answerByToken } from "./answer.server.ts";

const PEOPLE = 200;
const SEATS = 50;
const POSTGRES = process.env.TEST_DB === "postgres";

async function fullHouse(db: Database["db"], capacity = SEATS) {
  const s = await stage(db);
  const id = await publishedMeeting(s.camila, s.cast, { capacity }, { pasted: guests(PEOPLE) });
  const rows = await db.selectFrom("invitations").select("id").where("event_id", "=", id).orderBy("id").execute();
  return { id, ids: rows.map((row) => row.id), now: s.camila.now };
}

async function tally(db: Database["db"], id: string) {
  const { seats_taken } = await db.selectFrom("events").select("seats_taken").where("id", "=", id).executeTakeFirstOrThrow();
  const rows = await db.selectFrom("invitations").select(["id", "answer", "seat"]).where("event_id", "=", id).execute();
  const count = (seat: string) => rows.filter((row) => row.seat === seat).length;
  return { seats_taken, held: count("held"), waiting: count("waiting"), byId: new Map(rows.map((row) => [row.id, row])) };
}

class Worker {
  readonly said = new Map<string, string>();
  readonly process: ChildProcess;
  readonly ready: Promise<void>;
  readonly over: Promise<{ code: number | null; errors: string }>;

  constructor(orders: { url: string; schema: string | undefined; ids: string[]; now: string; series?: boolean }, onAnswer: () => void = () => undefined) {
    const script = join(import.meta.dirname, "answer-storm.testing.ts");
    this.process = spawn(process.execPath, [script, JSON.stringify(orders)], { stdio: ["pipe", "pipe", "pipe"] });
    let errors = "";
    let rest = "";
    let begin = () => {};
    this.ready = new Promise((resolve) => {
      begin = resolve;
    });
    this.process.stderr?.on("data", (data) => {
      errors += data;
    });
    this.process.stdout?.on("data", (data) => {
      const lines = (rest + data).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const [id = "", seat = ""] = line.split(" ");
        if (id === "ready") begin();
        else {
          this.said.set(id, seat);
          onAnswer();
        }
      }
    });
    this.process.stdin?.on("error", () => undefined);
    this.over = new Promise((resolve) => this.process.on("close", (code) => resolve({ code, errors })));
  }

  go(): void {
    this.process.stdin?.write("go\n");
  }
}

/** All at once, in this process. */
function answerAll(db: Database["db"], ids: string[]) {
  return Promise.all(ids.map((id) => answerByToken(ctxOf(null, db), mintToken(TEST_DEPLOYMENT.secret, "answer", id), { answer: "yes" })));
}

const quarters = (ids: string[]): string[][] => [0, 1, 2, 3].map((n) => ids.filter((_, index) => index % 4 === n));

test("200 answers at once in one process on 50 seats: 50 held, 150 waiting", async () => {
  await using t = await testDb();
  const { id, ids } = await fullHouse(t.db);
  const results = await answerAll(t.db, ids);
  expect(results.filter((result) => result.seat === "held")).toHaveLength(SEATS);
  expect(await tally(t.db, id)).toMatchObject({ seats_taken: SEATS, held: SEATS, waiting: PEOPLE - SEATS });
}, 60_000);

test("200 answers at once over 4 processes on 50 seats: 50 held, 150 waiting, no error", async () => {
  await using t = await testSite();
  const { id, ids, now } = await fullHouse(t.db);
  const workers = quarters(ids).map((some) => new Worker({ url: t.url, schema: t.schema, ids: some, now }));
  await Promise.all(workers.map((worker) => worker.ready));
  for (const worker of workers) worker.go();
  expect(await Promise.all(workers.map((worker) => worker.over))).toEqual(workers.map(() => ({ code: 0, errors: "" })));
  const { byId, ...counts } = await tally(t.db, id);
  expect(counts).toEqual({ seats_taken: SEATS, held: SEATS, waiting: PEOPLE - SEATS });
  for (const worker of workers) for (const [invitation, seat] of worker.said) expect(byId.get(invitation)?.seat).toBe(seat);
}, 120_000);

test("40 people answer for all dates of a series at once, from whichever date, over 4 processes: no ring of locks, both pools right on each", async () => {
  await using t = await testSite();
  const s = await stage(t.db);
  const ways = { online_url: "https://meet.example/x", capacity: 10, online_capacity: 15 };
  const id = await publishedSeries(s.camila, s.cast, { pasted: guests(40) }, ways);
  const dates = await datesOf(t.db, id);
  const rows = await t.db.selectFrom("invitations").select(["id", "event_id", "email"]).orderBy("email").execute();
  // Each begins with the row of another date.
  const emails = [...new Set(rows.map((row) => row.email))];
  const ids = emails.map((email, n) => rows.find((row) => row.email === email && row.event_id === dates[n % dates.length]?.id)?.id ?? "");
  const workers = quarters(ids).map((some) => new Worker({ url: t.url, schema: t.schema, ids: some, now: s.camila.now, series: true }));
  await Promise.all(workers.map((worker) => worker.ready));
  for (const worker of workers) worker.go();
  expect(await Promise.all(workers.map((worker) => worker.over))).toEqual(workers.map(() => ({ code: 0, errors: "" })));
  for (const date of await datesOf(t.db, id)) {
    expect([date.seats_taken, date.online_taken]).toEqual([10, 15]);
    expect(await tally(t.db, date.id)).toMatchObject({ held: 25, waiting: 15 });
  }
}, 120_000);

test.each([5, 60])(
  "killed without warning after %i answers: none acknowledged is lost, none doubled, the database is whole",
  async (after) => {
    await using t = await testSite();
    const { id, ids, now } = await fullHouse(t.db, 1_000);
    let answered = 0;
    const workers: Worker[] = [];
    const onAnswer = () => {
      answered += 1;
      if (answered === after) for (const worker of workers) worker.process.kill("SIGKILL");
    };
    for (const some of quarters(ids)) workers.push(new Worker({ url: t.url, schema: t.schema, ids: some, now }, onAnswer));
    await Promise.all(workers.map((worker) => worker.ready));
    for (const worker of workers) worker.go();
    await Promise.all(workers.map((worker) => worker.over));
    const said = new Map(workers.flatMap((worker) => [...worker.said]));
    const { byId, seats_taken, held } = await tally(t.db, id);
    for (const [invitation, seat] of said) expect(byId.get(invitation)).toMatchObject({ answer: "yes", seat });
    expect(said.size).toBeGreaterThanOrEqual(after);
    expect(seats_taken).toBe(held);
    if (!POSTGRES) expect((await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(t.db)).rows).toEqual([{ integrity_check: "ok" }]);
    // Whoever was not heard says it again.
    await answerAll(t.db, ids);
    expect(await tally(t.db, id)).toMatchObject({ seats_taken: PEOPLE, held: PEOPLE });
    expect(await mailsOf(t.db, id, "promotion")).toEqual([]);
  },
  120_000,
);
