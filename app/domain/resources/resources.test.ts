import { describe, expect, test } from "vitest";
import { circleStage } from "#app/domain/circles/circles.testing.ts";
import type { Actor } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { blankContent } from "./content.ts";
import { discardDraft, draftForEdit, draftFromVersion, openDraft, saveDraft, startResource, takeBack } from "./drafting.server.ts";
import { archiveResource, restoreResource } from "./keeping.server.ts";
import { listResources, listWithFacets } from "./listing.repo.server.ts";
import { publishDraft } from "./publishing.server.ts";
import { missingIn } from "./publishing.ts";
import { findVisible } from "./resources.repo.server.ts";
import { repositoryStage, wholeContent } from "./resources.testing.ts";
import { decideReview } from "./reviewing.server.ts";
import { listWaitingReviews } from "./reviews.repo.server.ts";

const LATER = "2026-11-22T15:00:00.000Z";
const row = (db: Db, id: string) => db.selectFrom("resources").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const mails = (db: Db) => db.selectFrom("outbox").select(["to_email", "subject"]).where("kind", "=", "repository").orderBy("id").execute();
const asking = (db: Db, nodeId: string) => db.updateTable("nodes").set({ reviews_resources: 1 }).where("id", "=", nodeId).execute();

test("what is missing is told field by field", () => {
  expect(Object.keys(missingIn(blankContent("opportunity"), 0)).sort()).toEqual(["authors", "body_md", "closes_date", "summary", "title"]);
  expect(Object.keys(missingIn({ ...blankContent("experience"), title: "x", summary: "y", school_ids: [newId()] }, 3))).toEqual(["need", "what"]);
  expect(missingIn({ ...blankContent("document"), title: "x", summary: "y", school_ids: [newId()], visibility: "node" }, 1)).toEqual({ node_ids: ["resource_node"] });
  expect(missingIn({ ...blankContent("link"), title: "x", summary: "y", school_ids: [newId()], link_url: "javascript:alert(1)" }, 0)).toEqual({ link_url: ["web_link"] });
});

