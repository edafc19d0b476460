import { afterEach, beforeEach, expect, test } from "vitest";
import { readMail } from "#app/domain/mail/read-mail.server.ts";
import { readThreadAddress } from "#app/domain/replies/reply-address.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { mailNextPosts } from "./post-mails.server.ts";
import { editPost, removePost } from "./posts.server.ts";
import { findReader, putFollows } from "./readers.repo.server.ts";
import { closeThread, moveThread } from "./threads.server.ts";
import { type ThreadStage, threadStage } from "./threads.testing.ts";

let database: Awaited<ReturnType<typeof testDb>>;
let stage: ThreadStage;
beforeEach(async () => {
  database = await testDb();
  stage = await threadStage(database.db);
});
afterEach(() => database.close());

const LATER = "2026-11-21T15:10:00.000Z";

/** Who got a mail since the last time, by their first name, and the mails. */
async function told(): Promise<{ who: string[]; raws: string[] }> {
  while (await mailNextPosts(stage.ctxOf(null, LATER)));
  const rows = await database.db.selectFrom("outbox").select(["to_email", "raw"]).where("kind", "=", "conversation").orderBy("to_email").execute();
  await database.db.deleteFrom("outbox").execute();
  return { who: rows.map((row) => row.to_email.split("@")[0] ?? ""), raws: rows.map((row) => row.raw ?? "") };
}

const chooses = (person: { id: string }, how: string) =>
  database.db.insertInto("node_news").values({ node_id: stage.nodes.a.id, person_id: person.id, how, chosen_at: CAST_NOW }).execute();

/** Hernán joins node A. */
async function headJoins(): Promise<void> {
  const stay = { requested_at: null, invited_at: null, joined_at: CAST_NOW, left_at: null, declined_at: null, decided_by: null, message: null };
  await database.db
    .insertInto("memberships")
    .values({ id: newId(), node_id: stage.nodes.a.id, person_id: stage.people.head.id, ...stay })
    .execute();
}

test("an announcement goes to the node's people, its answers to who follows, and nobody hears of one thing twice", async () => {
  const { teacher, coordinatorA, head } = stage.people;
  await headJoins();
  const { threadId, postId } = await stage.announced();
  expect((await told()).who).toEqual(["hernan", "teresa"]);
  expect(await database.db.selectFrom("told").select(["person_id", "ref"]).orderBy("person_id").execute()).toEqual(
    [teacher.id, head.id].sort().map((person_id) => ({ person_id, ref: `post:${postId}` })),
  );
  await database.db.updateTable("posts").set({ mailing: "waiting", mail_cursor: "" }).execute();
  expect((await told()).who).toEqual([]);
  await stage.said(teacher, threadId, "¿A qué hora?");
  expect((await told()).who).toEqual(["camila"]);
  await stage.said(coordinatorA, threadId, "A las diez, @Hernán Vidal.");
  const answered = await told();
  expect(answered.who).toEqual(["hernan", "teresa"]);
  expect((await readMail(answered.raws[0] ?? "")).text).toContain("te nombraron en el mensaje");
});

test("a discussion goes to those who chose it; who muted it, chose nothing, or wants no such mails hears nothing", async () => {
  const { teacher, coordinatorA, head, admin } = stage.people;
  await headJoins();
  const { threadId } = await stage.begun();
  expect((await told()).who).toEqual([]);
  await chooses(coordinatorA, "each");
  await chooses(head, "none");
  await stage.said(admin, threadId, "¿Y cuáles tienen?");
  expect((await told()).who).toEqual(["camila", "teresa"]);
  await putFollows(database.db, threadId, teacher.id, false);
  await stage.said(admin, threadId, "@Teresa Soto, ¿cuáles?");
  expect((await told()).who).toEqual(["camila"]);
  await database.db.updateTable("people").set({ mail_nodes: 0 }).where("id", "=", coordinatorA.id).execute();
  await stage.announced({ title: "Otra cosa" });
  await stage.said(teacher, threadId, "Ninguno.");
  expect((await told()).who).toEqual(["amanda", "teresa"]);
});

