import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import type { Database } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, type Cast, castOf } from "#db/testing-cast.ts";
import { refreshSearch } from "./refresh.server.ts";
import { entryMatches, entryRank, wordsIn } from "./search.repo.server.ts";
import { FOUND_PER_PAGE, type SearchInput, searchAll } from "./search.server.ts";
import { insertWork } from "./search.testing.ts";

let database: Database;
let cast: Cast;
beforeEach(async () => {
  database = await testDb();
  cast = await castOf(database.db);
});
afterEach(() => database.close());

const search = (q: string, actor: Actor | null = null, more: Partial<SearchInput> = {}) => searchAll(cast.ctxOf(actor, database.db), { q, ...more });
const titles = async (q: string, actor: Actor | null = null, more: Partial<SearchInput> = {}) =>
  (await search(q, actor, more)).rows.map((row) => row.title.map((snip) => snip.text).join(""));
const work = (title: string, more: Partial<Parameters<typeof insertWork>[1]> = {}) => insertWork(database.db, { created_by: cast.people.admin.id, ...more, title });

describe("words", () => {
  test("any form of a word, with accents or without, and its beginning, finds the others", async () => {
    await work("Planificación de tableros eléctricos", { summary: "Mediciones seguras." });
    for (const q of ["planificaciones", "PLANIFICACION", "tablero electrico", "medición", "planif", "tablero elec", "«tableros eléctricos»"])
      expect(await titles(q), q).toHaveLength(1);
    for (const q of ["«tablero»", "tableros hidráulicos", "xyz"]) expect(await titles(q), q).toEqual([]);
  });

  test("what stands in the title comes first, then summary and tags, text, files; among equals the newest", async () => {
    const at = (day: number) => ({ at: `2026-03-0${day}T12:00:00.000Z` });
    await work("De sus archivos", { ...at(9), file: "Pauta de soldadura" });
    await work("De su texto", { ...at(8), body: "<p>La soldadura &amp; sus normas</p>" });
    await work("De su etiqueta", { ...at(7), tags: ["soldaduras"] });
    await work("Soldadura antigua", at(1));
    await work("Soldadura nueva", at(2));
    expect(await titles("soldadura")).toEqual(["Soldadura nueva", "Soldadura antigua", "De su etiqueta", "De su texto", "De sus archivos"]);
    const [inFile] = (await search("pauta")).rows;
    expect([inFile?.file, inFile?.text.filter((snip) => snip.hit).map((snip) => snip.text)]).toEqual(["archivo.pdf", ["Pauta"]]);
    const [inBody] = (await search("normas")).rows;
    expect(inBody?.text.map((snip) => (snip.hit ? `[${snip.text}]` : snip.text)).join("")).toBe("La soldadura & sus [normas]");
  });

  test("a mistyped word finds what was meant, and says so; what finds something is left alone", async () => {
    await work("Electricidad domiciliaria");
    const found = await search("eletricidad");
    expect([found.total, found.mended]).toEqual([1, [{ typed: "eletricidad", meant: "electricidad" }]]);
    expect((await search("eletricidad", null, { literal: true })).total).toBe(0);
    expect((await search("domiciliaria electrcidad")).total).toBe(1);
    expect((await search("electricidad")).mended).toEqual([]);
    expect((await search("«eletricidad»")).mended).toEqual([]);
  });

  test("nothing that is typed is an error", async () => {
    await work("Electricidad");
    const hostile = [
      "",
      " ",
      "\0",
      "'; DROP TABLE people; --",
      '"',
      '""',
      "«",
      "AND",
      "NOT NEAR(",
      "a:b*",
      "e* OR",
      "^x",
      "=electr",
      "@public",
      "🙂",
      "%_\\",
      "\ud800",
      "𞤀𞤁",
      "漢字",
      "ß".repeat(300),
    ];
    for (const q of [...hostile, "electricidad ".repeat(800), "x".repeat(10_000), "(((((", "':* & !", "<script>"]) await search(q);
    expect(await titles("electricidad & (cosas | 'otras)")).toEqual([]);
    expect(await titles("electricidad \0 !")).toEqual(["Electricidad"]);
  });
});

