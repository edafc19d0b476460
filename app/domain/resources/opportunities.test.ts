import { expect, test } from "vitest";
import { setMark } from "#app/domain/marks/marks.server.ts";
import { sendDailyMails } from "#app/domain/reminders/reminders.server.ts";
import type { Db } from "#db/create.ts";
import { testDb } from "#db/testing.ts";
import { saveDraft } from "./drafting.server.ts";
import { archiveResource, restoreResource } from "./keeping.server.ts";
import { publishDraft } from "./publishing.server.ts";
import { repositoryStage } from "./resources.testing.ts";
import { archiveSpecialty, listSpecialties, moveSpecialty, saveSpecialty } from "./specialties.server.ts";

const dates = (db: Db) => db.selectFrom("events").select(["title", "status", "visibility", "kind", "starts_local", "sequence"]).execute();

test("the end of an opportunity is a date in the calendar of its nodes, and goes where it goes", async () => {
  await using database = await testDb();
  const { db } = database;
  const { published, nodes, people, ctxOf } = await repositoryStage(db);
  const { id } = await published("opportunity", { title: "Fondo", node_ids: [nodes.a.id], visibility: "public" });
  const shown = { title: "Cierra: Fondo", status: "published", visibility: "public", kind: "milestone", starts_local: "2026-12-18T00:00", sequence: 0 };
  expect(await dates(db)).toEqual([shown]);
  expect(await db.selectFrom("event_nodes").select("node_id").execute()).toEqual([{ node_id: nodes.a.id }]);
  const change = async (patch: object) => {
    await saveDraft(ctxOf(people.teacher), id, patch);
    await publishDraft(ctxOf(people.teacher), id, { note: "" });
  };
  await change({ closes_local: "2026-12-20T12:00" });
  expect(await dates(db)).toEqual([{ ...shown, starts_local: "2026-12-20T00:00", sequence: 1 }]);
  await archiveResource(ctxOf(people.teacher), id);
  expect((await dates(db))[0]).toMatchObject({ status: "cancelled", sequence: 2 });
  await restoreResource(ctxOf(people.teacher), id);
  expect((await dates(db))[0]).toMatchObject({ status: "published", sequence: 3 });
  await change({ visibility: "node" });
  expect((await dates(db))[0]).toMatchObject({ status: "cancelled" });
});

test("for a node alone there is no date in calendars", async () => {
  await using database = await testDb();
  const { db } = database;
  const { published, nodes } = await repositoryStage(db);
  await published("opportunity", { node_ids: [nodes.a.id], visibility: "node" });
  expect(await dates(db)).toEqual([]);
});

test("who saved it is told seven days and one day before, once each, and only while they may see it", async () => {
  await using database = await testDb();
  const { db } = database;
  const { published, nodes, people, ctxOf } = await repositoryStage(db);
  const open = await published("opportunity", { title: "Fondo abierto", node_ids: [nodes.a.id] });
  const own = await published("opportunity", { title: "Fondo del nodo", node_ids: [nodes.a.id], visibility: "node" });
  await setMark(ctxOf(people.coordinatorA), own.slug, "saved", true);
  await setMark(ctxOf(people.head), open.slug, "saved", true);
  await db.insertInto("resource_marks").values({ resource_id: own.id, person_id: people.head.id, kind: "saved", created_at: "2026-11-21T15:00:00.000Z" }).execute();
  const told = async (now: string) => {
    await sendDailyMails(ctxOf(null, now));
    const rows = await db.selectFrom("outbox").select(["to_email", "subject"]).where("kind", "=", "reminder").orderBy("to_email").execute();
    return rows.map((row) => `${row.to_email} ${row.subject}`);
  };
  expect(await told("2026-12-10T13:00:00.000Z")).toEqual([]);
  const week = [`${people.coordinatorA.email} Por cerrar: Fondo del nodo`, `${people.head.email} Por cerrar: Fondo abierto`];
  expect(await told("2026-12-12T13:00:00.000Z")).toEqual(week);
  expect(await told("2026-12-14T13:00:00.000Z")).toEqual(week);
  expect(await told("2026-12-18T13:00:00.000Z")).toHaveLength(4);
  expect(await told("2026-12-19T13:00:00.000Z")).toHaveLength(4);
});

test("the list of specialties is administration's: named, ordered, put away", async () => {
  await using database = await testDb();
  const { db } = database;
  const { people, ctxOf } = await repositoryStage(db);
  const admin = ctxOf(people.admin);
  expect(await listSpecialties(db)).toHaveLength(35);
  await saveSpecialty(admin, { name: "Energías renovables", sector: "Electricidad" });
  await expect(saveSpecialty(admin, { name: "energias renovables", sector: "x" })).rejects.toMatchObject({ fields: { name: ["specialty_taken"] } });
  await saveSpecialty(admin, { id: "electricidad", name: "Electricidad industrial", sector: "Electricidad" });
  await moveSpecialty(admin, "contabilidad", "up");
  await archiveSpecialty(admin, "forestal", true);
  const all = await listSpecialties(db);
  expect(all.slice(0, 2).map((one) => one.id)).toEqual(["contabilidad", "administracion"]);
  expect(all.find((one) => one.id === "electricidad")?.name).toBe("Electricidad industrial");
  expect(all.map((one) => one.id)).toContain("energias-renovables");
  expect(all.map((one) => one.id)).not.toContain("forestal");
  await expect(saveSpecialty(ctxOf(people.teacher), { name: "x", sector: "y" })).rejects.toMatchObject({ code: "forbidden" });
});
