import { describe, expect, test } from "vitest";
import { calendarEvent } from "./calendar-event.testing.ts";
import { type Feed, feed, MAX_FEED_BYTES, single } from "./ical.ts";
import { readWithAll, readWithIcalJs } from "./readers.testing.ts";

function feedOf(changes: Partial<Feed> = {}): string {
  return feed({ name: "Nodo Electricidad", url: "https://nodos.example/nodos/electricidad", events: [calendarEvent()], refreshMinutes: 240, ...changes });
}

/** The lines as they were before folding. */
const lines = (file: string) => file.replaceAll("\r\n ", "").split("\r\n");

describe("a feed", () => {
  test("is read alike by three libraries", () => {
    const [first, ...others] = readWithAll(feedOf());
    expect(first).toEqual({
      method: "PUBLISH",
      name: "Nodo Electricidad",
      events: [
        {
          uid: "0193a1f0-0000-7000-8000-000000000001@nodos.example",
          sequence: 0,
          status: "CONFIRMED",
          summary: "Sesión territorial de noviembre",
          description: [
            "Sesión territorial",
            "",
            "Conecta, conoce, comparte y construye.",
            "",
            "Lugar: Liceo Industrial, Av. Brasil 123, Antofagasta",
            "Enlace para conectarse: https://reunion.example/abc",
            "Más información: https://nodos.example/eventos/0193a1f0-0000-7000-8000-000000000001",
          ].join("\n"),
          location: "Liceo Industrial, Av. Brasil 123, Antofagasta",
          url: "https://nodos.example/eventos/0193a1f0-0000-7000-8000-000000000001",
          start: "2026-12-05T21:30:00.000Z",
          end: "2026-12-05T23:00:00.000Z",
          stamp: "2026-11-02T12:00:00.000Z",
          created: "2026-11-01T12:00:00.000Z",
          lastModified: "2026-11-03T12:00:00.000Z",
          transparent: false,
          categories: ["Sesión territorial"],
          organizer: null,
          attendees: [],
        },
      ],
    });
    for (const other of others) expect(other).toEqual(first);
  });

  test("says what it is and how often to ask", () => {
    expect(lines(feedOf({ name: 'Redes, Tarapacá; "norte" \\ sur', description: "Reuniones\r\npúblicas" })).slice(0, 11)).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Nodos//Calendario//ES",
      "URL:https://nodos.example/nodos/electricidad",
      "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH",
      'NAME:Redes\\, Tarapacá\\; "norte" \\\\ sur',
      'X-WR-CALNAME:Redes\\, Tarapacá\\; "norte" \\\\ sur',
      "X-WR-CALDESC:Reuniones\\npúblicas",
      "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
      "X-PUBLISHED-TTL:PT4H",
    ]);
  });

  test("names nobody, and writes no zone", () => {
    expect(feedOf()).not.toMatch(/ATTENDEE|ORGANIZER|mailto|TZID|VALARM/i);
  });

  test("is the same bytes for the same events, in whatever order they come and wherever the server is", () => {
    const events = [3, 1, 2, 0].map((day) => calendarEvent({ id: `e${day}`, starts_at: `2026-12-0${1 + (day >> 1)}T12:00:00.000Z` }));
    const zone = process.env.TZ;
    try {
      const files = ["America/Santiago", "Asia/Tokyo", "UTC"].map((name, turn) => {
        process.env.TZ = name;
        return feedOf({ events: turn === 1 ? [...events].reverse() : events });
      });
      expect(new Set(files).size).toBe(1);
      expect(readWithIcalJs(files[0] ?? "").events.map((event) => event.uid)).toEqual(["e0", "e1", "e2", "e3"].map((id) => `${id}@nodos.example`));
    } finally {
      process.env.TZ = zone;
    }
  });

  test("without events is still a calendar", () => {
    const file = feedOf({ events: [] });
    expect(file.endsWith("END:VCALENDAR\r\n")).toBe(true);
    for (const calendar of readWithAll(file)) expect(calendar.events).toEqual([]);
  });
});

