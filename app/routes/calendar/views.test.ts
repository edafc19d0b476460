import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { contextOf, insertMeeting, inviteTo } from "#app/http/front.testing.ts";
import { newId } from "#db/ids.ts";
import { countingQueries } from "#db/query-count.ts";
import { searchText } from "#db/search-text.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, type Cast, castOf } from "#db/testing-cast.ts";
import { type CalendarData, loader } from "./calendar.tsx";
import { calendarHref, calendarQuery, inView } from "./calendar-query.ts";

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
  for (const table of ["invitations", "event_nodes", "events", "school_days"] as const) await database.db.deleteFrom(table).execute();
});

const load = async (query: string, actor: Actor | null = null) =>
  (await loader({ request: new Request(`https://nodos.example/calendario?${query}`), params: {}, context: contextOf(database, actor) })) as CalendarData;
const schoolHoliday = (first_day: string, last_day: string, name: string) =>
  database.db.insertInto("school_days").values({ id: newId(), kind: "holiday", name, first_day, last_day, region_code: null, created_by: null, created_at: CAST_NOW }).execute();

/** What a view shows, as titles. */
async function titles(query: string, actor: Actor | null = null): Promise<string[]> {
  const { sheet, week, year, map, agenda } = await load(query, actor);
  const all = [
    ...(sheet?.weeks ?? []).flat().flatMap(({ items }) => items),
    ...(week?.days ?? []).flatMap(({ items }) => items),
    ...(year?.months ?? []).flatMap(({ lines }) => lines),
    ...(map ? [...map.places.flatMap(({ items }) => items), ...map.online.items] : []),
    ...(agenda?.events ?? []),
  ];
  return all.map(({ title }) => title);
}

describe("the week", () => {
  test("has seven days from Monday, each meeting on its day in the order of its hours, with its place", async () => {
    await insertMeeting(database.db, { title: "Tarde", starts_local: "2026-12-02T15:00", ends_local: "2026-12-02T16:30", host_establishment_id: cast.ids.boldos });
    await insertMeeting(database.db, { title: "Mañana", starts_local: "2026-12-02T09:00", ends_local: "2026-12-02T10:00" });
    await insertMeeting(database.db, { title: "Otra semana", starts_local: "2026-12-07T09:00", ends_local: "2026-12-07T10:00" });
    const { week } = await load("vista=semana&dia=2026-12-05");
    expect(week?.days.map(({ iso }) => iso)).toEqual(["2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-05", "2026-12-06"]);
    expect(week?.days[2]?.items.map(({ title, place }) => [title, place])).toEqual([
      ["Mañana", "En línea"],
      ["Tarde", "Liceo Polivalente Los Boldos, Rancagua, y en línea"],
    ]);
    expect(await titles("vista=semana&dia=2026-12-07")).toEqual(["Otra semana"]);
    expect((await load("vista=semana")).week?.day).toBe("2026-11-21");
  });
});

describe("special days", () => {
  test("are said in month, week and year: holidays on their day, runs at their first day and each Monday", async () => {
    await schoolHoliday("2026-12-09", "2026-12-18", "Receso de diciembre");
    const { sheet } = await load("mes=2026-12");
    const notes = (sheet?.weeks ?? []).flat().flatMap(({ iso, note }) => (note?.text ? [`${iso.slice(8)} ${note.text}`] : []));
    expect(notes).toEqual(["08 Feriado: Inmaculada Concepción", "09 Receso de diciembre", "14 Receso de diciembre", "25 Feriado: Navidad", "01 Feriado: Año Nuevo"]);
    expect((await load("vista=semana&dia=2026-12-10")).week?.days.map(({ note }) => note?.tone ?? null)).toEqual([
      null,
      "holiday",
      "school",
      "school",
      "school",
      "school",
      "school",
    ]);
    const december = (await load("vista=anual&ano=2026")).year?.months[11];
    expect(december?.holidays).toEqual(["8 Inmaculada Concepción", "25 Navidad"]);
    expect(december?.runs).toEqual([{ name: "Receso de diciembre", day: "2026-12-09", last: "2026-12-18" }]);
  });
});

