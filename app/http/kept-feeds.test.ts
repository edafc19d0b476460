import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { READERS, readWithAll, readWithIcalJs } from "#app/domain/feeds/readers.testing.ts";
import { insertSlugRedirect } from "#app/domain/slugs.repo.server.ts";
import { addDays } from "#app/i18n/dates.ts";
import type { Database } from "#db/create.ts";
import { bumpRevision } from "#db/revision.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, type Cast, castOf } from "#db/testing-cast.ts";
import { changeMeeting, type Front, front, insertMeeting, testApp } from "./front.testing.ts";
import { keptOf } from "./kept.server.ts";
import { feedRouter } from "./kept-feeds.server.ts";

let database: Database;
let cast: Cast;
let site: Front;
let now = CAST_NOW;

beforeAll(async () => {
  database = await testDb();
  cast = await castOf(database.db);
  site = await serveFeeds();
});
afterAll(async () => {
  await site.close();
  await database.close();
});
beforeEach(async () => {
  now = CAST_NOW;
  for (const table of ["invitations", "event_nodes", "events"] as const) await database.db.deleteFrom(table).execute();
  await bumpRevision(database.db, "public");
});

const serveFeeds = () => front((server) => server.use(feedRouter(testApp(database), { now: () => now })));
const titles = async (path: string) => readWithIcalJs((await site.get(path)).text).events.map((event) => event.summary);

describe("how it is answered", () => {
  test("to a program that sends no header at all: type, length, ETag, Last-Modified, no gzip", async () => {
    await insertMeeting(database.db);
    const { status, headers, bytes, text } = await site.get("/calendario.ics");
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/calendar; charset=utf-8");
    expect(headers["content-length"]).toBe(String(bytes.length));
    expect(headers["content-encoding"]).toBeUndefined();
    expect(headers.etag).toMatch(/^"[\w-]{20,}"$/);
    expect(headers["last-modified"]).toBe("Sat, 21 Nov 2026 15:00:00 GMT");
    expect(headers.vary).toBe("Accept-Encoding");
    expect(headers["set-cookie"]).toBeUndefined();
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]+END:VCALENDAR\r\n$/);
  });

  test("gzip where it is accepted, with the same content", async () => {
    for (let index = 0; index < 5; index += 1) await insertMeeting(database.db, { title: `Reunión ${index}` });
    const plain = await site.get("/calendario.ics");
    const zipped = await site.get("/calendario.ics", { "accept-encoding": "br;q=1, gzip;q=0.8" });
    expect(zipped.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(zipped.bytes).equals(plain.bytes)).toBe(true);
    expect(zipped.headers.etag).not.toBe(plain.headers.etag);
    for (const header of ["gzip;q=0", "identity", "gzip;q=0.0, *", "br"]) {
      expect((await site.get("/calendario.ics", { "accept-encoding": header })).headers["content-encoding"], header).toBeUndefined();
    }
  });

  test("304 to whoever has it, by ETag or by date", async () => {
    await insertMeeting(database.db);
    const { headers } = await site.get("/calendario.ics");
    const zipped = await site.get("/calendario.ics", { "accept-encoding": "gzip" });
    const etag = String(headers.etag);
    const known = [etag, `W/${etag}`, `"other", ${etag}`, "*", String(zipped.headers.etag), etag.replaceAll('"', "")];
    for (const tag of known) {
      const again = await site.get("/calendario.ics", { "if-none-match": tag, "accept-encoding": "gzip" });
      expect([again.status, again.bytes.length, again.headers.etag], tag).toEqual([304, 0, zipped.headers.etag]);
    }
    const since = (date: string) => site.get("/calendario.ics", { "if-modified-since": date });
    expect((await since(String(headers["last-modified"]))).status).toBe(304);
    expect((await since("Sat, 21 Nov 2026 14:59:59 GMT")).status).toBe(200);
    expect((await since("yesterday")).status).toBe(200);
    const both = await site.get("/calendario.ics", { "if-none-match": '"other"', "if-modified-since": String(headers["last-modified"]) });
    expect(both.status).toBe(200);
  });

  test("HEAD says what GET would, without the bytes", async () => {
    await insertMeeting(database.db);
    const paths = ["/calendario.ics", "/nodos/electricidad/calendario.ics", "/feed.xml"];
    for (const path of paths) {
      const [got, head] = [await site.get(path), await site.head(path)];
      expect(head.status).toBe(200);
      expect(head.bytes.length).toBe(0);
      for (const name of ["content-type", "content-length", "etag", "last-modified"]) expect(head.headers[name]).toBe(got.headers[name]);
    }
  });

  test("byte for byte the same while nothing changes, in another process too, whatever else is done", async () => {
    const id = await insertMeeting(database.db, { nodes: [cast.ids.a] });
    const first = await site.get("/nodos/electricidad/calendario.ics");
    now = "2026-11-21T23:59:59.000Z";
    // Somebody answers, somebody else's meeting changes.
    await changeMeeting(database.db, id, { seats_taken: 3, updated_at: now });
    await insertMeeting(database.db, { nodes: [cast.ids.b] });
    await using restarted = await serveFeeds();
    for (const each of [site, restarted]) {
      const again = await each.get("/nodos/electricidad/calendario.ics");
      expect(again.bytes.equals(first.bytes)).toBe(true);
      expect(again.headers.etag).toBe(first.headers.etag);
    }
  });

  test("a change shows at once, with another ETag and a higher SEQUENCE and LAST-MODIFIED", async () => {
    const id = await insertMeeting(database.db);
    const before = await site.get("/calendario.ics");
    await changeMeeting(database.db, id, { sequence: 1, address: "Av. Brasil 123", calendar_at: "2026-11-22T10:00:00.000Z" });
    const after = await site.get("/calendario.ics", { "if-none-match": String(before.headers.etag) });
    expect(after.status).toBe(200);
    expect(after.headers["last-modified"]).toBe("Sun, 22 Nov 2026 10:00:00 GMT");
    expect(readWithIcalJs(after.text).events[0]).toMatchObject({ sequence: 1, lastModified: "2026-11-22T10:00:00.000Z", location: "Av. Brasil 123" });
  });

  test("many who ask at once cost one drawing", async () => {
    await insertMeeting(database.db);
    const app = testApp(database);
    await using crowded = await front((server) => server.use(feedRouter(app, { now: () => now })));
    const answers = await Promise.all(Array.from({ length: 20 }, () => crowded.get("/calendario.ics")));
    expect(new Set(answers.map(({ headers }) => headers.etag)).size).toBe(1);
    expect(keptOf(app).stats().uses["feed:made"]).toBe(1);
  });
});

