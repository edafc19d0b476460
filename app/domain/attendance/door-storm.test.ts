import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { guests, publishedMeeting, stage } from "#app/domain/events/meetings.testing.ts";
import { testSite } from "#db/testing-site.ts";
import { listCame } from "./attendance.repo.server.ts";

function phone(orders: object) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "door-storm.testing.ts"), JSON.stringify(orders)], { stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  let errors = "";
  child.stderr.on("data", (data) => {
    errors += data;
  });
  const ready = new Promise<void>((resolve) => {
    child.stdout.on("data", (data) => {
      said += data;
      if (said.startsWith("ready")) resolve();
    });
  });
  const over = once(child, "close").then(([code]) => ({ code, errors, states: said.trim().split("\n").slice(1) }));
  return { ready, over, go: () => child.stdin.write("go\n") };
}

test("the same 60 people noted by two processes at once: 60 rows, each noted once", async () => {
  await using t = await testSite();
  const s = await stage(t.db);
  const event = await publishedMeeting(s.camila, s.cast, {}, { pasted: guests(60) });
  const rows = await t.db.selectFrom("invitations").select("id").where("event_id", "=", event).execute();
  const orders = { url: t.url, schema: t.schema, event, actor: s.cast.people.coordinatorA, ids: rows.map((row) => row.id), now: "2026-12-05T22:00:00.000Z" };
  const phones = [phone(orders), phone({ ...orders, ids: [...orders.ids].reverse() })];
  await Promise.all(phones.map((each) => each.ready));
  for (const each of phones) each.go();
  const over = await Promise.all(phones.map((each) => each.over));
  expect(over.map(({ code, errors }) => ({ code, errors }))).toEqual([0, 0].map((code) => ({ code, errors: "" })));
  const states = over.flatMap((each) => each.states);
  expect([states.filter((state) => state === "done").length, states.filter((state) => state === "again").length]).toEqual([60, 60]);
  const came = await listCame(t.db, event);
  expect([came.length, new Set(came.map((row) => row.invitation_id)).size]).toEqual([60, 60]);
}, 60_000);
