import { expect, test } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { searchAll } from "#app/domain/search/search.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW } from "#db/testing-cast.ts";
import { beginCall } from "./beginning.server.ts";
import { AmendInput, ExtendInput } from "./call-form.ts";
import { changesOf, criteriaOf, findCall, listCalls, questionsOf } from "./calls.repo.server.ts";
import { publishCall, saveCall, startCall } from "./calls.server.ts";
import { CALL_TIMES, callForm, callStage } from "./calls.testing.ts";
import { amendCall, archiveCall, cancelCall, extendCall } from "./standing.server.ts";

const ALL = { page: 1, size: 10 };
const DATES = { zone: "America/Santiago", opens_date: "2026-11-10", closes_date: "2026-12-10", jury_date: "2026-12-20" };
const extend = (over: object = {}) => ExtendInput.parse({ ...DATES, note: "Por el cierre del semestre", ...over });

/** As `startApplication` and `submitApplication` leave it: what the rules of calls look at. */
async function applied(db: Db, callId: string, person: Actor, state = "submitted"): Promise<string> {
  const id = newId();
  const words = { title: "Tableros por estaciones", summary: "", team: "", answers: "{}", search_text: "" };
  const times = { created_at: CAST_NOW, updated_at: CAST_NOW, submitted_at: state === "draft" ? null : CAST_NOW };
  await db
    .insertInto("applications")
    .values({ id, call_id: callId, number: { submitted: 1, withdrawn: 2 }[state] ?? null, person_id: person.id, state, ...words, ...times })
    .execute();
  return id;
}

const mailsTo = async (db: Db, kind = "call") =>
  (await db.selectFrom("outbox").select(["to_email", "subject"]).where("kind", "=", kind).orderBy("to_email").execute()).map((mail) => mail.to_email);
const titlesFor = async (db: Db, actor: Actor | null, state: "open" | "assessing" | "past" | "drafts" | "decided", now = CAST_NOW) =>
  (await listCalls(db, actor, { ...ALL, state }, now)).rows.map((row) => row.title);

test("a draft is its organisers' alone; published, those see it whom it is for, and it stands in calendar and search", async () => {
  await using database = await testDb();
  const { db } = database;
  const stage = await callStage(db);
  const { organiser, applicants, people, ctxOf } = stage;
  const { id, slug } = await stage.draftCall({ visibility: "node" });
  const seenBy = async (actor: Actor | null) => (await findCall(db, actor, { slug })) !== null;
  expect([await seenBy(organiser), await seenBy(people.admin), await seenBy(applicants[0]), await seenBy(null)]).toEqual([true, true, false, false]);
  expect([await titlesFor(db, organiser, "drafts"), await titlesFor(db, applicants[0], "drafts")]).toEqual([["Feria de experiencias de innovación"], []]);
  await publishCall(ctxOf(organiser), id);
  await publishCall(ctxOf(organiser), id); // sent twice
  // Teresa belongs to the node, Óscar does not.
  expect([await seenBy(applicants[0]), await seenBy(applicants[1]), await seenBy(null)]).toEqual([true, false, false]);
  expect(await changesOf(db, id)).toMatchObject([{ kind: "published" }]);
  expect((await findCall(db, organiser, { id }))?.event_id).toBeNull(); // a calendar would show it to more
  const open = await stage.openCall({ title: "Fondo para talleres", visibility: "members" });
  const milestone = await db.selectFrom("events").select(["title", "kind", "starts_local", "visibility"]).executeTakeFirstOrThrow();
  expect(milestone).toMatchObject({ title: "Cierra: Fondo para talleres", kind: "milestone", visibility: "members" });
  expect(milestone.starts_local.slice(0, 10)).toBe("2026-12-10");
  const found = async (actor: Actor | null) => (await searchAll(ctxOf(actor), { q: "fondo talleres" })).kinds.call;
  expect([await found(applicants[1]), await found(null)]).toEqual([1, 0]);
  await cancelCall(ctxOf(organiser), open.id, "Sin fondos");
  expect(await db.selectFrom("events").select("status").executeTakeFirst()).toEqual({ status: "cancelled" });
});

