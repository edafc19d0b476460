/** Many people answer at once, over four processes on one database; and processes die while they do. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { sql } from "kysely";
import { openMigrated } from "#app/config/open-database.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import type { Database } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { startTestPostgres } from "#db/testing-postgres.ts";
import { saidReady } from "./fixtures.ts";

const SECRET = "a secret shared by the processes";

interface Process {
  url: string;
  child: ChildProcess;
}

async function start(databaseUrl: string): Promise<Process> {
  const child = spawn(process.execPath, ["e2e/serve-shared.ts", databaseUrl, "0"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, LOG_LEVEL: "warn", NODE_ENV: "production" },
  });
  return { url: await saidReady(child), child };
}

/** A meeting of `capacity` places with `guests` invitations. Returns the tokens. */
async function meeting({ db }: Database, capacity: number, guests: number): Promise<{ id: string; tokens: string[] }> {
  const now = new Date().toISOString();
  const later = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const id = newId();
  await db
    .insertInto("events")
    .values({
      id,
      title: "Visita con cupo",
      kind: "visit",
      status: "published",
      visibility: "public",
      zone: "America/Santiago",
      starts_local: later(48).slice(0, 16),
      ends_local: later(50).slice(0, 16),
      starts_at: later(48),
      ends_at: later(50),
      host_establishment_id: null,
      address: "Plaza",
      comuna_code: null,
      region_code: null,
      online_url: null,
      description_md: "",
      description_html: "",
      capacity,
      published_at: now,
      cancelled_at: null,
      calendar_at: now,
      experiences_count: null,
      external_guests_count: null,
      created_by: null,
      created_at: now,
      updated_at: now,
      search_text: "visita",
    })
    .execute();
  const rows = Array.from({ length: guests }, (_, n) => ({
    id: newId(),
    event_id: id,
    person_id: null,
    email: `g${n}@x.example`,
    name: `Persona ${n}`,
    establishment_id: null,
    invited_at: now,
  }));
  await db
    .insertInto("invitations")
    .values(rows as never)
    .execute();
  return { id, tokens: rows.map((row) => mintToken(SECRET, "answer", row.id)) };
}

async function answerYes(base: string, token: string): Promise<number> {
  const response = await fetch(`${base}/i/${token}`, { method: "POST", body: new URLSearchParams({ answer: "yes" }), redirect: "manual" });
  await response.arrayBuffer();
  return response.status;
}

async function seats(database: Database, id: string) {
  const rows = await database.db.selectFrom("invitations").select(["seat", "answer"]).where("event_id", "=", id).execute();
  const { seats_taken } = await database.db.selectFrom("events").select("seats_taken").where("id", "=", id).executeTakeFirstOrThrow();
  const count = (seat: string | null) => rows.filter((row) => row.seat === seat).length;
  return { held: count("held"), waiting: count("waiting"), answered: rows.filter((row) => row.answer === "yes").length, seats_taken };
}

async function storm(databaseUrl: string): Promise<void> {
  const database = await openMigrated(databaseUrl);
  const { id, tokens } = await meeting(database, 50, 200);
  const processes = await Promise.all([1, 2, 3, 4].map(() => start(databaseUrl)));
  try {
    const statuses = await Promise.all(tokens.map((token, n) => answerYes(processes[n % 4]?.url ?? "", token)));
    expect(statuses.filter((status) => status >= 400)).toEqual([]);
    expect(await seats(database, id)).toEqual({ held: 50, waiting: 150, answered: 200, seats_taken: 50 });
  } finally {
    for (const { child } of processes) child.kill("SIGKILL");
    await database.close();
  }
}

test.describe.configure({ mode: "serial" });

test("200 answers at once on 50 places over 4 processes (SQLite): 50 held, 150 waiting", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nodos-storm-"));
  await storm(`sqlite:${folder}/nodos.db`);
  rmSync(folder, { recursive: true, force: true });
});

test("200 answers at once on 50 places over 4 processes (PostgreSQL): 50 held, 150 waiting", async () => {
  const postgres = await startTestPostgres();
  test.skip(!postgres.ok, postgres.ok ? "" : postgres.reason);
  if (!postgres.ok) return;
  try {
    await storm(postgres.url);
  } finally {
    await postgres.stop();
  }
});

test("processes killed while people answer: nothing acknowledged is lost, nothing doubled, the file is whole", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nodos-kill-"));
  const url = `sqlite:${folder}/nodos.db`;
  const database = await openMigrated(url);
  const { id, tokens } = await meeting(database, 60, 240);
  const acknowledged: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    const processes = await Promise.all([start(url), start(url)]);
    const own = tokens.slice(round * 60, round * 60 + 60);
    let done = 0;
    const deathAt = 10 + round * 11;
    await Promise.all(
      own.map(async (token, n) => {
        const target = processes[n % 2];
        const status = await answerYes(target?.url ?? "", token).catch(() => 0);
        if (status === 303 || status === 302 || status === 200) acknowledged.push(token);
        done += 1;
        if (done === deathAt) for (const { child } of processes) child.kill("SIGKILL");
      }),
    );
    for (const { child } of processes) child.kill("SIGKILL");
  }
  expect(acknowledged.length).toBeGreaterThan(20);
  const { rows: check } = await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(database.db);
  expect(check).toEqual([{ integrity_check: "ok" }]);
  const answered = await database.db.selectFrom("invitations").select(["id", "email"]).where("event_id", "=", id).where("answer", "=", "yes").execute();
  const kept = new Set(answered.map((row) => mintToken(SECRET, "answer", row.id)));
  expect(acknowledged.filter((token) => !kept.has(token))).toEqual([]);
  const found = await seats(database, id);
  expect(found.seats_taken).toBe(found.held);
  expect(found.held).toBe(Math.min(60, found.answered));
  expect(found.held + found.waiting).toBe(found.answered);
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});
