import { expect, test } from "vitest";
import { updateCircle } from "#app/domain/circles/circles.server.ts";
import { circleForm, circleStage } from "#app/domain/circles/circles.testing.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { cancelEvent } from "#app/domain/events/scheduling.server.ts";
import { suspendPerson } from "#app/domain/identity/administration.server.ts";
import { updatePerson } from "#app/domain/identity/people.repo.server.ts";
import { insertCircleAgreement } from "#app/domain/logbook/agreement-writes.repo.server.ts";
import { updateNode } from "#app/domain/nodes/nodes.repo.server.ts";
import { EstablishmentInput } from "#app/domain/places/establishment.ts";
import { createEstablishment } from "#app/domain/places/establishments.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, castOf } from "#db/testing-cast.ts";
import { fillSearch, rebuildSearch } from "./rebuild.server.ts";
import { searchAll } from "./search.server.ts";
import { insertWork } from "./search.testing.ts";

const found = async (ctx: Ctx, q: string) => (await searchAll(ctx, { q })).rows.map((row) => row.title.map((snip) => snip.text).join(""));

test("a change is found within its transaction, and what is hidden is not", async () => {
  await using database = await testDb();
  const { db } = database;
  const cast = await castOf(db);
  const { admin, teacher } = cast.people;
  await db.transaction().execute(async (tx) => {
    const visitor = cast.ctxOf(null, tx);
    await updateNode(tx, cast.nodes.a.id, { name: "Electromovilidad" });
    expect(await found(visitor, "electromovilidad")).toEqual(["Electromovilidad"]);
    await updateNode(tx, cast.nodes.a.id, { archived_at: CAST_NOW });
    expect(await found(visitor, "electromovilidad")).toEqual([]);
    await createEstablishment(cast.ctxOf(admin, tx), EstablishmentInput.parse({ name: "Liceo Guanaco Sur", comuna_code: "12101", rbd: "777" }));
    expect([await found(visitor, "guanaco"), await found(visitor, "777")]).toEqual([["Liceo Guanaco Sur"], ["Liceo Guanaco Sur"]]);
    await updatePerson(tx, teacher.id, { name: "Teresa Soto Araya", organisation: null, name_public_at: CAST_NOW }, CAST_NOW);
    expect(await found(visitor, "teresa araya")).toEqual(["Teresa Soto Araya"]);
    await suspendPerson(cast.ctxOf(admin, tx), teacher.id);
    expect(await found(visitor, "teresa araya")).toEqual([]);
  });
});

test("a meeting is found from its publication until it is called off, and by whom it is for", async () => {
  await using database = await testDb();
  const { db } = database;
  const cast = await castOf(db);
  const ctx = cast.ctxOf(cast.people.coordinatorA, db);
  const id = await publishedMeeting(ctx, "Taller de guanaquería", cast.nodes.a.id);
  expect([await found(cast.ctxOf(null, db), "guanaquería"), await found(cast.ctxOf(cast.people.outsider, db), "guanaquería")]).toEqual([[], ["Taller de guanaquería"]]);
  await cancelEvent(ctx, id, { message: "No alcanzamos." });
  expect(await found(ctx, "guanaquería")).toEqual([]);
});

async function publishedMeeting(ctx: Ctx, title: string, node: string): Promise<string> {
  const { createDraft, publishEvent } = await import("#app/domain/events/scheduling.server.ts");
  const { EventInput } = await import("#app/domain/events/event.ts");
  const id = newId();
  const times = { date: "2026-12-05", start_time: "10:00", end_time: "12:00", zone: "America/Santiago" };
  await createDraft(ctx, EventInput.parse({ id, title, kind: "workshop", visibility: "members", node_ids: [node], online_url: "https://sala.example/x", ...times }));
  expect(await found(ctx, "guanaquería")).toEqual([]);
  await publishEvent(ctx, id);
  return id;
}

test("an agreement is found by who reads its logbook, also when that changes", async () => {
  await using database = await testDb();
  const { db } = database;
  const { circle, people, outsider, admin, ctxOf } = await circleStage(db);
  await agreement(db, circle.id, "Rotación de guanacos");
  const finds = async () => Promise.all([null, outsider, people[1] as Actor, people[0] as Actor].map(async (actor) => (await found(ctxOf(actor), "guanacos")).length));
  expect(await finds()).toEqual([1, 1, 1, 1]);
  await updateCircle(ctxOf(admin), circle.id, circleForm({ logbook: "network" }));
  expect(await finds()).toEqual([0, 1, 1, 1]);
  await updateCircle(ctxOf(admin), circle.id, circleForm({ logbook: "circle" }));
  expect(await finds()).toEqual([0, 0, 1, 1]);
});

async function agreement(db: Db, circle_id: string, title: string): Promise<void> {
  const nothing = { node_id: null, process_id: null, event_id: null, role_id: null, owner_person_id: null, adopted_by: null, review_on: null, review_due_at: null };
  const open = { reviewed_at: null, expires_on: null, superseded_by: null, superseded_at: null, ended_at: null, ended_by: null, ended_note: "" };
  const said = { kind: "noted", title, driver: "", body_md: "", body_html: "", search_text: "", number: 1, adopted_at: CAST_NOW };
  await insertCircleAgreement(db, { id: newId(), circle_id, ...said, ...nothing, ...open });
}

test("the index is filled step by step after the update, and built anew on request without what is gone", async () => {
  await using database = await testDb();
  const { db } = database;
  const cast = await castOf(db);
  const visitor = cast.ctxOf(null, db);
  const id = await insertWork(db, { title: "Guanaquería" });
  await db.deleteFrom("search_entries").execute();
  let steps = 1;
  while (await fillSearch(db)) steps += 1;
  expect([await found(visitor, "guanaquería"), await found(visitor, "puerto"), steps < 20]).toEqual([
    ["Guanaquería"],
    expect.arrayContaining(["CADE-TP Puerto Claro", "Camila Díaz Leiva"]),
    true,
  ]);
  expect(await fillSearch(db)).toBe(false);
  await db.deleteFrom("resources").where("id", "=", id).execute();
  await rebuildSearch(db);
  expect((await searchAll(visitor, { q: "guanaquería" })).total).toBe(0);
});
