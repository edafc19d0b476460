import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarEvent } from "./calendar-event.testing.ts";
import { type CalendarEvent, feed, imip, single } from "./ical.ts";
import { calendarLine, calendarText, escapeText, fold } from "./ical-text.ts";
import { READERS, readWithAll } from "./readers.testing.ts";

const HOSTILE = {
  commas: "Electricidad, Minería; Agroindustria, TIC",
  quotes: `El "nuevo" perfil 'TP' «2027» y "más`,
  semicolons: ";;a;b=c;VALUE=DATE:x;",
  backslashes: "\\ C:\\liceo\\taller \\\\servidor\\, \\; fin\\",
  emoji: "Feria 👩🏽‍🏫🇨🇱 ⚡️ de electricidad 🪛",
  "200 characters": "Ñandú ".repeat(33).trim().padEnd(200, "é"),
  "200 emoji": "😀".repeat(200),
  "line ends": "Uno\r\nDos\nTres\rCuatro\u2028Cinco\u2029Seis",
  "an event within": "Fin\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:x\r\nATTENDEE:mailto:v@x.cl",
  "a calendar within": "END:VEVENT END:VCALENDAR BEGIN:VCALENDAR BEGIN:VEVENT XEND:VEVENT BEGIN:VTIMEZONE",
  "control characters": "a\u0000b\u0001c\u0007d\u0008e\u000Bf\u001Bg\u007Fh\u0085i\u009Fj\tk\uFEFFl\uFFFFm",
  "lone surrogates": "a\uD83Db\uDE00c\uD83D",
  html: `<script>alert("x")</script><b>Hola</b> &amp; <img src=x onerror=alert(1)>`,
  "right to left": "\u202Eelbat\u202C שלום",
  "a property": "X-WR-CALNAME:otro\\nDTSTART:20000101T000000Z",
  accents: "e\u0301 n\u0303 Å ﬁ",
} as const;

/** An event with this text wherever a text can be. */
function eventWith(text: string): CalendarEvent {
  return calendarEvent({
    title: `${text} .`,
    kindLabel: text,
    description: text,
    location: { name: text, address: `calle ${text}`, comuna: `en ${text}.` },
    online_url: `https://reunion.example/${text}`,
    url: `https://nodos.example/eventos/${text}`,
    categories: [text, `nodo ${text}`],
  });
}

/**
 * node-ical 0.27 undoes the escapes one after the other, so that a backslash before an "n" becomes a line end, and takes off quotes around a whole
 * value. Our bytes are what RFC 5545 asks for; where a text has either, only the other two are asked.
 */
function nodeIcalIsRight(text: string): boolean {
  return !/\\[nN]/.test(text) && !/^".*"$/s.test(text) && !text.includes("TZID=");
}

describe("hostile texts are read alike by three libraries", () => {
  test.each(Object.entries(HOSTILE))("%s", (_, text) => {
    const event = eventWith(text);
    const file = feed({ name: text, description: text, url: `https://nodos.example/${text}`, events: [event], refreshMinutes: 60 });
    const readers = Object.entries(READERS).filter(([name]) => name !== "node-ical" || nodeIcalIsRight(text));
    const [first, ...others] = readers.map(([, read]) => read(file));
    expect(first?.name).toBe(calendarLine(text));
    expect(first?.events).toHaveLength(1);
    expect(first?.events[0]?.summary).toBe(`${calendarLine(text)} .`);
    expect(first?.events[0]?.description).toContain(calendarText(text));
    expect(first?.events[0]?.attendees).toEqual([]);
    for (const other of others) expect(other).toEqual(first);
  });

  test("all of them in one feed", () => {
    const events = Object.values(HOSTILE)
      .filter(nodeIcalIsRight)
      .map((text, index) => {
        const day = `2026-12-${10 + index}`;
        return { ...eventWith(text), id: `e${index}`, starts_at: `${day}T12:00:00.000Z`, ends_at: `${day}T13:00:00.000Z` };
      });
    const [first, ...others] = readWithAll(feed({ name: "Todo", url: "https://nodos.example", events, refreshMinutes: 60 }));
    expect(first?.events.map((event) => event.summary)).toEqual(events.map((event) => calendarLine(event.title)));
    for (const other of others) expect(other).toEqual(first);
  });
});

const anything = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.array(fc.constantFrom(...'\\;,:"\r\n\t\u0000\u0085\u2028 nN=^', "END:VEVENT", "BEGIN:V", "\uD83D", "😀", "é"), { maxLength: 120 }).map((parts) => parts.join("")),
);

describe("whatever is typed", () => {
  test("is read alike, as it was typed", () => {
    fc.assert(
      fc.property(anything, anything, (title, description) => {
        const event = calendarEvent({ title: `a${title}z`, description });
        const file = single(event);
        const told = calendarLine(event.title);
        for (const [name, read] of Object.entries(READERS)) {
          if (name === "node-ical" && !(nodeIcalIsRight(told) && nodeIcalIsRight(calendarText(description)))) continue;
          const calendar = read(file);
          expect(calendar.events, name).toHaveLength(1);
          expect(calendar.events[0]?.summary, name).toBe(told);
          expect(calendar.events[0]?.description, name).toContain(`Sesión territorial\n\n${calendarText(description)}`);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("lines end with CRLF, are 75 octets at most, and break no character", () => {
    fc.assert(
      fc.property(anything, anything, (one, other) => {
        const file = imip({
          method: "REQUEST",
          event: eventWith(one),
          organizer: { name: other, address: "reuniones@nodos.example" },
          attendee: { name: one, address: "a@b.example", partstat: "ACCEPTED", rsvp: true },
          comment: other,
        });
        expect(file.endsWith("END:VCALENDAR\r\n")).toBe(true);
        expect(file.replaceAll("\r\n", "")).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029]/u);
        for (const line of file.split("\r\n")) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/\p{Cs}/u);
        }
        expect(file.replaceAll("\r\n ", "").match(/^BEGIN:VEVENT$/gm)).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  test("folding is undone by unfolding", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const line = `DESCRIPTION:${escapeText(calendarText(text))}`;
        expect(fold(`${line}\r\n`).replaceAll("\r\n ", "")).toBe(`${line}\r\n`);
      }),
    );
  });
});
