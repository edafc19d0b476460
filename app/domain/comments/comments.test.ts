import { afterEach, beforeEach, expect, test } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { mentionsIn } from "#app/domain/mentions/mentions.ts";
import { type RepositoryStage, repositoryStage } from "#app/domain/resources/resources.testing.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CommentInput } from "./comment.ts";
import { commentsOf } from "./comments.repo.server.ts";
import { editComment, removeComment, returnComment, sayComment } from "./comments.server.ts";

let database: Awaited<ReturnType<typeof testDb>>;
let stage: RepositoryStage;

beforeEach(async () => {
  database = await testDb();
  stage = await repositoryStage(database.db);
});
afterEach(() => database.close());

const said = (body: string, more: Partial<CommentInput> = {}): CommentInput => ({ comment_id: newId(), parent_id: null, section: null, body, ...more });
const say = async (who: Actor, slug: string, input: CommentInput, now?: string) => sayComment(stage.ctxOf(who, now), slug, input);

async function mails(): Promise<string[]> {
  const rows = await database.db.selectFrom("outbox").select(["to_email", "subject"]).where("kind", "=", "repository").orderBy("id").execute();
  return rows.map((row) => `${row.to_email.split("@")[0]}: ${row.subject}`).sort();
}

test("comments are threads with answers; who made it, who was answered and who was named each get one mail for one thing", async () => {
  const { teacher, coordinatorA, outsider } = stage.people;
  const { slug, id } = await stage.published("document", { node_ids: [stage.nodes.a.id] });
  await database.db.deleteFrom("outbox").execute();
  const first = said("Lo usamos con **3.º medio**");
  expect(await say(outsider, slug, first)).toMatchObject({ done: true, page: 1 });
  expect(await say(outsider, slug, first)).toMatchObject({ done: true }); // sent twice
  await say(coordinatorA, slug, said("@oscar nuñez ¿cuántas horas? Gracias @Teresa Soto", { parent_id: first.comment_id }));
  const { threads, total } = await commentsOf(database.db, teacher, id, {});
  expect(total).toBe(2);
  expect(threads).toMatchObject([
    {
      body_html: "<p>Lo usamos con <strong>3.º medio</strong></p>\n",
      author: { name: "Óscar Núñez Bravo" },
      mine: false,
      answers: [{ author: { name: "Camila Díaz Leiva" }, body_html: "<p>@Óscar Núñez Bravo ¿cuántas horas? Gracias @Teresa Soto Araya</p>\n" }],
    },
  ]);
  expect(await mails()).toEqual([
    "oscar: Camila Díaz Leiva te nombró en «Tableros eléctricos paso a paso»",
    "teresa: Camila Díaz Leiva te nombró en «Tableros eléctricos paso a paso»",
    "teresa: Óscar Núñez Bravo comentó «Tableros eléctricos paso a paso»",
  ]);
  expect(await database.db.selectFrom("resources").select("comments_count").where("id", "=", id).executeTakeFirst()).toEqual({ comments_count: 2 });
  expect(await commentsOf(database.db, null, id, {})).toMatchObject({ threads: null, total: 2 });
});

test("makers get one mail for a lively quarter of an hour, and none when they do not want such mails", async () => {
  const { outsider, head, teacher } = stage.people;
  const { slug } = await stage.published();
  for (const minute of ["00", "05", "20"]) await say(outsider, slug, said(`Minuto ${minute}`), `2026-11-21T15:${minute}:00.000Z`);
  expect(await mails()).toHaveLength(2);
  await database.db.updateTable("people").set({ mail_nodes: 0 }).where("id", "=", teacher.id).execute();
  await say(head, slug, said("¿Y después?"), "2026-11-21T16:00:00.000Z");
  expect(await mails()).toHaveLength(2);
});