test("lists go by the clock: open until the closing instant itself, then being assessed, then past", async () => {
  await using database = await testDb();
  const { db } = database;
  const stage = await callStage(db);
  await stage.openCall({ title: "Uno" });
  await stage.openCall({ title: "Dos", closes_date: "2026-11-30", jury_date: "" });
  const reader = stage.applicants[1];
  const before = new Date(Date.parse(CALL_TIMES.closes) - 1).toISOString();
  expect(await titlesFor(db, reader, "open")).toEqual(["Dos", "Uno"]); // the nearest closing first
  expect(await titlesFor(db, reader, "open", before)).toEqual(["Uno"]);
  expect(await titlesFor(db, reader, "open", CALL_TIMES.closes)).toEqual([]);
  expect(await titlesFor(db, reader, "assessing", CALL_TIMES.closes)).toEqual(["Uno", "Dos"]);
  expect((await listCalls(db, reader, { ...ALL, q: "UNÓ" }, CAST_NOW)).rows.map((row) => row.title)).toEqual(["Uno"]);
  expect((await listCalls(db, reader, { ...ALL, nodeId: stage.nodes.b.id }, CAST_NOW)).total).toBe(0);
});

test("what a draft lacks stops it from being published, and nobody calls in the name of a node that is not theirs", async () => {
  await using database = await testDb();
  const { db } = database;
  const stage = await callStage(db);
  const { organiser, people, ctxOf, nodes } = stage;
  const bare = await stage.draftCall({ body_md: "", criteria: [] });
  await expect(publishCall(ctxOf(organiser), bare.id)).rejects.toMatchObject({ reason: "call_incomplete" });
  await expect(publishCall(ctxOf(people.coordinatorB), bare.id)).rejects.toMatchObject({ code: "not_found" });
  const other = callForm({ node_id: nodes.b.id });
  await expect(startCall(ctxOf(organiser), other)).rejects.toMatchObject({ fields: { node_id: ["node_not_yours"] } });
  await expect(startCall(ctxOf(organiser), callForm({ node_id: "" }))).rejects.toMatchObject({ fields: { node_id: ["nodes_required"] } });
  const input = callForm({ node_id: nodes.a.id, title: "Otra" });
  expect(await startCall(ctxOf(organiser), input)).toEqual(await startCall(ctxOf(organiser), input)); // sent twice
  await saveCall(ctxOf(organiser), bare.id, callForm({ node_id: nodes.a.id, kind: "call" }));
  await publishCall(ctxOf(organiser), bare.id);
  await expect(saveCall(ctxOf(organiser), bare.id, input)).rejects.toMatchObject({ reason: "call_published" });
});

test("a new call begins with a form and a rubric that have served, or with those of an earlier one", async () => {
  await using database = await testDb();
  const { db } = database;
  const stage = await callStage(db);
  const ctx = stage.ctxOf(stage.organiser);
  const first = await beginCall(ctx, callForm({ node_id: stage.nodes.a.id }), { beginning: "experiences" });
  expect([(await questionsOf(db, first.id)).length, (await criteriaOf(db, first.id)).map(({ weight }) => weight)]).toEqual([6, [20, 20, 20, 15, 25]]);
  const input = callForm({ node_id: stage.nodes.a.id, title: "La del año que viene" });
  const copy = await beginCall(ctx, input, { copyOf: first.slug });
  expect(await beginCall(ctx, input, { copyOf: first.slug })).toEqual(copy); // sent twice
  const labels = async (id: string) => (await questionsOf(db, id)).map(({ id: _id, ...question }) => question);
  expect(await labels(copy.id)).toEqual(await labels(first.id));
});