describe("the year plan", () => {
  test("has twelve months with a mark a meeting, eight lines each and how many more there are", async () => {
    for (let index = 1; index <= 10; index += 1)
      await insertMeeting(database.db, { title: `Reunión ${index}`, nodes: [cast.ids.a], starts_local: `2027-03-${String(index).padStart(2, "0")}T10:00` });
    await insertMeeting(database.db, { title: "Feria de tres días", nodes: [cast.ids.b], starts_local: "2027-08-31T09:00", ends_local: "2027-09-02T13:00" });
    const { year } = await load("vista=anual&ano=2027");
    expect(year?.months.map(({ lines, rest }) => lines.length + rest)).toEqual([0, 0, 10, 0, 0, 0, 0, 1, 1, 0, 0, 0]);
    expect([year?.months[2]?.lines.length, year?.months[2]?.rest]).toEqual([8, 2]);
    expect([year?.months[7]?.lines[0]?.days, year?.months[8]?.lines[0]?.days]).toEqual(["31", "1–2"]);
    const days = (year?.months[2]?.weeks ?? []).flat().filter((day) => day !== null);
    expect([days.length, days[0]?.count, days[0]?.marks, days[20]?.count]).toEqual([31, 1, [{ glyph: "rayo", colour: 1 }], 0]);
    expect((await load("vista=anual")).year?.year).toBe("2026");
  });
});

describe("the map", () => {
  test("tells comunas from north to south with their numbers, and apart what is online or nowhere", async () => {
    for (const title of ["Uno", "Dos"]) await insertMeeting(database.db, { title, host_establishment_id: cast.ids.boldos, region_code: "06" });
    await insertMeeting(database.db, { title: "Austral", host_establishment_id: cast.ids.austral, region_code: "12", zone: "America/Punta_Arenas" });
    await insertMeeting(database.db, { title: "Puerto", host_establishment_id: cast.ids.puerto, region_code: "05" });
    await insertMeeting(database.db, { title: "Por video" });
    await insertMeeting(database.db, { title: "Hito", kind: "milestone", online_url: null, starts_local: "2026-12-10T00:00", ends_local: "2026-12-10T23:59" });
    await insertMeeting(database.db, { title: "Cancelada", status: "cancelled", host_establishment_id: cast.ids.boldos });
    await insertMeeting(database.db, { title: "Pasada", host_establishment_id: cast.ids.boldos, starts_local: "2026-11-02T10:00" });
    const { map, counts } = await load("vista=mapa");
    expect(map?.places.map(({ comuna, count }) => [comuna, count])).toEqual([
      ["Valparaíso", 1],
      ["Rancagua", 2],
      ["Punta Arenas", 1],
    ]);
    expect([map?.online.count, map?.nowhere, counts]).toEqual([1, 1, { "05": 1, "06": 2, "12": 1 }]);
    expect(await titles("vista=mapa&region=12")).toEqual(["Austral"]);
    expect(await titles("vista=mapa&mes=2026-11")).toEqual(["Pasada"]);
  });
});