describe("what is in it", () => {
  test("of a node: its own meetings, one of several nodes once; of a school: hosted by it, or of its nodes", async () => {
    await insertMeeting(database.db, { title: "De dos nodos", nodes: [cast.ids.a, cast.ids.b], starts_local: "2026-12-01T10:00" });
    await insertMeeting(database.db, { title: "Solo de A", nodes: [cast.ids.a], starts_local: "2026-12-02T10:00" });
    await insertMeeting(database.db, { title: "En el Austral", nodes: [cast.ids.c], host_establishment_id: cast.ids.austral, starts_local: "2026-12-03T10:00" });
    expect(await titles("/calendario.ics")).toEqual(["De dos nodos", "Solo de A", "En el Austral"]);
    expect(await titles("/nodos/electricidad/calendario.ics")).toEqual(["De dos nodos", "Solo de A"]);
    expect(await titles("/nodos/orientacion/calendario.ics")).toEqual(["De dos nodos"]);
    expect(await titles("/establecimientos/liceo-tecnico-austral/calendario.ics")).toEqual(["En el Austral"]);
    expect(await titles("/establecimientos/liceo-polivalente-los-boldos/calendario.ics")).toEqual(["De dos nodos", "Solo de A"]);
  });

  test("never what is for members, nor drafts", async () => {
    const nodes = [cast.ids.a];
    const members = await insertMeeting(database.db, { title: "Solo con cuenta", visibility: "members", nodes, host_establishment_id: cast.ids.boldos });
    const draft = await insertMeeting(database.db, { title: "Borrador", status: "draft", nodes, host_establishment_id: cast.ids.boldos });
    const feeds = [
      "/calendario.ics",
      "/nodos/electricidad/calendario.ics",
      "/establecimientos/liceo-polivalente-los-boldos/calendario.ics",
      "/feed.xml",
      "/nodos/electricidad/feed.xml",
    ];
    for (const path of feeds) {
      const { text } = await site.get(path);
      expect(text).not.toContain("Solo con cuenta");
      expect(text).not.toContain("Borrador");
    }
    for (const id of [members, draft]) expect((await site.get(`/eventos/${id}/evento.ics`)).status).toBe(404);
  });

  test("the past for 90 days, a cancelled one until 14 days past its date", async () => {
    await insertMeeting(database.db, { title: "Cancelada", status: "cancelled", starts_local: "2026-11-10T10:00" });
    await insertMeeting(database.db, { title: "Pasada", starts_local: "2026-08-25T10:00" });
    expect(await titles("/calendario.ics")).toEqual(["Pasada", "CANCELADO: Cancelada"]);
    const [, cancelled] = readWithIcalJs((await site.get("/calendario.ics")).text).events;
    expect(cancelled?.status).toBe("CANCELLED");
    now = "2026-11-23T18:00:00.000Z"; // 90 days and 5 hours after the one, 13 days after the other
    expect(await titles("/calendario.ics")).toEqual(["Pasada", "CANCELADO: Cancelada"]);
    now = "2026-11-25T01:00:00.000Z";
    expect(await titles("/calendario.ics")).toEqual([]);
  });

  test("the file moves with the day: what left it is seen by those who go by the date", async () => {
    await insertMeeting(database.db, { title: "Pasada", starts_local: "2026-08-23T10:00", calendar_at: "2026-08-01T12:00:00.000Z" });
    const before = await site.get("/calendario.ics");
    expect(before.headers["last-modified"]).toBe("Sat, 21 Nov 2026 00:00:00 GMT");
    now = "2026-11-22T00:00:00.000Z";
    const after = await site.get("/calendario.ics", { "if-modified-since": String(before.headers["last-modified"]) });
    expect([after.status, readWithIcalJs(after.text).events.length]).toEqual([200, 0]);
  });

  test("holds what is promised of every feed", async () => {
    const id = await insertMeeting(database.db, { nodes: [cast.ids.a], host_establishment_id: cast.ids.boldos, created_by: cast.ids.coordinatorA });
    const { text } = await site.get("/nodos/electricidad/calendario.ics");
    expect(text).toContain("NAME:Electricidad · Nodos\r\n");
    expect(text).toContain("X-WR-CALNAME:Electricidad · Nodos\r\n");
    expect(text).toContain("X-PUBLISHED-TTL:PT1H\r\n");
    expect(text).toMatch(/REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n/);
    expect(text).toContain("DTSTART:20261205T213000Z\r\n");
    expect(text).not.toMatch(/ATTENDEE|ORGANIZER|mailto:|cast\.example|Camila/);
    for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const [event] = readWithIcalJs(text).events;
    expect(event).toMatchObject({
      uid: `${id}@nodos.example`,
      sequence: 0,
      stamp: CAST_NOW,
      lastModified: CAST_NOW,
      location: "Liceo Polivalente Los Boldos, Rancagua",
      url: `https://nodos.example/eventos/${id}`,
      categories: ["Sesión territorial", "Electricidad"],
    });
    expect(event?.description).toContain("https://reunion.example/abc");
    expect(event?.description).toContain("Lugar: Liceo Polivalente Los Boldos, Rancagua");
  });

  test("a milestone takes whole days; each zone's hour is told as the instant that it is", async () => {
    await insertMeeting(database.db, { kind: "milestone", title: "Cierra el fondo", starts_local: "2026-12-01T00:00", ends_local: "2026-12-02T23:59" });
    await insertMeeting(database.db, { title: "Rapa Nui", zone: "Pacific/Easter", starts_local: "2026-12-03T10:00", ends_local: "2026-12-03T11:00" });
    await insertMeeting(database.db, { title: "Magallanes", zone: "America/Punta_Arenas", starts_local: "2027-06-03T10:00", ends_local: "2027-06-03T11:00" });
    await insertMeeting(database.db, { title: "Santiago", starts_local: "2027-06-03T10:00", ends_local: "2027-06-03T11:00" });
    for (const read of readWithAll((await site.get("/calendario.ics")).text)) {
      expect(read.events.map(({ summary, start, end }) => [summary, start, end])).toEqual([
        ["Cierra el fondo", "2026-12-01", "2026-12-03"],
        ["Rapa Nui", "2026-12-03T15:00:00.000Z", "2026-12-03T16:00:00.000Z"],
        ["Magallanes", "2027-06-03T13:00:00.000Z", "2027-06-03T14:00:00.000Z"],
        ["Santiago", "2027-06-03T14:00:00.000Z", "2027-06-03T15:00:00.000Z"],
      ]);
    }
  });

  test("hostile texts in every field are read alike by three libraries, and leave the Atom feed whole", async () => {
    const postgres = database.kind === "postgres"; // takes no NUL: what comes through our forms never holds one
    const hostile = `Coma, punto; y "comillas" 👩🏽‍🏫 <b>&</b>\r\nEND:VEVENT\r\nBEGIN:VEVENT ${postgres ? "" : "\u0000"}\u0007\u2028 ${"ñ".repeat(150)}`;
    await insertMeeting(database.db, {
      title: hostile,
      address: hostile,
      description_html: `<p>${hostile.replace(/[<>&"]/g, "")}</p>`,
      online_url: `https://x.example/${hostile}`,
    });
    const { text } = await site.get("/calendario.ics");
    const [first, ...others] = Object.values(READERS).map((read) => read(text));
    expect(first?.events).toHaveLength(1);
    expect(first?.events[0]?.summary).toContain('Coma, punto; y "comillas" 👩🏽‍🏫 <b>&</b> END:VEVENT BEGIN:VEVENT');
    for (const other of others) expect(other.events).toEqual(first?.events);
    const { text: atom } = await site.get("/feed.xml");
    expect(atom).not.toContain("\u0000");
    expect(atom).toContain("&lt;b&gt;&amp;&lt;/b&gt;");
  });

  test("3,000 meetings with long descriptions stay under a megabyte, the next ones first", async () => {
    const description_html = `<p>${"Una descripción larga. ".repeat(200)}</p>`;
    const rows = Array.from({ length: 3_000 }, (_, index) => ({
      title: `Reunión ${index}`,
      starts_local: `${addDays("2026-11-22", Math.floor(index / 10))}T10:00`,
      description_html,
    }));
    await database.db.transaction().execute(async (tx) => {
      for (const row of rows) await insertMeeting(tx, row);
    });
    const { bytes, text } = await site.get("/calendario.ics");
    expect(bytes.length).toBeLessThan(1_000_000);
    const read = readWithIcalJs(text).events;
    expect(read.length).toBeGreaterThan(500);
    expect(read[0]?.start).toBe("2026-11-22T13:00:00.000Z");
  });
});