test("once open it closes when it was announced, or later; whoever applies or assesses is told once, and its history says so", async () => {
  await using database = await testDb();
  const { db } = database;
  const stage = await callStage(db);
  const { organiser, applicants, jurors, ctxOf } = stage;
  const ctx = ctxOf(organiser);
  const { id } = await stage.openCall({ jury: true });
  await applied(db, id, applicants[0]);
  await applied(db, id, applicants[1], "draft");
  await applied(db, id, applicants[3], "withdrawn");
  await expect(extendCall(ctx, id, extend())).rejects.toMatchObject({ fields: { "": ["unchanged"] } });
  await expect(extendCall(ctx, id, extend({ closes_date: "2026-12-05" }))).rejects.toMatchObject({ fields: { closes_date: ["call_shorter"] } });
  await extendCall(ctx, id, extend({ closes_date: "2026-12-12", opens_date: "2026-12-01" }));
  const call = await findCall(db, organiser, { id });
  expect(call).toMatchObject({ closes_at: "2026-12-13T02:59:00.000Z", opens_local: "2026-11-10T00:00" }); // it opened when it opened
  const expected = [applicants[0], applicants[1], ...jurors].map((person) => person.email).sort();
  expect(await mailsTo(db)).toEqual(expected);
  const words = { title: "Feria", summary: "Otra frase", visibility: "members", note: "Aclaramos quién postula" };
  await amendCall(ctx, id, AmendInput.parse(words));
  await expect(amendCall(ctx, id, AmendInput.parse({ ...words, visibility: "node" }))).rejects.toMatchObject({ fields: { visibility: ["call_narrower"] } });
  expect((await changesOf(db, id)).map(({ kind, note }) => [kind, note])).toEqual([
    ["amended", "Aclaramos quién postula"],
    ["extended", "Por el cierre del semestre"],
    ["published", ""],
  ]);
  expect((await db.selectFrom("events").select(["starts_local", "title"]).executeTakeFirst())?.starts_local.slice(0, 10)).toBe("2026-12-12");
});

test("a closed call opens again while nobody has assessed; a cancelled one is over, and can be put away", async () => {
  await using database = await testDb();
  const { db } = database;
  const stage = await callStage(db);
  const { organiser, applicants, jurors, ctxOf } = stage;
  const { id } = await stage.openCall({ jury: true });
  const later = ctxOf(organiser, CALL_TIMES.afterClosing);
  await expect(extendCall(later, id, extend({ closes_date: "2026-12-11" }))).rejects.toMatchObject({ fields: { closes_date: ["past"] } });
  await extendCall(later, id, extend({ closes_date: "2026-12-15" }));
  expect((await changesOf(db, id))[0]).toMatchObject({ kind: "reopened" });
  const application_id = await applied(db, id, applicants[0]);
  const assessment = { id: newId(), call_id: id, application_id, person_id: jurors[0].id, comment_md: "", comment_html: "", note: "" };
  await db
    .insertInto("assessments")
    .values({ ...assessment, created_at: CAST_NOW, updated_at: CAST_NOW, done_at: null })
    .execute();
  const muchLater = ctxOf(organiser, "2026-12-18T15:00:00.000Z");
  await expect(extendCall(muchLater, id, extend({ closes_date: "2026-12-19", jury_date: "" }))).rejects.toMatchObject({ fields: { closes_date: ["call_assessed"] } });
  await expect(archiveCall(muchLater, id, true)).rejects.toMatchObject({ reason: "call_under_way" });
  await cancelCall(muchLater, id, "No hubo jurado suficiente");
  await cancelCall(muchLater, id, "No hubo jurado suficiente"); // sent twice
  await expect(extendCall(muchLater, id, extend({ closes_date: "2027-01-19", jury_date: "" }))).rejects.toMatchObject({ reason: "call_over" });
  await archiveCall(muchLater, id, true);
  expect(await titlesFor(db, applicants[0], "past", muchLater.now)).toEqual([]);
  expect(await findCall(db, applicants[0], { id })).not.toBeNull();
});