describe("who finds", () => {
  test("a resource is found by those who may read it, and its words betray it to nobody else", async () => {
    const { a, b } = cast.nodes;
    const circle = newId();
    await work("Pública guanaquería");
    await work("Miembros guanaquería", { visibility: "members" });
    await work("Nodo guanaquería", { visibility: "node", nodes: [a.id] });
    await work("Ajena guanaquería", { visibility: "node", nodes: [b.id] });
    await work("Borrador guanaquería", { state: "draft" });
    await work("Archivada guanaquería", { state: "archived" });
    await work("Retirada guanaquería", { state: "withdrawn" });
    await work("Propia guanaquería", { visibility: "circle", created_by: cast.people.teacher.id });
    const { teacher, outsider, admin } = cast.people;
    const found = async (actor: Actor | null) => (await titles("guanaquería", actor)).map((title) => title.split(" ")[0]).sort();
    expect(await found(null)).toEqual(["Pública"]);
    expect(await found(outsider)).toEqual(["Miembros", "Pública"]);
    expect(await found(teacher)).toEqual(["Miembros", "Nodo", "Propia", "Pública"]);
    expect(await found({ ...teacher, circles: [circle] })).toEqual(["Miembros", "Nodo", "Propia", "Pública"]);
    expect(await found(admin)).toEqual(["Ajena", "Miembros", "Nodo", "Propia", "Pública"]);
    expect((await search("guanaquería")).kinds.resource).toBe(1);
  });

  test("no word of what is hidden is proposed", async () => {
    await work("Termodinámica reservada", { visibility: "members" });
    expect([(await search("termodinamjca")).mended, (await search("termodinamjca", cast.people.outsider)).mended.length]).toEqual([[], 1]);
  });
});

test("filters, counts of each kind and pages are of what the asker finds", async () => {
  for (let i = 0; i < FOUND_PER_PAGE + 3; i++) await work(`Turbina ${i}`, { nodes: i < 2 ? [cast.nodes.a.id] : [] });
  await database.db.updateTable("nodes").set({ summary: "De la turbina" }).where("id", "=", cast.nodes.b.id).execute();
  await refreshSearch(database.db, "node", [cast.nodes.b.id]);
  const all = await search("turbina");
  expect([all.total, all.kinds.resource, all.kinds.node, all.rows.length]).toEqual([FOUND_PER_PAGE + 4, FOUND_PER_PAGE + 3, 1, FOUND_PER_PAGE]);
  expect((await search("turbina", null, { page: 2 })).rows).toHaveLength(4);
  expect((await search("turbina", null, { page: 9 })).rows).toHaveLength(0);
  expect(await titles("turbina", null, { kind: "node" })).toEqual([cast.nodes.b.name]);
  expect(await titles("turbina", null, { nodeId: cast.nodes.a.id })).toHaveLength(2);
  expect(await titles("turbina", null, { region: "12" })).toEqual([]);
});

test("lists of a section match and rank by the same words", async () => {
  const { db } = database;
  const first = await work("Motores", { summary: "Bombas" });
  const second = await work("Bombas de agua");
  await work("Otra cosa");
  const found = async (q: string) => {
    const words = await wordsIn(db, q);
    if (!words) return null;
    const rows = await db
      .selectFrom("resources as r")
      .select("r.id")
      .where(entryMatches(db, words, "resource", "r.id"))
      .orderBy(entryRank(db, words, "resource", "r.id"), "desc")
      .execute();
    return rows.map((row) => row.id);
  };
  expect(await found("bomba")).toEqual([second, first]);
  expect(await found("bonbas")).toEqual([second, first]);
  expect(await found("motores bombas")).toEqual([first]);
  expect(await found("…")).toBeNull();
});

test("whoever did not agree is not found by name, and a suspended or closed account by nobody", async () => {
  const { db } = database;
  const { teacher, outsider } = cast.people;
  await refreshSearch(db, "person", [teacher.id, outsider.id]);
  expect([await titles("teresa soto"), await titles("óscar núñez", cast.people.admin)]).toEqual([["Teresa Soto Araya"], []]);
  await db.updateTable("people").set({ suspended_at: CAST_NOW }).where("id", "=", teacher.id).execute();
  await refreshSearch(db, "person", [teacher.id]);
  expect(await titles("teresa soto", cast.people.admin)).toEqual([]);
});
