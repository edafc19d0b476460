import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, type Cast, castOf } from "#db/testing-cast.ts";
import { CARD, CARD_COLOURS, CARD_NODE_COLOURS, type CardFacts, cardSvg } from "./card-drawing.server.ts";
import { linesOf, textPath, widthOf } from "./card-letters.server.ts";
import { changeMeeting, type Front, front, insertMeeting, testApp } from "./front.testing.ts";
import { keptOf } from "./kept.server.ts";
import { cardRouter } from "./kept-cards.server.ts";

const LONG = `${"Un título muy largo ".repeat(9)}Supercalifragilísticoespialidoso${"x".repeat(120)}`;
const facts = (changes: Partial<CardFacts> = {}): CardFacts => ({
  title: "Taller de tableros",
  kind: "Taller",
  state: null,
  date: { weekday: "sáb", day: "5", month: "dic 2026", time: "18:30 h", zone: null },
  place: "Liceo Industrial, Talca",
  nodes: [{ name: "Electricidad", colour: 1, glyph: "rayo" }],
  at: { lat: -35.4, lon: -71.6 },
  network: "Nodos",
  ...changes,
});

describe("the drawing", () => {
  test("no line of text is wider than its room, and what does not fit ends in «…»", () => {
    for (const size of [66, 56, 46]) {
      const { lines, whole } = linesOf(LONG, { size, width: 652, most: 4 });
      expect(whole).toBe(false);
      expect(lines.length).toBe(4);
      expect(lines.at(-1)).toMatch(/…$/);
      for (const line of lines) expect(widthOf(line, size)).toBeLessThanOrEqual(652);
    }
  });

  test("letters that the face lacks lose their marks or fall away; nothing of the text is markup", () => {
    expect(widthOf("töäm 🎉 漢字", 50)).toBeCloseTo(widthOf("toam", 50), 5);
    expect(textPath('<script>&"', { x: 0, y: 0, size: 10, fill: "#000" })).not.toContain("script");
    expect(cardSvg(facts({ title: "<b>&amp;", network: "<i>", place: '"><script>' }))).not.toMatch(/<b>|<i>|script/);
  });

  test("its colours are those of the light design", () => {
    const tokens = readFileSync(new URL("../ui/css/tokens.css", import.meta.url), "utf8");
    const [light = ""] = tokens.split("prefers-color-scheme: dark");
    const token = (name: string) => new RegExp(`--${name}: (#[0-9a-f]+);`).exec(light)?.[1];
    for (const [name, colour] of Object.entries(CARD_COLOURS)) expect(token(name), name).toBe(colour);
    for (const [index, colour] of CARD_NODE_COLOURS.entries()) expect(token(`node-${index + 1}`)).toBe(colour);
  });
});

describe("/eventos/:id/tarjeta.png", () => {
  let database: Database;
  let cast: Cast;
  let site: Front;
  let app: ReturnType<typeof testApp>;

  beforeAll(async () => {
    database = await testDb();
    cast = await castOf(database.db);
    app = testApp(database);
    site = await front((server) => server.use(cardRouter(app, { now: () => CAST_NOW })));
  });
  afterAll(async () => {
    await site.close();
    await database.close();
  });
  beforeEach(async () => {
    for (const table of ["event_nodes", "events"] as const) await database.db.deleteFrom(table).execute();
  });
  const uses = () => keptOf(app).stats().uses;

  test("is a picture of 1200 × 630 that may be kept, and is drawn once", async () => {
    const id = await insertMeeting(database.db, { title: LONG.slice(0, 200), nodes: [cast.ids.a] });
    const before = uses()["feed:made"] ?? 0;
    const answers = await Promise.all(Array.from({ length: 5 }, () => site.get(`/eventos/${id}/tarjeta.png?v=1`)));
    const [first] = answers;
    expect(first?.status).toBe(200);
    expect(first?.headers["content-type"]).toBe("image/png");
    expect([first?.bytes.readUInt32BE(16), first?.bytes.readUInt32BE(20)]).toEqual([CARD.width, CARD.height]);
    expect((await site.get(`/eventos/${id}/tarjeta.png`, { "if-none-match": String(first?.headers.etag) })).status).toBe(304);
    expect(uses()["feed:made"]).toBe(before + 1);
    // Something else changes: the rows are read again, the picture is the same one.
    await insertMeeting(database.db);
    await site.get(`/eventos/${id}/tarjeta.png`);
    expect(uses()["feed:made"]).toBe(before + 1);
    await changeMeeting(database.db, id, { title: "Otro título" });
    expect((await site.get(`/eventos/${id}/tarjeta.png`)).headers.etag).not.toBe(first?.headers.etag);
  });

  test("is of public meetings alone", async () => {
    const hidden = await insertMeeting(database.db, { visibility: "members" });
    const draft = await insertMeeting(database.db, { status: "draft" });
    for (const id of [hidden, draft, newId(), "x", "%00"]) expect((await site.get(`/eventos/${id}/tarjeta.png`)).status).toBe(404);
    const taken = await insertMeeting(database.db);
    expect((await site.get(`/eventos/${taken}/tarjeta.png`)).status).toBe(200);
    await changeMeeting(database.db, taken, { visibility: "members" });
    expect((await site.get(`/eventos/${taken}/tarjeta.png`)).status).toBe(404);
  });

  test("a stranger cannot fill the memory with them", async () => {
    for (let index = 0; index < 63; index += 1) await site.get(`/eventos/${await insertMeeting(database.db, { title: "A" })}/tarjeta.png`);
    expect(keptOf(app).stats().entries).toBeLessThanOrEqual(60);
  });
});
