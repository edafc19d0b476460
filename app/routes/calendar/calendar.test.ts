import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { insertSlugRedirect } from "#app/domain/slugs.repo.server.ts";
import { contextOf, insertMeeting, inviteTo } from "#app/http/front.testing.ts";
import { countingQueries } from "#db/query-count.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, type Cast, castOf } from "#db/testing-cast.ts";
import { loader } from "./calendar.tsx";

let database: Awaited<ReturnType<typeof testDb>>;
let cast: Cast;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(CAST_NOW) });
  database = await testDb();
  cast = await castOf(database.db);
});
afterAll(async () => {
  vi.useRealTimers();
  await database.close();
});
beforeEach(async () => {
  for (const table of ["invitations", "event_nodes", "events"] as const) await database.db.deleteFrom(table).execute();
});

const load = (path: string, actor: Actor | null = null, context = contextOf(database, actor)) =>
  loader({ request: new Request(`https://nodos.example${path}`), params: {}, context });
async function titles(path: string, actor: Actor | null = null): Promise<string[]> {
  const { sheet, agenda } = await load(path, actor);
  return agenda ? agenda.events.map(({ title }) => title) : (sheet?.weeks ?? []).flat().flatMap(({ items }) => items.map(({ title }) => title));
}

describe("/calendario", () => {
  test("shows a meeting of several nodes once, what is for members only to who has an account, and keeps only visitors' pages", async () => {
    await insertMeeting(database.db, { title: "De dos nodos", nodes: [cast.ids.a, cast.ids.b], starts_local: "2026-12-01T10:00" });
    await insertMeeting(database.db, { title: "Solo con cuenta", visibility: "members", starts_local: "2026-12-02T10:00" });
    await insertMeeting(database.db, { title: "Borrador", status: "draft", starts_local: "2026-12-03T10:00" });
    expect(await titles("/calendario?mes=2026-12")).toEqual(["De dos nodos"]);
    expect(await titles("/calendario?mes=2026-12", cast.people.ally)).toEqual(["De dos nodos", "Solo con cuenta"]);
    for (const actor of [null, cast.people.ally]) {
      const context = contextOf(database, actor);
      await load("/calendario?mes=2026-12", actor, context);
      expect(context.keep.public).toBe(actor === null);
    }
  });

  test("is narrowed by node, kind, region and mine, in month and agenda alike", async () => {
    await insertMeeting(database.db, { title: "Taller de A", kind: "workshop", nodes: [cast.ids.a], region_code: "06", starts_local: "2027-03-01T10:00" });
    const called = await insertMeeting(database.db, { title: "Sesión de B", nodes: [cast.ids.b], region_code: "05", starts_local: "2027-03-02T10:00" });
    await inviteTo(database.db, called, cast.people.ally, null);
    for (const view of ["mes=2027-03", "vista=agenda&mes=2027-03", "vista=agenda"]) {
      expect(await titles(`/calendario?${view}`)).toEqual(["Taller de A", "Sesión de B"]);
      expect(await titles(`/calendario?${view}&nodo=electricidad`)).toEqual(["Taller de A"]);
      expect(await titles(`/calendario?${view}&tipo=session`)).toEqual(["Sesión de B"]);
      expect(await titles(`/calendario?${view}&region=06`)).toEqual(["Taller de A"]);
      expect(await titles(`/calendario?${view}&mio=1`, cast.people.ally)).toEqual(["Sesión de B"]);
      expect(await titles(`/calendario?${view}&mio=1&tipo=nada&region=99`)).toEqual(["Taller de A", "Sesión de B"]);
    }
    expect((await load("/calendario?mes=2027-03&region=06")).counts).toEqual({ "05": 1, "06": 1 });
  });

  test("a day is that of the place: late on Rapa Nui is still that day, though it is the next in Greenwich", async () => {
    await insertMeeting(database.db, { title: "Isla", zone: "Pacific/Easter", starts_local: "2027-03-31T22:30", ends_local: "2027-03-31T23:30" });
    await insertMeeting(database.db, { title: "Medianoche", starts_local: "2027-04-01T00:00", ends_local: "2027-04-01T01:00" });
    expect(await titles("/calendario?dia=2027-03-31")).toEqual(["Isla"]);
    expect(await titles("/calendario?dia=2027-04-01")).toEqual(["Medianoche"]);
    expect(await titles("/calendario?vista=agenda&mes=2027-03")).toEqual(["Isla"]);
  });

  test("of a full day the month shows five, and la franja one dot a comuna", async () => {
    for (let index = 0; index < 8; index += 1)
      await insertMeeting(database.db, {
        title: `Reunión ${index}`,
        host_establishment_id: cast.ids.boldos,
        starts_local: `2026-12-05T1${index}:00`,
        ends_local: `2026-12-05T1${index}:30`,
      });
    await insertMeeting(database.db, { title: "Austral", nodes: [cast.ids.b], host_establishment_id: cast.ids.austral, zone: "America/Punta_Arenas" });
    const { sheet, spots } = await load("/calendario?mes=2026-12");
    const day = sheet?.weeks.flat().find(({ iso }) => iso === "2026-12-05");
    expect([day?.items.length, day?.rest]).toEqual([5, 4]);
    expect(spots).toEqual([expect.objectContaining({ size: 8, label: "Rancagua: 8 reuniones" }), expect.objectContaining({ size: 1, label: "Austral", kind: 2 })]);
  });

  test("the agenda goes by pages", async () => {
    for (let index = 0; index < 30; index += 1)
      await insertMeeting(database.db, { title: `Reunión ${index}`, starts_local: `2027-05-01T${String(index % 24).padStart(2, "0")}:00`, ends_local: "2027-05-02T12:00" });
    const [first, second] = [await load("/calendario?vista=agenda"), await load("/calendario?vista=agenda&pagina=2")];
    expect([first.agenda?.pages, first.agenda?.events.length, second.agenda?.events.length]).toEqual([2, 24, 6]);
  });

  test("a renamed node leads on; one that never was is not there", async () => {
    await insertSlugRedirect(database.db, "node", "electro", cast.ids.a);
    const moved = await load("/calendario?mes=2026-12&nodo=electro").catch((thrown) => thrown);
    expect([moved.status, moved.headers.get("Location")]).toEqual([301, "/calendario?mes=2026-12&nodo=electricidad"]);
    await expect(load("/calendario?nodo=nada")).rejects.toMatchObject({ init: { status: 404 } });
  });

  test("asks the database at most five times, however many meetings there are", async () => {
    for (let index = 0; index < 8; index += 1) await insertMeeting(database.db, { nodes: [cast.ids.a, cast.ids.b] });
    for (const [path, most] of [
      ["/calendario?mes=2026-12", 4],
      ["/calendario?vista=agenda", 5],
    ] as const) {
      for (const actor of [null, cast.people.teacher]) {
        const { queries } = await countingQueries(() => load(path, actor));
        expect(queries).toBeLessThanOrEqual(most);
      }
    }
  });
});
