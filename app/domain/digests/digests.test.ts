import { describe, expect, test } from "vitest";
import { publishedMeeting } from "#app/domain/events/meetings.testing.ts";
import { readMail } from "#app/domain/mail/read-mail.server.ts";
import { readThreadAddress } from "#app/domain/replies/reply-address.ts";
import { withdrawResource } from "#app/domain/resources/keeping.server.ts";
import { publishDraft } from "#app/domain/resources/publishing.server.ts";
import { decideReview } from "#app/domain/resources/reviewing.server.ts";
import { followThread, markRead } from "#app/domain/threads/following.server.ts";
import { mailNextPosts } from "#app/domain/threads/post-mails.server.ts";
import { type ThreadStage, threadStage } from "#app/domain/threads/threads.testing.ts";
import type { Db } from "#db/create.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { changePace, readDigestLink } from "./choices.server.ts";
import { sendDigests } from "./digests.server.ts";
import { tokenIn } from "./digests.testing.ts";

/** The Monday after CAST_NOW (a Saturday): three minutes past nine in Santiago. */
const MONDAY = "2026-11-23T12:03:00.000Z";
const NEXT_MONDAY = "2026-11-30T12:03:00.000Z";

/** The stage signs works with the name of somebody of the cast, whose they then are. */
const BY_NOBODY = [{ name: "Equipo del nodo", person_id: null }];

async function post(on: ThreadStage, now = CAST_NOW): Promise<void> {
  while (await mailNextPosts(on.ctxOf(null, now)));
}

/** As the worker does, every minute until nothing is left. */
async function send(on: ThreadStage, now: string): Promise<void> {
  while (await sendDigests(on.ctxOf(null, now)));
}

const digests = (db: Db) => db.selectFrom("outbox").select(["to_email", "subject", "raw"]).where("kind", "=", "digest").orderBy("id").execute();
const receivers = async (db: Db) => (await digests(db)).map((mail) => mail.to_email);
const textTo = async (db: Db, email: string) => (await readMail((await digests(db)).find((mail) => mail.to_email === email)?.raw ?? "")).text;