test("only those are named who can see it; what is unclear is asked before anything is saved", async () => {
  const { coordinatorA, coordinatorB, teacher } = stage.people;
  const { slug, id } = await stage.published("document", { node_ids: [stage.nodes.a.id], visibility: "node" });
  // Bruno belongs to another node: he is nobody here, and cannot read or comment.
  await expect(say(coordinatorB, slug, said("Hola"))).rejects.toMatchObject({ code: "not_found" });
  expect(await say(coordinatorA, slug, said("@Bruno Muñoz mira"))).toEqual({ done: false, unclear: [{ typed: "@Bruno", at: 0, people: [] }] });
  expect(await commentsOf(database.db, teacher, id, {})).toMatchObject({ total: 0, threads: [] });
  const text = said("@Bruno Muñoz mira");
  expect(await sayComment(stage.ctxOf(coordinatorA), slug, text, { "@Bruno": "nobody" })).toMatchObject({ done: true, told: [] });
  expect(await mails()).not.toContainEqual(expect.stringContaining("bruno"));
});

test("one edits one's own, removes it and brings it back; a removed one with answers leaves a gap", async () => {
  const { outsider, head, teacher, admin } = stage.people;
  const { slug, id } = await stage.published();
  const first = said("Primera");
  await say(outsider, slug, first);
  await say(head, slug, said("Respuesta", { parent_id: first.comment_id }));
  await expect(editComment(stage.ctxOf(head), slug, first.comment_id, "Otra cosa")).rejects.toMatchObject({ code: "forbidden" });
  await editComment(stage.ctxOf(outsider), slug, first.comment_id, "Mejor dicho");
  expect((await commentsOf(database.db, outsider, id, {})).threads).toMatchObject([{ edited: true, mine: true, body_md: "Mejor dicho" }]);
  await expect(removeComment(stage.ctxOf(teacher), slug, first.comment_id)).rejects.toMatchObject({ code: "forbidden" });
  await removeComment(stage.ctxOf(admin), slug, first.comment_id);
  expect((await commentsOf(database.db, outsider, id, {})).threads).toMatchObject([{ body_html: null, author: null, body_md: null, answers: [{}] }]);
  await expect(returnComment(stage.ctxOf(outsider), slug, first.comment_id)).rejects.toMatchObject({ code: "forbidden" });
  await returnComment(stage.ctxOf(admin), slug, first.comment_id);
  expect(await commentsOf(database.db, outsider, id, {})).toMatchObject({ total: 2 });
});

test("feedback stands at its part of an experience, and the conversation is paged", async () => {
  const { outsider } = stage.people;
  const { slug, id } = await stage.published("experience");
  await say(outsider, slug, said("¿Cuántas horas?", { section: "need" }));
  for (let n = 0; n < 21; n += 1) await say(outsider, slug, said(`Comentario ${n}`));
  expect(await commentsOf(database.db, outsider, id, { section: "need" })).toMatchObject({ total: 1, pages: 1 });
  expect((await commentsOf(database.db, outsider, id, { page: 2 })).threads).toHaveLength(2);
  expect(await say(outsider, slug, said("Última"))).toMatchObject({ page: 2 });
});

test("names are found by their words: accents, case, and what follows them do not matter", () => {
  const people = [
    { id: "1", name: "Teresa Soto Araya", school: null },
    { id: "2", name: "María José Díaz Leiva", school: null },
    { id: "3", name: "María Soto Pérez", school: null },
  ];
  const found = (text: string) => mentionsIn(text, people).map(({ typed, people: meant }) => `${typed} ${meant.map((person) => person.id).join()}`);
  expect(found("@teresa soto gracias")).toEqual(["@teresa soto 1"]);
  expect(found("Hola @maria diaz, @María")).toEqual(["@maria diaz 2", "@María 2,3"]);
  expect(found("escribe a ana@teresa.cl")).toEqual([]);
  expect(found("@Pedro")).toEqual(["@Pedro "]);
});

test("an empty comment is refused", () => {
  expect(CommentInput.safeParse({ comment_id: newId(), body: "  " }).success).toBe(false);
});