describe("the state of an event", () => {
  test("cancelled: it stays, says so in its title, and leaves the hour free", () => {
    const [event] = readWithIcalJs(feedOf({ events: [calendarEvent({ status: "cancelled", sequence: 3 })] })).events;
    expect(event).toMatchObject({ status: "CANCELLED", summary: "CANCELADO: Sesión territorial de noviembre", sequence: 3, transparent: true });
  });

  test("postponed: it stays as not certain", () => {
    const [event] = readWithIcalJs(single(calendarEvent({ status: "postponed" }))).events;
    expect(event).toMatchObject({ status: "TENTATIVE", summary: "POSTERGADO: Sesión territorial de noviembre", transparent: true });
  });
});

describe("place, link and hour", () => {
  test("an event only online has the link as its place", () => {
    const [event] = readWithIcalJs(single(calendarEvent({ location: undefined }))).events;
    expect(event?.location).toBe("https://reunion.example/abc");
    expect(event?.description).not.toContain("Lugar:");
  });

  test("an event without place or link has none", () => {
    const file = single(calendarEvent({ location: {}, online_url: undefined }));
    expect(file).not.toMatch(/LOCATION|GEO/);
    for (const { events } of readWithAll(file)) expect(events[0]?.location).toBeNull();
  });

  test("a comuna that the address names already is not said twice", () => {
    const [event] = readWithIcalJs(single(calendarEvent({ location: { address: "Av. Brasil 123, Antofagasta", comuna: "Antofagasta" } }))).events;
    expect(event?.location).toBe("Av. Brasil 123, Antofagasta");
  });

  test("coordinates that are none are left out", () => {
    expect(single(calendarEvent({ location: { name: "Liceo", lat: Number.NaN, lon: -70 } }))).not.toContain("GEO");
    expect(single(calendarEvent({ location: { name: "Liceo", lat: -23.65, lon: -70.4 } }))).toContain("\r\nGEO:-23.65;-70.4\r\n");
  });

  test.each([
    ["2026-12-05T03:00:00.000Z", "2026-12-06T03:00:00.000Z", "2026-12-05", "2026-12-06"],
    ["2026-12-05T15:00:00.000Z", "2026-12-05T15:00:00.000Z", "2026-12-05", "2026-12-06"],
    ["2026-12-05T15:00:00.000Z", "2026-12-07T15:00:00.000Z", "2026-12-05", "2026-12-08"],
    ["2026-09-06T04:00:00.000Z", "2026-09-07T02:59:00.000Z", "2026-09-06", "2026-09-07"], // a day without midnight
  ])("an all-day event from %s to %s is told in dates, the end being the next day", (starts_at, ends_at, start, end) => {
    for (const { events } of readWithAll(single(calendarEvent({ starts_at, ends_at, all_day: true })))) {
      expect(events[0]).toMatchObject({ start, end, transparent: true });
    }
  });

  test("an event that takes no time has no end", () => {
    const event = calendarEvent({ ends_at: "2026-12-05T21:30:00.000Z" });
    expect(single(event)).not.toContain("DTEND");
    for (const { events } of readWithAll(single(event))) expect(events[0]).toMatchObject({ start: event.starts_at, end: null });
  });
});

describe("a feed that grows too large", () => {
  const many = (count: number, description: string) =>
    Array.from({ length: count }, (_, index) => {
      const starts = Date.UTC(2026, 8, 1) + index * 3_600_000;
      return calendarEvent({ id: `e${index}`, description, starts_at: new Date(starts).toISOString(), ends_at: new Date(starts + 1).toISOString() });
    });

  test("first shortens the descriptions", () => {
    const file = feedOf({ events: many(600, "Contenido 😀 ".repeat(300)) });
    expect(Buffer.byteLength(file)).toBeLessThan(MAX_FEED_BYTES);
    for (const { events } of readWithAll(file)) {
      expect(events).toHaveLength(600);
      expect(events[0]?.description).toContain("…\n\nLugar: ");
    }
  });

  test("then leaves out what is furthest in the future", () => {
    const file = feedOf({ events: many(3000, "Contenido ".repeat(60)) });
    expect(Buffer.byteLength(file)).toBeLessThanOrEqual(MAX_FEED_BYTES);
    expect(Buffer.byteLength(file)).toBeGreaterThan(MAX_FEED_BYTES * 0.99);
    const [first, ...others] = readWithAll(file).map(({ events }) => events.map((event) => event.uid));
    expect(first?.length).toBeGreaterThan(900);
    expect(first).toEqual(Array.from({ length: first?.length ?? 0 }, (_, index) => `e${index}@nodos.example`));
    for (const other of others) expect(other).toEqual(first);
    expect(file.endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n")).toBe(true);
  });
});
