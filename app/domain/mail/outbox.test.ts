import { describe, expect, test } from "vitest";
import { inTransaction } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { mailsOf, publishedMeeting, stage } from "#app/domain/events/meetings.testing.ts";
import { postponeEvent } from "#app/domain/events/scheduling.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, castOf, ctxOf, TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { testMail } from "./mail.testing.ts";
import { mailBytes, messageIdOf } from "./mime.server.ts";
import { claimDue, dropMailBodies, markDelayed, markFailed, markSent, oldestUnsent, releaseClaims } from "./outbox.repo.server.ts";
import { enqueueMail, enqueueMails, resendMail } from "./outbox.server.ts";

const rowsOf = (db: Db) => db.selectFrom("outbox").selectAll().orderBy("id").execute();
const stop = (db: Db, email: string, scope: string) => db.insertInto("mail_stops").values({ email, scope, created_at: CAST_NOW }).execute();
const LATER = "2026-11-21T15:10:00.000Z";

describe("queueing", () => {
  test("fixes the bytes and the Message-ID", async () => {
    await using database = await testDb();
    await enqueueMail(ctxOf(null, database.db), testMail());
    const [row] = await rowsOf(database.db);
    expect(row).toMatchObject({
      message_id: messageIdOf(TEST_DEPLOYMENT, "invitation:one"),
      status: "queued",
      to_email: "ana@liceo.example",
      raw: mailBytes(TEST_DEPLOYMENT, CAST_NOW, testMail()),
      next_attempt_at: CAST_NOW,
      attempts: 0,
    });
  });

  test("the same key is queued once, in one call or in several", async () => {
    await using database = await testDb();
    const ctx = ctxOf(null, database.db);
    await enqueueMails(ctx, [testMail(), testMail()]);
    await enqueueMail({ ...ctx, now: LATER }, testMail());
    expect((await rowsOf(database.db)).map((row) => row.created_at)).toEqual([CAST_NOW]);
  });

  test("is undone with the change it announces", async () => {
    await using database = await testDb();
    const work = inTransaction(ctxOf(null, database.db), async (tx) => {
      await enqueueMail(tx, testMail());
      throw new Error("the change could not be saved");
    });
    await expect(work).rejects.toThrow("the change could not be saved");
    expect(await rowsOf(database.db)).toEqual([]);
  });

  test("a bad address refuses the whole batch", async () => {
    await using database = await testDb();
    const mails = [testMail(), testMail({ key: "two", to: { name: "x", address: "a@b.cl,c@d.cl" } })];
    await expect(enqueueMails(ctxOf(null, database.db), mails)).rejects.toBeInstanceOf(DomainError);
    expect(await rowsOf(database.db)).toEqual([]);
  });

  test("wakes the worker, and catches everything in the demo", async () => {
    await using database = await testDb();
    let woken = 0;
    const ctx = { ...ctxOf(null, database.db), deployment: { ...TEST_DEPLOYMENT, demo: true }, wake: () => void woken++ };
    await enqueueMail(ctx, testMail());
    expect(woken).toBe(1);
    expect(await rowsOf(database.db)).toMatchObject([{ status: "caught", finished_at: CAST_NOW }]);
    expect(await claimDue(database.db, { worker: "w", now: LATER, until: LATER, limit: 10 })).toEqual([]);
  });

  test("writes 2,000 mails in one transaction", async () => {
    await using database = await testDb();
    const mails = Array.from({ length: 2_000 }, (_, index) => testMail({ key: `k${index}`, to: { name: "Ana", address: `p${index}@liceo.example` } }));
    await inTransaction(ctxOf(null, database.db), (tx) => enqueueMails(tx, mails));
    const { count } = await database.db
      .selectFrom("outbox")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    expect(count).toBe(2_000);
  });
});