describe("filters", () => {
  test("by territory, school, words and mine narrow every view, and combine", async () => {
    const { db } = database;
    const [node] = await db.selectFrom("nodes").selectAll().where("id", "=", cast.ids.a).execute();
    if (!node) throw new Error("no node");
    const territory = newId();
    await db
      .insertInto("nodes")
      .values({ ...node, id: territory, slug: "inti-red", name: "Inti Red", kind: "territorial", search_text: "inti red" })
      .execute();
    await db.insertInto("node_establishments").values({ node_id: territory, establishment_id: cast.ids.austral, since: CAST_NOW, until: null }).execute();
    const at = { starts_local: "2026-12-02T10:00", ends_local: "2026-12-02T11:00" };
    const called = await insertMeeting(db, { title: "Taller de tableros", kind: "workshop", nodes: [cast.ids.a], search_text: searchText("Taller de tableros"), ...at });
    await insertMeeting(db, { title: "En el sur", nodes: [cast.ids.a], host_establishment_id: cast.ids.austral, ...at });
    await insertMeeting(db, { title: "Del territorio", nodes: [territory], ...at });
    await insertMeeting(db, { title: "De B", nodes: [cast.ids.b], ...at });
    await inviteTo(db, called, cast.people.ally, null);
    for (const view of ["mes=2026-12", "vista=semana&dia=2026-12-02", "vista=agenda", "vista=anual", "vista=mapa"]) {
      const sorted = async (query: string, actor: Actor | null = null) => (await titles(`${view}&${query}`, actor)).sort();
      expect([view, await sorted("territorio=inti-red")]).toEqual([view, ["Del territorio", "En el sur"]]);
      expect([view, await sorted("territorio=inti-red&nodo=electricidad")]).toEqual([view, ["En el sur"]]);
      expect([view, await sorted("establecimiento=liceo-tecnico-austral")]).toEqual([view, ["Del territorio", "En el sur"]]);
      expect([view, await sorted("q=T%C3%81BLEROS")]).toEqual([view, ["Taller de tableros"]]);
      expect([view, await sorted("mio=1&tipo=workshop", cast.people.ally)]).toEqual([view, ["Taller de tableros"]]);
      expect([view, await sorted("q=nada")]).toEqual([view, []]);
    }
    await expect(load("territorio=electricidad")).rejects.toMatchObject({ init: { status: 404 } });
    await expect(load("establecimiento=nada")).rejects.toMatchObject({ init: { status: 404 } });
    await db.deleteFrom("node_establishments").where("node_id", "=", territory).execute();
    await db.deleteFrom("event_nodes").where("node_id", "=", territory).execute();
    await db.deleteFrom("nodes").where("id", "=", territory).execute();
  });

  test("a school is found by words of its name", async () => {
    const { schools } = await load("escuela=austral");
    expect(schools).toEqual({ words: "austral", found: [{ slug: "liceo-tecnico-austral", name: "Liceo Técnico Austral", comuna: "Punta Arenas" }] });
    expect((await load("escuela=austral&establecimiento=liceo-tecnico-austral")).school?.name).toBe("Liceo Técnico Austral");
  });

  test("the other views keep them, and the date", () => {
    const query = (search: string) => calendarQuery(new URL(`https://nodos.example/calendario?${search}`), true);
    const from = (search: string, view: Parameters<typeof inView>[1]) => inView(query(search), view, "2026-11-21");
    const filters = "nodo=electricidad&territorio=inti-red&tipo=workshop&region=08&establecimiento=liceo&q=tableros&mio=1";
    for (const view of ["month", "week", "agenda", "year", "map"] as const) {
      const kept = new URL(`https://x${from(`vista=semana&dia=2027-03-05&${filters}`, view)}`).searchParams;
      for (const [name, value] of new URLSearchParams(filters)) expect([view, name, kept.get(name)]).toEqual([view, name, value]);
    }
    expect(from("vista=semana&dia=2027-03-05", "month")).toBe("/calendario?mes=2027-03");
    expect(from("vista=semana&dia=2027-03-05", "year")).toBe("/calendario?vista=anual&ano=2027");
    expect(from("mes=2027-03", "week")).toBe("/calendario?vista=semana&dia=2027-03-01");
    expect(from("mes=2027-03", "agenda")).toBe("/calendario?vista=agenda&mes=2027-03");
    expect(from("mes=2026-11", "week")).toBe("/calendario?vista=semana");
    expect(from("vista=anual&ano=2027", "map")).toBe("/calendario?vista=mapa&mes=2027-01");
    expect(from("", "year")).toBe("/calendario?vista=anual");
    expect(calendarHref(query("dia=2026-12-05&tipo=visit"))).toBe("/calendario?dia=2026-12-05&tipo=visit");
  });
});

test("no view asks the database more than six times", async () => {
  for (let index = 0; index < 8; index += 1) await insertMeeting(database.db, { nodes: [cast.ids.a, cast.ids.b] });
  for (const view of ["mes=2026-12", "vista=semana&dia=2026-12-05", "vista=agenda", "vista=anual", "vista=mapa"]) {
    const { queries } = await countingQueries(() => load(`${view}&establecimiento=liceo-tecnico-austral`, cast.people.teacher));
    expect([view, queries <= 6]).toEqual([view, true]);
  }
});