describe("addresses", () => {
  test("an old slug leads to the new one for ever; an unknown one is not there", async () => {
    await insertSlugRedirect(database.db, "node", "electro", cast.ids.a);
    await insertSlugRedirect(database.db, "establishment", "los-boldos", cast.ids.boldos);
    const moved = {
      "/nodos/electro/calendario.ics": "/nodos/electricidad/calendario.ics",
      "/nodos/electro/feed.xml": "/nodos/electricidad/feed.xml",
      "/establecimientos/los-boldos/calendario.ics": "/establecimientos/liceo-polivalente-los-boldos/calendario.ics",
    };
    for (const [from, to] of Object.entries(moved)) {
      const { status, headers } = await site.get(from);
      expect([status, headers.location]).toEqual([301, to]);
    }
    for (const path of ["/nodos/nada/calendario.ics", "/nodos/nada/feed.xml", "/establecimientos/nada/calendario.ics", "/eventos/nada/evento.ics"]) {
      expect((await site.get(path, { "if-none-match": "*" })).status, path).toBe(404);
    }
  });

  test("one meeting, to add by hand: with the UID of every feed", async () => {
    const id = await insertMeeting(database.db, { title: "Sola" });
    const { status, headers, text } = await site.get(`/eventos/${id}/evento.ics`);
    expect([status, headers["content-type"], headers["content-disposition"]]).toEqual([200, "text/calendar; charset=utf-8", 'attachment; filename="evento.ics"']);
    expect(headers["cache-control"]).toBe("private, no-cache");
    expect(readWithIcalJs(text).events[0]?.uid).toBe(`${id}@nodos.example`);
    expect((await site.get(`/eventos/${id}/evento.ics`, { "if-none-match": String(headers.etag) })).status).toBe(304);
  });

  test("Atom: the latest announcements first, well formed, with ids that last", async () => {
    const older = await insertMeeting(database.db, { title: "Anunciada antes", published_at: "2026-11-01T12:00:00.000Z", nodes: [cast.ids.a] });
    const newer = await insertMeeting(database.db, {
      title: "Anunciada después",
      published_at: "2026-11-02T12:00:00.000Z",
      description_html: "<p>Con <strong>detalle</strong></p>",
    });
    const { headers, text } = await site.get("/feed.xml");
    expect(headers["content-type"]).toBe("application/atom+xml; charset=utf-8");
    expect([...text.matchAll(/<id>(.*?)<\/id>/g)].map(([, id]) => id)).toEqual(["https://nodos.example/feed.xml", `urn:uuid:${newer}`, `urn:uuid:${older}`]);
    expect(text).toContain("<summary>Sesión territorial · sábado 5 de diciembre de 2026, 18:30 a 20:00 h</summary>");
    expect(text).toContain('<content type="html">&lt;p&gt;Con &lt;strong&gt;detalle&lt;/strong&gt;&lt;/p&gt;</content>');
    expect((await site.get("/nodos/electricidad/feed.xml")).text).toContain(older);
    expect((await site.get("/nodos/electricidad/feed.xml")).text).not.toContain(newer);
  });
});