describe("those who asked not to be written to", () => {
  test("a stop of all holds everything but mail about the own account", async () => {
    await using database = await testDb();
    await stop(database.db, "ana@liceo.example", "all");
    const kinds = ["invitation", "update", "cancellation", "reminder", "promotion", "membership", "account"] as const;
    await enqueueMails(
      ctxOf(null, database.db),
      kinds.map((kind) => testMail({ kind, key: kind })),
    );
    expect((await rowsOf(database.db)).map((row) => row.kind)).toEqual(["account"]);
  });

  test("a stop of reminders holds reminders only", async () => {
    await using database = await testDb();
    await stop(database.db, "ana@liceo.example", "reminders");
    await enqueueMails(ctxOf(null, database.db), [testMail({ kind: "reminder", key: "r" }), testMail({ kind: "update", key: "u" })]);
    expect((await rowsOf(database.db)).map((row) => row.kind)).toEqual(["update"]);
  });

  test("a suspended person gets nothing at all", async () => {
    await using database = await testDb();
    const cast = await castOf(database.db);
    await database.db.updateTable("people").set({ suspended_at: CAST_NOW }).where("id", "=", cast.ids.teacher).execute();
    const to = { name: "Teresa", address: cast.people.teacher.email };
    await enqueueMails(cast.ctxOf(null), [testMail({ to, kind: "account", key: "a" }), testMail({ to, key: "i" }), testMail({ key: "other" })]);
    expect((await rowsOf(database.db)).map((row) => row.to_email)).toEqual(["ana@liceo.example"]);
  });
});

describe("claiming", () => {
  const claim = (worker: string, now = LATER, limit = 10) => ({ worker, now, until: new Date(Date.parse(now) + 360_000).toISOString(), limit });

  async function queued(db: Db, count: number): Promise<void> {
    await enqueueMails(
      ctxOf(null, db),
      Array.from({ length: count }, (_, index) => testMail({ key: `k${index}`, to: { name: "", address: `p${index}@liceo.example` } })),
    );
  }

  test("two workers at once never get the same mail", async () => {
    await using database = await testDb();
    await queued(database.db, 40);
    const claims = await Promise.all(["a", "b", "c", "d"].map((worker) => claimDue(database.db, claim(worker, LATER, 15))));
    const ids = claims.flat().map((mail) => mail.id);
    expect(new Set(ids).size).toBe(ids.length);
    const rest = await claimDue(database.db, claim("e", LATER, 40));
    expect(ids.length + rest.length).toBe(40);
  });

  test("a lease that ran out is claimed again, with the same bytes; the late worker's word no longer counts", async () => {
    await using database = await testDb();
    await queued(database.db, 1);
    const [first] = await claimDue(database.db, claim("dead"));
    expect(await claimDue(database.db, claim("early", "2026-11-21T15:15:59.999Z"))).toEqual([]);
    const [second] = await claimDue(database.db, claim("heir", "2026-11-21T15:16:00.000Z"));
    expect(second).toEqual(first);
    await markFailed(database.db, { id: first?.id ?? "", worker: "dead", now: LATER, error: "late" });
    expect(await rowsOf(database.db)).toMatchObject([{ status: "sending", claimed_by: "heir", last_error: null }]);
    await markSent(database.db, { id: first?.id ?? "", worker: "heir", now: LATER });
    expect(await rowsOf(database.db)).toMatchObject([{ status: "sent", claimed_by: null, attempts: 1, finished_at: LATER }]);
  });

  test("an update waits until the invitation it corrects has left", async () => {
    await using database = await testDb();
    const { db } = database;
    const { camila, cast } = await stage(db);
    const id = await publishedMeeting(camila, cast, {}, { pasted: "g1@guest.example" });
    await postponeEvent(camila, id, { date: "2026-12-12", start_time: "18:30", end_date: null, end_time: "20:00", zone: "America/Santiago", message: "" });
    const [invitation, update] = await mailsOf(db, id);
    // The guest's server said "later": the invitation is due after the update.
    await db
      .updateTable("outbox")
      .set({ next_attempt_at: LATER })
      .where("id", "=", invitation?.id ?? "")
      .execute();
    expect(await claimDue(db, claim("a", CAST_NOW, 10))).toEqual([]);
    const first = await claimDue(db, claim("a", LATER, 10));
    expect(first.map((mail) => mail.id)).toEqual([invitation?.id]);
    await markSent(db, { id: invitation?.id ?? "", worker: "a", now: LATER });
    expect((await claimDue(db, claim("a", LATER, 10))).map((mail) => mail.id)).toEqual([update?.id]);
  });

  test("what was not begun goes back as if it had never been taken", async () => {
    await using database = await testDb();
    await queued(database.db, 2);
    const claimed = await claimDue(database.db, claim("w"));
    await releaseClaims(database.db, "w", [claimed[0]?.id ?? ""], LATER);
    expect((await rowsOf(database.db)).map((row) => row.status).sort()).toEqual(["queued", "sending"]);
    expect(await claimDue(database.db, claim("x"))).toEqual([{ ...claimed[0] }]);
  });

  test("a sign-in link goes ahead of the invitations that were queued before it", async () => {
    await using database = await testDb();
    await queued(database.db, 5);
    await enqueueMail(ctxOf(null, database.db, { now: LATER }), testMail({ kind: "account", key: "link" }));
    const [first] = await claimDue(database.db, claim("w", LATER, 1));
    expect(first?.to_email).toBe("ana@liceo.example");
  });

  test("a delayed mail is due at its hour, not before", async () => {
    await using database = await testDb();
    await queued(database.db, 1);
    const [mail] = await claimDue(database.db, claim("w"));
    await markDelayed(database.db, { id: mail?.id ?? "", worker: "w", next: "2026-11-21T16:00:00.000Z", error: "450 later" });
    expect(await claimDue(database.db, claim("w", "2026-11-21T15:59:59.000Z"))).toEqual([]);
    expect(await claimDue(database.db, claim("w", "2026-11-21T16:00:00.000Z"))).toHaveLength(1);
  });
});

