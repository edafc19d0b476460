import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { listMyFeeds } from "#app/domain/feeds/feeds.server.ts";
import { contextOf } from "#app/http/front.testing.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { type Cast, castOf } from "#db/testing-cast.ts";
import { action, loader } from "./account-feeds.tsx";

let database: Awaited<ReturnType<typeof testDb>>;
let cast: Cast;

beforeAll(async () => {
  database = await testDb();
  cast = await castOf(database.db);
});
afterAll(() => database.close());

const load = (path: string, actor: Actor | null) => loader({ request: new Request(`https://nodos.example${path}`), params: {}, context: contextOf(database, actor) });
const feedsOf = (actor: Actor) => listMyFeeds({ ...cast.ctxOf(actor), actor });

function post(fields: Record<string, string>, actor: Actor | null) {
  const request = new Request("https://nodos.example/cuenta/calendarios", { method: "POST", body: new URLSearchParams(fields) });
  return action({ request, params: {}, context: contextOf(database, actor) }) as Promise<{ status?: number; headers: Headers; data?: unknown; init?: { status: number } }>;
}

test("is for who is signed in", async () => {
  const refused = await load("/cuenta/calendarios", null).catch((thrown) => thrown);
  expect([refused.status, refused.headers.get("Location")]).toEqual([302, "/entrar?volver=%2Fcuenta%2Fcalendarios"]);
  await expect(post({}, null)).rejects.toMatchObject({ status: 302 });
});

test("makes a calendar, once however often it is sent, and says what is missing", async () => {
  const { teacher } = cast.people;
  const fields = { id: newId(), label: "Talleres", what: "filter", node: cast.ids.a, kind: "workshop", region: "" };
  for (let sent = 0; sent < 2; sent += 1) expect((await post(fields, teacher)).status).toBe(303);
  expect((await feedsOf(teacher)).map(({ label, filter }) => [label, filter])).toEqual([["Talleres", { node: cast.ids.a, kind: "workshop" }]]);
  const refused = await post({ ...fields, id: newId(), label: " ", kind: "party" }, teacher);
  expect(refused).toMatchObject({
    init: { status: 422 },
    data: { errors: { label: ["Falta completar este dato."], kind: ["Elige una de las opciones."] }, values: { what: "filter", node: cast.ids.a } },
  });
});

test("is prefilled with what the calendar was narrowed to", async () => {
  const { suggested } = (await load("/cuenta/calendarios?nodo=electricidad&tipo=workshop&region=06", cast.people.ally)) as { suggested: unknown };
  expect(suggested).toMatchObject({ what: "filter", node: cast.ids.a, kind: "workshop", region: "06", label: "Taller · Electricidad · O'Higgins" });
  const mine = (await load("/cuenta/calendarios?mio=1&tipo=visit&establecimiento=liceo-tecnico-austral&q=solar", cast.people.ally)) as { suggested: unknown; school: unknown };
  expect(mine.suggested).toMatchObject({ what: "mine", kind: "visit", establishment: cast.ids.austral, words: "solar", label: "Lo mío · Visita · Liceo Técnico Austral · solar" });
  expect(mine.school).toEqual({ id: cast.ids.austral, name: "Liceo Técnico Austral" });
});

test("asks before it revokes, and only one's own", async () => {
  const { ally, teacher } = cast.people;
  await post({ id: newId(), label: "Mío", what: "mine" }, ally);
  const id = (await feedsOf(ally))[0]?.id ?? "";
  expect(await load(`/cuenta/calendarios?anular=${id}`, ally)).toEqual({ leaving: { id, label: "Mío" } });
  await expect(load(`/cuenta/calendarios?anular=${id}`, teacher)).rejects.toMatchObject({ init: { status: 404 } });
  await post({ intent: "revoke", id }, teacher);
  expect((await feedsOf(ally)).length).toBe(1);
  for (let sent = 0; sent < 2; sent += 1) expect((await post({ intent: "revoke", id }, ally)).status).toBe(303);
  expect(await feedsOf(ally)).toEqual([]);
});