describe("the digest", () => {
  test("comes on Mondays at nine, once, to who has something new to read: not to who said it, nor to other nodes", async () => {
    await using database = await testDb();
    const on = await threadStage(database.db);
    await on.begun();
    await post(on);
    for (const early of ["2026-11-22T15:00:00.000Z", "2026-11-23T11:59:00.000Z", "2026-11-23T03:00:00.000Z"]) await send(on, early);
    expect(await receivers(database.db)).toEqual([]);
    await send(on, MONDAY);
    await send(on, MONDAY);
    await send(on, "2026-11-23T18:00:00.000Z");
    expect((await digests(database.db)).map(({ to_email, subject }) => [to_email, subject])).toEqual([["camila@cast.example", "Resumen de la semana: ¿Qué multímetros compran?"]]);
    await send(on, NEXT_MONDAY);
    expect(await receivers(database.db)).toHaveLength(1);
  });

  test("tells the same people in the text as in the HTML, with a way to answer each conversation by mail, and one click to stop it", async () => {
    await using database = await testDb();
    const on = await threadStage(database.db);
    const { threadId } = await on.begun({ body: "Nos alcanza para **doce**. <script>alert(1)</script>" });
    await post(on);
    await send(on, MONDAY);
    const { html, text, headers } = await readMail((await digests(database.db))[0]?.raw ?? "");
    for (const form of [html, text]) {
      expect(form).toContain(`https://nodos.example/conversaciones/${threadId}`);
      expect(form).toMatch(/Teresa Soto Araya:/);
      expect(form).toContain("Nos alcanza para doce.");
      expect(form).not.toMatch(/undefined|null|\[object|<script/);
    }
    const address = /Responder por correo: (\S+)/.exec(text)?.[1] ?? "";
    expect(html).toContain(`mailto:${address}?subject=Re%3A%20`);
    const reader = await database.db.selectFrom("thread_readers").selectAll().where("person_id", "=", on.people.coordinatorA.id).executeTakeFirstOrThrow();
    expect(readThreadAddress(TEST_DEPLOYMENT, address)).toBe(reader.id);
    expect(reader).toMatchObject({ thread_id: threadId, follows: null, read_at: null });
    expect(headers.find((header) => header.name.toLowerCase() === "list-unsubscribe")?.value).toBe(`<https://nodos.example/resumen/${tokenIn(text)}>`);
  });

  test("comes daily, or never, to who asked for it so", async () => {
    await using database = await testDb();
    const on = await threadStage(database.db);
    const { db } = database;
    await db.updateTable("people").set({ digest: "daily" }).where("id", "=", on.people.coordinatorA.id).execute();
    await on.begun();
    await post(on);
    await send(on, "2026-11-22T12:03:00.000Z");
    expect((await digests(db)).map((mail) => mail.subject)).toEqual(["Resumen del día: ¿Qué multímetros compran?"]);
    const token = tokenIn(await textTo(db, "camila@cast.example"));
    expect(await readDigestLink(on.ctxOf(null), token)).toEqual({ email: "camila@cast.example", pace: "daily" });
    await changePace(on.ctxOf(null), token, "never");
    await on.begun({ title: "Otra" }, on.people.teacher, "2026-11-23T15:00:00.000Z");
    await post(on);
    for (const later of [NEXT_MONDAY, "2026-12-01T12:03:00.000Z"]) await send(on, later);
    expect(await receivers(db)).toHaveLength(1);
    // Begun again, it does not tell what was new while none was wanted.
    await changePace(on.ctxOf(null, "2026-12-01T15:00:00.000Z"), token, "weekly");
    await send(on, "2026-12-07T12:03:00.000Z");
    expect(await receivers(db)).toHaveLength(1);
    await expect(changePace(on.ctxOf(null), `${token.slice(0, -2)}xx`, "never")).rejects.toMatchObject({ code: "not_found" });
  });

  test("comes at nine by the reader's clock: in Rapa Nui two hours later", async () => {
    await using database = await testDb();
    const on = await threadStage(database.db);
    await database.db.updateTable("establishments").set({ region_code: "05" }).where("id", "=", on.cast.schools.puerto.id).execute();
    await database.db.updateTable("regions").set({ zone: "Pacific/Easter" }).where("code", "=", "05").execute();
    await on.begun();
    await post(on);
    await send(on, "2026-11-23T13:59:00.000Z");
    expect(await receivers(database.db)).toEqual([]);
    await send(on, "2026-11-23T14:03:00.000Z");
    expect(await receivers(database.db)).toEqual(["camila@cast.example"]);
  });

  test("of somebody suspended or who never confirmed their address is passed over, and its news is not kept for later", async () => {
    await using database = await testDb();
    const on = await threadStage(database.db);
    await database.db.updateTable("people").set({ email_confirmed_at: null }).where("id", "=", on.people.coordinatorA.id).execute();
    await on.begun();
    await post(on);
    await send(on, MONDAY);
    await database.db.updateTable("people").set({ email_confirmed_at: MONDAY }).where("id", "=", on.people.coordinatorA.id).execute();
    await send(on, NEXT_MONDAY);
    expect(await receivers(database.db)).toEqual([]);
  });
});

describe("never two mails for one thing", () => {
  test("who got a post's own mail, or read it, does not find it in the digest; who did not, does", async () => {
    await using database = await testDb();
    const on = await threadStage(database.db);
    const { db } = database;
    const { coordinatorA, teacher } = on.people;
    await on.announced(); // by mail to Teresa
    const followed = await on.begun({ title: "Seguida" }, teacher);
    await followThread(on.ctxOf(coordinatorA), followed.threadId, true);
    const read = await on.begun({ title: "Leída" }, teacher);
    await markRead(on.ctxOf(coordinatorA), read.threadId, CAST_NOW);
    const muted = await on.begun({ title: "Silenciada" }, teacher);
    await followThread(on.ctxOf(coordinatorA), muted.threadId, false);
    await post(on);
    const again = "2026-11-22T15:00:00.000Z";
    await on.said(teacher, followed.threadId, "Agrego algo.", again);
    await on.said(teacher, read.threadId, "Y otra cosa.", again);
    await post(on, again);
    await send(on, MONDAY);
    expect(await receivers(db)).toEqual(["camila@cast.example"]);
    const text = await textTo(db, "camila@cast.example");
    expect(text).toContain("Leída");
    expect(text).toContain("1 mensaje nuevo");
    expect(text).toContain("«Y otra cosa.»");
    expect(text).not.toMatch(/Seguida|Silenciada|Feria/);
    const mailed = await db.selectFrom("outbox").select("to_email").where("kind", "=", "conversation").execute();
    expect(mailed.map((mail) => mail.to_email).sort()).toEqual(["camila@cast.example", "camila@cast.example", "teresa@cast.example"]);
  });

  test("waits while the mails of posts are being written, and does not wait for ever", async () => {
    await using database = await testDb();
    const on = await threadStage(database.db);
    await on.announced();
    await on.published("document", { title: "Guía de tableros", node_ids: [on.nodes.a.id], visibility: "node", authors: BY_NOBODY }, on.people.coordinatorA);
    await send(on, MONDAY);
    expect(await receivers(database.db)).toEqual([]);
    await send(on, "2026-11-23T14:01:00.000Z");
    const text = await textTo(database.db, "teresa@cast.example");
    expect(text).toContain("Guía de tableros");
    expect(text).not.toContain("Feria");
    // Whose own mail comes later.
    await post(on, "2026-11-23T14:05:00.000Z");
    const all = await database.db.selectFrom("outbox").select("kind").where("to_email", "=", "teresa@cast.example").orderBy("id").execute();
    expect(all.map((mail) => mail.kind)).toEqual(["digest", "conversation"]);
  });

  test("a meeting one is invited to is not in it; one of the node to which one is not, is", async () => {
    await using database = await testDb();
    const on = await threadStage(database.db);
    const camila = on.ctxOf(on.people.coordinatorA);
    await publishedMeeting(camila, on.cast, { title: "Con invitación" });
    await publishedMeeting(camila, on.cast, { title: "De la directiva" }, { guests: "Invitada <g1@guest.example>" });
    await send(on, MONDAY);
    const text = await textTo(database.db, "teresa@cast.example");
    expect(text).toContain("De la directiva");
    expect(text).not.toContain("Con invitación");
    expect(await receivers(database.db)).toEqual(["teresa@cast.example"]);
  });

  test("a work that one was asked to review, or spoke of in an own mail, is not in it", async () => {
    await using database = await testDb();
    const on = await threadStage(database.db);
    const { db } = database;
    await db.updateTable("nodes").set({ reviews_resources: 1 }).where("id", "=", on.nodes.a.id).execute();
    const inA = { node_ids: [on.nodes.a.id], visibility: "node" as const };
    const waiting = await on.started("document", { ...inA, title: "Por revisar" });
    await publishDraft(on.ctxOf(on.people.teacher), waiting.id, { note: "" });
    // Accepted by somebody else who cares for the node's repository.
    await decideReview(on.ctxOf(on.people.admin), waiting.id, { accept: true, note: "" });
    const told = await db.selectFrom("told").selectAll().execute();
    expect(told).toEqual([{ person_id: on.people.coordinatorA.id, ref: `resource:${waiting.id}`, at: CAST_NOW }]);
    await send(on, MONDAY);
    expect(await receivers(db)).toEqual([]);
  });
});

test("nobody learns from a digest of a work that they may not see", async () => {
  await using database = await testDb();
  const on = await threadStage(database.db);
  const { coordinatorA, admin } = on.people;
  const inA = { node_ids: [on.nodes.a.id], authors: BY_NOBODY };
  await on.published("document", { ...inA, title: "Obra murtizumbi", visibility: "node" }, coordinatorA);
  await on.published("document", { ...inA, title: "Obra abierta", visibility: "public" }, coordinatorA);
  await on.started("document", { ...inA, title: "Obra arrayzumbi" }, coordinatorA);
  const withdrawn = await on.published("document", { ...inA, title: "Obra peumozumbi" }, coordinatorA);
  await database.db.transaction().execute((tx) => withdrawResource({ ...on.ctxOf(admin), db: tx }, withdrawn.id));
  const removed = await on.begun({ title: "Hilo canelzumbi" }, coordinatorA);
  await database.db.updateTable("threads").set({ removed_at: CAST_NOW }).where("id", "=", removed.threadId).execute();
  await post(on);
  await send(on, MONDAY);
  expect(await receivers(database.db)).toEqual(["teresa@cast.example"]);
  const text = await textTo(database.db, "teresa@cast.example");
  expect(text).toContain("murtizumbi");
  expect(text).toContain("Obra abierta");
  expect(text).not.toMatch(/arrayzumbi|peumozumbi|canelzumbi/);
});