describe("looking after the queue", () => {
  async function failedMail(db: Db): Promise<string> {
    await enqueueMail(ctxOf(null, db), testMail());
    const [mail] = await claimDue(db, { worker: "w", now: LATER, until: LATER, limit: 1 });
    await markFailed(db, { id: mail?.id ?? "", worker: "w", now: LATER, error: "550 5.1.1 No such user" });
    return mail?.id ?? "";
  }

  test("a failed mail is queued again with the same bytes, however often it is asked", async () => {
    await using database = await testDb();
    const cast = await castOf(database.db);
    const id = await failedMail(database.db);
    const [before] = await rowsOf(database.db);
    await resendMail(cast.ctxOf(cast.people.admin), id);
    await resendMail(cast.ctxOf(cast.people.admin), id);
    const [after] = await rowsOf(database.db);
    expect(after).toMatchObject({ status: "queued", attempts: 0, raw: before?.raw, message_id: before?.message_id });
    await expect(resendMail(cast.ctxOf(cast.people.admin), newId())).rejects.toMatchObject({ code: "not_found" });
  });

  test("a mail that has left is not sent again", async () => {
    await using database = await testDb();
    await enqueueMail(ctxOf(null, database.db), testMail());
    const [mail] = await claimDue(database.db, { worker: "w", now: LATER, until: LATER, limit: 1 });
    await markSent(database.db, { id: mail?.id ?? "", worker: "w", now: LATER });
    const cast = await castOf(database.db);
    await resendMail(cast.ctxOf(cast.people.admin), mail?.id ?? "");
    expect(await rowsOf(database.db)).toMatchObject([{ status: "sent" }]);
  });

  test("a sign-in link does not stay in the queue once it has left", async () => {
    await using database = await testDb();
    await enqueueMails(ctxOf(null, database.db), [testMail({ kind: "account", key: "link" }), testMail({ key: "invitation" })]);
    for (const { id } of await claimDue(database.db, { worker: "w", now: LATER, until: LATER, limit: 2 })) await markSent(database.db, { id, worker: "w", now: LATER });
    expect((await rowsOf(database.db)).map((row) => [row.kind, row.status, row.raw === null])).toEqual([
      ["account", "sent", true],
      ["invitation", "sent", false],
    ]);
  });

  test("the oldest unsent counts what waits and what is being sent, not what has ended", async () => {
    await using database = await testDb();
    expect(await oldestUnsent(database.db)).toBeNull();
    await failedMail(database.db);
    expect(await oldestUnsent(database.db)).toBeNull();
    await enqueueMail(ctxOf(null, database.db, { now: LATER }), testMail({ key: "two" }));
    expect(await oldestUnsent(database.db)).toBe(LATER);
  });

  test("bytes are let go of a month after the mail ended, never before it ended", async () => {
    await using database = await testDb();
    await failedMail(database.db);
    await enqueueMail(ctxOf(null, database.db), testMail({ key: "waiting" }));
    expect(await dropMailBodies(database.db, LATER, 10)).toBe(0);
    expect(await dropMailBodies(database.db, "2026-12-21T15:10:00.001Z", 10)).toBe(1);
    expect((await rowsOf(database.db)).map((row) => [row.status, row.raw === null])).toEqual([
      ["failed", true],
      ["queued", false],
    ]);
  });
});
