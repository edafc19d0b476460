import { afterAll, beforeAll, expect, test } from "vitest";
import { readWithIcalJs } from "#app/domain/feeds/readers.testing.ts";
import { insertSlugRedirect } from "#app/domain/slugs.repo.server.ts";
import type { Database } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, type Cast, castOf } from "#db/testing-cast.ts";
import { type Front, front, insertMeeting, testApp } from "./front.testing.ts";
import { keptOf } from "./kept.server.ts";
import { feedRouter } from "./kept-feeds.server.ts";

let database: Database;
let cast: Cast;
let site: Front;
let app: ReturnType<typeof testApp>;

beforeAll(async () => {
  database = await testDb();
  cast = await castOf(database.db);
  app = testApp(database);
  site = await front((server) => server.use(feedRouter(app, { now: () => CAST_NOW })));
  const { db } = database;
  const [node] = await db.selectFrom("nodes").selectAll().where("id", "=", cast.ids.a).execute();
  if (!node) throw new Error("no node");
  const territory = newId();
  await db
    .insertInto("nodes")
    .values({ ...node, id: territory, slug: "inti-red", name: "Inti Red", kind: "territorial" })
    .execute();
  await db.insertInto("node_establishments").values({ node_id: territory, establishment_id: cast.ids.austral, since: CAST_NOW, until: null }).execute();
  await insertMeeting(db, { title: "Taller de A", kind: "workshop", nodes: [cast.ids.a], region_code: "06", starts_local: "2026-12-01T10:00" });
  await insertMeeting(db, { title: "Sesión de A", nodes: [cast.ids.a], host_establishment_id: cast.ids.austral, region_code: "12", starts_local: "2026-12-02T10:00" });
  await insertMeeting(db, { title: "Sesión de B", nodes: [cast.ids.b], region_code: "06", starts_local: "2026-12-03T10:00" });
  await insertMeeting(db, { title: "Del territorio", nodes: [territory], starts_local: "2026-12-04T10:00" });
  await insertMeeting(db, { title: "Solo con cuenta", nodes: [cast.ids.a], visibility: "members", starts_local: "2026-12-05T10:00" });
});
afterAll(async () => {
  await site.close();
  await database.close();
});

const titles = async (query: string) => readWithIcalJs((await site.get(`/calendario.ics?${query}`)).text).events.map((event) => event.summary);

test("each public filter has its own address, and they combine", async () => {
  expect(await titles("nodo=electricidad")).toEqual(["Taller de A", "Sesión de A"]);
  expect(await titles("tipo=session&region=06")).toEqual(["Sesión de B"]);
  expect(await titles("territorio=inti-red")).toEqual(["Sesión de A", "Del territorio"]);
  expect(await titles("territorio=inti-red&nodo=electricidad")).toEqual(["Sesión de A"]);
  expect(await titles("establecimiento=liceo-tecnico-austral")).toEqual(["Sesión de A", "Del territorio"]);
  expect(await titles("nodo=&tipo=workshop")).toEqual(["Taller de A"]);
  expect(await titles("nodo=&tipo=")).toHaveLength(4);
});

test("it is called what it shows, is answered with ETag and 304, and is the same whatever the order", async () => {
  const first = await site.get("/calendario.ics?tipo=workshop&nodo=electricidad");
  expect(readWithIcalJs(first.text).name).toBe("Talleres de Electricidad · Nodos");
  const other = await site.get("/calendario.ics?nodo=electricidad&tipo=workshop", { "if-none-match": String(first.headers.etag) });
  expect(other.status).toBe(304);
  expect((await site.get("/calendario.ics?nodo=electricidad&tipo=workshop", { "accept-encoding": "gzip" })).headers["content-encoding"]).toBe("gzip");
  expect((await site.head("/calendario.ics?nodo=electricidad&tipo=workshop")).headers["content-length"]).toBe(first.headers["content-length"]);
});

test("what is no filter of ours is 404: other names, other values, the same twice", async () => {
  for (const query of [
    "x=1",
    "nodo=nada",
    "tipo=fiesta",
    "region=99",
    "q=a",
    "mio=1",
    "nodo=electricidad&nodo=orientacion",
    "nodo=A%00",
    "territorio=electricidad",
    "establecimiento=nada",
  ]) {
    const { status, headers } = await site.get(`/calendario.ics?${query}`);
    expect([query, status, headers["cache-control"]]).toEqual([query, 404, "no-store"]);
  }
});

test("a renamed node leads on with the rest of the filter", async () => {
  await insertSlugRedirect(database.db, "node", "electro", cast.ids.a);
  const { status, headers } = await site.get("/calendario.ics?nodo=electro&region=06");
  expect([status, headers.location]).toEqual([301, "/calendario.ics?nodo=electricidad&region=06"]);
});

test("however many filters somebody tries, sixty are kept", async () => {
  const kinds = ["session", "gathering", "workshop", "visit", "milestone"];
  const regions = ["15", "01", "02", "03", "04", "05", "13", "06", "07", "16", "08", "09", "14", "10", "11", "12"];
  for (const kind of kinds) for (const region of regions) await site.get(`/calendario.ics?tipo=${kind}&region=${region}`);
  expect(keptOf(app).stats().entries).toBeLessThanOrEqual(61);
});