test("each mail is answered at the reader's own address, and mail programs keep a thread together", async () => {
  const { teacher, coordinatorA } = stage.people;
  const { threadId } = await stage.announced();
  const first = await told();
  await stage.said(teacher, threadId, "¿A **qué** hora?");
  const next = await told();
  const [toTeresa, toCamila] = await Promise.all([...first.raws, ...next.raws].map(readMail));
  const header = (mail: typeof toTeresa, name: string) => mail?.headers.find((each) => each.name.toLowerCase() === name)?.value ?? "";
  const root = `<conversacion.${threadId}@nodos.example>`;
  for (const mail of [toCamila, toTeresa])
    expect([header(mail, "references"), header(mail, "in-reply-to"), header(mail, "list-id")]).toEqual([root, root, "<electricidad.nodos.example>"]);
  expect([header(toTeresa, "subject"), header(toCamila, "subject")]).toEqual(["[Electricidad] Feria de especialidades", "Re: [Electricidad] Feria de especialidades"]);
  expect(header(toCamila, "from")).toContain("<reuniones@nodos.example>");
  const address = /<(reuniones\+[^>]+)>/.exec(header(toCamila, "reply-to"))?.[1] ?? "";
  expect(await findReader(database.db, readThreadAddress(TEST_DEPLOYMENT, address) ?? "")).toMatchObject({ thread_id: threadId, person_id: coordinatorA.id });
  expect(header(toCamila, "list-unsubscribe")).toMatch(/^<https:\/\/nodos\.example\/b\/[\w-]{42}>$/);
  expect(toCamila?.text).toMatch(/^— Para responder, escribe sobre esta línea —/);
  expect(toCamila?.html).toContain("¿A <strong>qué</strong> hora?");
  expect(toCamila?.text).toContain("¿A qué hora?");
});

test("of a closed thread the mail is answered nowhere; whoever does not read it any more, and what was taken away, get none", async () => {
  const { coordinatorA, admin } = stage.people;
  const { threadId } = await stage.begun();
  await stage.said(coordinatorA, threadId, "Última palabra.");
  await closeThread(stage.ctxOf(coordinatorA), threadId, true);
  const { who, raws } = await told();
  expect(who).toEqual(["teresa"]);
  const mail = await readMail(raws[0] ?? "");
  expect(mail.headers.filter(({ name }) => name.toLowerCase() === "reply-to")).toEqual([]);
  expect(mail.text).not.toContain("sobre esta línea");
  await closeThread(stage.ctxOf(coordinatorA), threadId, false);
  await stage.said(admin, threadId, "Se va a otro nodo.");
  await moveThread(stage.ctxOf(admin), threadId, stage.nodes.b.slug);
  expect((await told()).who).toEqual([]);
  const other = await stage.begun();
  const gone = await stage.said(coordinatorA, other.threadId, "Me equivoqué.");
  await removePost(stage.ctxOf(coordinatorA), gone);
  expect((await told()).who).toEqual([]);
  expect(await database.db.selectFrom("posts").select("id").where("mailing", "=", "waiting").execute()).toEqual([]);
});

test("450 people are told in three turns, each once", async () => {
  const names = Array.from({ length: 450 }, (_, n) => ({ id: newId(), email: `p${n}@muchos.example` }));
  const nothing = { password_hash: null, name_public_at: null, admin_since: null, suspended_at: null, organisation: null, specialty: null, establishment_id: null };
  const at = { email_confirmed_at: CAST_NOW, created_at: CAST_NOW, updated_at: CAST_NOW };
  await database.db
    .insertInto("people")
    .values(names.map((person) => ({ ...person, name: "Persona", position: "teacher", search_text: "persona", ...nothing, ...at })))
    .execute();
  const stay = { requested_at: null, invited_at: null, joined_at: CAST_NOW, left_at: null, declined_at: null, decided_by: null, message: null };
  await database.db
    .insertInto("memberships")
    .values(names.map((person) => ({ id: newId(), node_id: stage.nodes.a.id, person_id: person.id, ...stay })))
    .execute();
  await stage.announced();
  const ctx = stage.ctxOf(null, LATER);
  expect([await mailNextPosts(ctx), await mailNextPosts(ctx), await mailNextPosts(ctx), await mailNextPosts(ctx)]).toEqual([true, true, false, false]);
  const mails = await database.db.selectFrom("outbox").select("to_email").where("kind", "=", "conversation").execute();
  expect(mails).toHaveLength(451);
  expect(new Set(mails.map((mail) => mail.to_email)).size).toBe(451);
});

test("whoever an edit names is told of it, once, and nobody else again", async () => {
  const { coordinatorA } = stage.people;
  await headJoins();
  const { threadId } = await stage.begun();
  await told();
  const postId = await stage.said(coordinatorA, threadId, "Los azules.");
  expect((await told()).who).toEqual(["teresa"]);
  await editPost(stage.ctxOf(coordinatorA), postId, "Los azules, como dijo @Hernán Vidal.");
  expect((await told()).who).toEqual(["hernan"]);
  await editPost(stage.ctxOf(coordinatorA), postId, "Los azules, como bien dijo @Hernán Vidal.");
  expect((await told()).who).toEqual([]);
});