describe("a draft", () => {
  test("is one however often its form is sent, mirrors its words, and is its maker's alone", async () => {
    await using database = await testDb();
    const { db } = database;
    const { people, ctxOf, cast } = await repositoryStage(db);
    const input = { id: newId(), content: wholeContent("document", cast.schools.boldos.id) };
    const first = await startResource(ctxOf(people.teacher), input);
    expect(await startResource(ctxOf(people.teacher), input)).toEqual(first);
    await expect(startResource(ctxOf(people.head), input)).rejects.toMatchObject({ reason: "id_taken" });
    expect(await row(db, first.id)).toMatchObject({ state: "draft", version: 0, slug: "tableros-electricos-paso-a-paso" });
    for (const other of [null, people.head, people.coordinatorA]) expect(await findVisible(db, other, { id: first.id })).toBeNull();
    await saveDraft(ctxOf(people.teacher), first.id, { title: "Tableros", tags: ["Tableros", "tableros", " #taller "] });
    const renamed = await row(db, first.id);
    expect(renamed).toMatchObject({ slug: "tableros", title: "Tableros" });
    expect(await db.selectFrom("resource_tags").select("tag").where("resource_id", "=", first.id).orderBy("tag").execute()).toEqual([{ tag: "Tableros" }, { tag: "taller" }]);
    await expect(saveDraft(ctxOf(people.head), first.id, { title: "No" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("that somebody wrote meanwhile is not written over unread; the same words twice are no conflict", async () => {
    await using database = await testDb();
    const { db } = database;
    const { people, ctxOf, started } = await repositoryStage(db);
    const { id } = await started();
    const seen = (await openDraft(db, id))?.updated_at ?? "";
    await saveDraft(ctxOf(people.teacher, LATER), id, { title: "Uno" }, { seen });
    await expect(saveDraft(ctxOf(people.teacher), id, { title: "Dos" }, { seen })).rejects.toMatchObject({ reason: "newer_draft" });
    await saveDraft(ctxOf(people.teacher), id, { title: "Uno" }, { seen });
    expect((await openDraft(db, id))?.content.title).toBe("Uno");
    await saveDraft(ctxOf(people.teacher), id, { title: "Dos" }, { seen: LATER });
  });

  test("goes only into nodes of one's own and circles one speaks in", async () => {
    await using database = await testDb();
    const { db } = database;
    const { people, ctxOf, started, nodes } = await repositoryStage(db);
    const { id } = await started("document", { node_ids: [nodes.a.id] });
    await expect(saveDraft(ctxOf(people.teacher), id, { node_ids: [nodes.a.id, nodes.b.id] })).rejects.toMatchObject({ fields: { node_ids: ["resource_not_your_node"] } });
    await expect(saveDraft(ctxOf(people.teacher), id, { visibility: "circle", circle_id: newId() })).rejects.toMatchObject({ fields: { circle_id: ["not_found"] } });
    await expect(saveDraft(ctxOf(people.teacher), id, { specialty_ids: ["no-hay"] })).rejects.toMatchObject({ code: "invalid" });
  });

  test("of an author of the node by that name is theirs too", async () => {
    await using database = await testDb();
    const { db } = database;
    const { people, started, nodes } = await repositoryStage(db);
    const { id } = await started("document", {
      node_ids: [nodes.a.id],
      authors: [
        { name: "teresa soto araya", person_id: null },
        { name: "Camila Díaz Leiva", person_id: null },
        { name: "Nadie", person_id: null },
      ],
    });
    const authors = await db.selectFrom("resource_authors").select("person_id").where("resource_id", "=", id).orderBy("position").execute();
    expect(authors.map((author) => author.person_id)).toEqual([people.teacher.id, people.coordinatorA.id, null]);
    expect(await findVisible(db, people.coordinatorA, { id })).not.toBeNull();
  });
});

describe("publishing", () => {
  test("puts the words where readers find them; twice is as once; what is missing keeps it a draft", async () => {
    await using database = await testDb();
    const { db } = database;
    const { people, ctxOf, started } = await repositoryStage(db);
    const { id } = await started();
    await saveDraft(ctxOf(people.teacher), id, { summary: "" });
    await expect(publishDraft(ctxOf(people.teacher), id, { note: "" })).rejects.toMatchObject({ fields: { summary: ["resource_summary"] } });
    await saveDraft(ctxOf(people.teacher), id, { summary: "Guía" });
    expect(await publishDraft(ctxOf(people.teacher), id, { note: "" })).toBe("published");
    expect(await publishDraft(ctxOf(people.teacher), id, { note: "" })).toBe("published");
    expect(await row(db, id)).toMatchObject({ state: "published", version: 1, body_html: "<p>Se arma en <strong>tres clases</strong>.</p>\n" });
    expect(await db.selectFrom("search_entries").select("id").where("ref_id", "=", id).execute()).toHaveLength(1);
  });

  test("a second version leaves the first to be read, compared and taken up again", async () => {
    await using database = await testDb();
    const { db } = database;
    const { people, ctxOf, published } = await repositoryStage(db);
    const { id, slug } = await published();
    await saveDraft(ctxOf(people.teacher), id, { title: "Tableros y medidores", body_md: "Ahora con medidores." });
    expect(await row(db, id)).toMatchObject({ slug, version: 1, title: "Tableros eléctricos paso a paso" });
    await publishDraft(ctxOf(people.teacher, LATER), id, { note: "Agregué medidores" });
    expect(await row(db, id)).toMatchObject({ slug: "tableros-y-medidores", version: 2, published_at: "2026-11-21T15:00:00.000Z" });
    expect(await db.selectFrom("slug_redirects").select("target_id").where("slug", "=", slug).execute()).toEqual([{ target_id: id }]);
    expect(await db.selectFrom("resource_versions").select(["number", "state", "note"]).where("resource_id", "=", id).orderBy("number").execute()).toEqual([
      { number: 1, state: "past", note: "" },
      { number: 2, state: "live", note: "Agregué medidores" },
    ]);
    await draftFromVersion(ctxOf(people.teacher), id, 1);
    await expect(draftFromVersion(ctxOf(people.teacher), id, 1)).rejects.toMatchObject({ reason: "draft_open" });
    expect((await openDraft(db, id))?.content.body_md).toBe("Se arma en **tres clases**.");
    expect(await discardDraft(ctxOf(people.teacher), id)).toEqual({ remains: true });
    expect(await row(db, id)).toMatchObject({ version: 2, title: "Tableros y medidores" });
  });

  test("a draft that nobody saw goes without a trace", async () => {
    await using database = await testDb();
    const { db } = database;
    const { people, ctxOf, started } = await repositoryStage(db);
    const { id } = await started();
    expect(await discardDraft(ctxOf(people.teacher), id)).toEqual({ remains: false });
    expect(await db.selectFrom("resources").select("id").execute()).toEqual([]);
  });

  test("a draft that another one began from goes too, and leaves that one without an origin", async () => {
    await using database = await testDb();
    const { db } = database;
    const { people, ctxOf, started } = await repositoryStage(db);
    const origin = await started();
    const adapted = await started();
    await db.updateTable("resources").set({ adapted_from_id: origin.id }).where("id", "=", adapted.id).execute();
    await discardDraft(ctxOf(people.teacher), origin.id);
    expect(await db.selectFrom("resources").select(["id", "adapted_from_id"]).execute()).toEqual([{ id: adapted.id, adapted_from_id: null }]);
  });

  test("archived it is out of lists and opens by its address; and comes back", async () => {
    await using database = await testDb();
    const { db } = database;
    const { people, ctxOf, published } = await repositoryStage(db);
    const { id } = await published();
    await archiveResource(ctxOf(people.teacher), id);
    expect((await listResources(db, people.head, {})).total).toBe(0);
    expect(await findVisible(db, people.head, { id })).not.toBeNull();
    await expect(archiveResource(ctxOf(people.head), id)).rejects.toMatchObject({ code: "forbidden" });
    await restoreResource(ctxOf(people.teacher), id);
    expect((await listResources(db, people.head, {})).total).toBe(1);
  });
});

describe("review", () => {
  async function waiting(db: Db) {
    const stage = await repositoryStage(db);
    const { nodes, people, ctxOf, started } = stage;
    await asking(db, nodes.a.id);
    const { id } = await started("document", { node_ids: [nodes.a.id] });
    expect(await publishDraft(ctxOf(people.teacher), id, { note: "" })).toBe("in_review");
    return { ...stage, id };
  }

  test("is asked of who cares for the node, once, and of nobody else", async () => {
    await using database = await testDb();
    const { db } = database;
    const { people, ctxOf, id } = await waiting(db);
    expect(await publishDraft(ctxOf(people.teacher), id, { note: "" })).toBe("in_review");
    expect(await mails(db)).toEqual([{ to_email: people.coordinatorA.email, subject: "Por revisar: Tableros eléctricos paso a paso" }]);
    expect((await listWaitingReviews(db, people.coordinatorA)).map((one) => one.id)).toEqual([id]);
    expect(await listWaitingReviews(db, people.coordinatorB)).toEqual([]);
    expect(await findVisible(db, people.head, { id })).toBeNull();
    await expect(saveDraft(ctxOf(people.teacher), id, { title: "Otro" })).rejects.toMatchObject({ reason: "in_review" });
    await expect(decideReview(ctxOf(people.teacher), id, { accept: true, note: "" })).rejects.toMatchObject({ code: "forbidden" });
    await expect(decideReview(ctxOf(people.coordinatorB), id, { accept: true, note: "" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("sends back with what to mend, and accepts", async () => {
    await using database = await testDb();
    const { db } = database;
    const { people, ctxOf, id } = await waiting(db);
    const camila = ctxOf(people.coordinatorA);
    await expect(decideReview(camila, id, { accept: false, note: " " })).rejects.toMatchObject({ fields: { note: ["review_note"] } });
    await decideReview(camila, id, { accept: false, note: "Falta la protección." });
    expect(await openDraft(db, id)).toMatchObject({ state: "draft", decision_note: "Falta la protección." });
    await saveDraft(ctxOf(people.teacher), id, { body_md: "Con guantes." });
    await publishDraft(ctxOf(people.teacher, LATER), id, { note: "" });
    await decideReview(camila, id, { accept: true, note: "" });
    await decideReview(camila, id, { accept: true, note: "" });
    expect(await row(db, id)).toMatchObject({ state: "published", version: 1 });
    expect((await mails(db)).map((mail) => mail.subject.split(":")[0])).toEqual(["Por revisar", "Por mejorar", "Por revisar", "Publicado"]);
  });

  test("of a new version leaves the old one in view; its maker may take it back", async () => {
    await using database = await testDb();
    const { db } = database;
    const { people, ctxOf, id, nodes } = await waiting(db);
    await decideReview(ctxOf(people.coordinatorA), id, { accept: true, note: "" });
    await saveDraft(ctxOf(people.teacher), id, { body_md: "Segunda." });
    expect(await publishDraft(ctxOf(people.teacher, LATER), id, { note: "" })).toBe("in_review");
    expect(await row(db, id)).toMatchObject({ state: "published", version: 1, body_md: "Se arma en **tres clases**." });
    expect(await listWaitingReviews(db, people.coordinatorA, { nodeId: nodes.a.id })).toHaveLength(1);
    await takeBack(ctxOf(people.teacher), id);
    expect(await listWaitingReviews(db, people.coordinatorA)).toEqual([]);
    expect((await draftForEdit(ctxOf(people.teacher), id)).number).toBe(2);
  });

  test("is not asked of who cares for the node", async () => {
    await using database = await testDb();
    const { db } = database;
    const { people, nodes, started, ctxOf } = await repositoryStage(db);
    await asking(db, nodes.a.id);
    const { id } = await started("document", { node_ids: [nodes.a.id] }, people.coordinatorA);
    expect(await publishDraft(ctxOf(people.coordinatorA), id, { note: "" })).toBe("published");
  });
});

test("who sees what, in every state", async () => {
  await using database = await testDb();
  const { db } = database;
  const stage = await circleStage(db);
  const { cast, people, outsider, admin, circle, ctxOf } = stage;
  const [camila, teresa] = people as [Actor, Actor];
  const reader = people[2] as Actor;
  const head = cast.people.head;
  const share = async (over: object) => {
    const { id } = await startResource(ctxOf(teresa), { id: newId(), content: { ...wholeContent("document", cast.schools.boldos.id), node_ids: [cast.nodes.a.id], ...over } });
    return id;
  };
  const live = async (over: object) => {
    const id = await share(over);
    await publishDraft(ctxOf(teresa), id, { note: "" });
    return id;
  };
  const ids = {
    public: await live({ visibility: "public" }),
    members: await live({ visibility: "members" }),
    node: await live({ visibility: "node" }),
    circle: await live({ visibility: "circle", circle_id: circle.id }),
    draft: await share({ visibility: "public" }),
    archived: await live({ visibility: "public" }),
    withdrawn: await live({ visibility: "public" }),
  };
  await archiveResource(ctxOf(teresa), ids.archived);
  await db.updateTable("resources").set({ state: "withdrawn" }).where("id", "=", ids.withdrawn).execute();
  const seen = async (actor: Actor | null) => {
    const found: string[] = [];
    for (const [name, id] of Object.entries(ids)) if (await findVisible(db, actor, { id })) found.push(name);
    const listed = await listWithFacets(db, actor, {});
    return { found, listed: listed.total, counted: listed.facets.kind[0]?.count };
  };
  expect(await seen(null)).toEqual({ found: ["public", "archived"], listed: 1, counted: 1 });
  expect(await seen(outsider)).toEqual({ found: ["public", "members", "archived"], listed: 2, counted: 2 });
  expect(await seen(head)).toEqual({ found: ["public", "members", "archived"], listed: 2, counted: 2 });
  expect(await seen(reader)).toEqual({ found: ["public", "members", "node", "circle", "archived"], listed: 4, counted: 4 });
  expect(await seen(camila)).toEqual({ found: ["public", "members", "node", "circle", "archived", "withdrawn"], listed: 4, counted: 4 });
  expect((await seen(teresa)).found).toEqual(Object.keys(ids));
  expect((await seen(admin)).found).toEqual(Object.keys(ids));
});
