import fc from "fast-check";
import { expect, test } from "vitest";
import type { Zone } from "#app/i18n/zones.ts";
import { changeDate, type Staged, stageSeries, WHERE } from "./calendar-series.testing.ts";
import type { CalendarSeries } from "./calendar-series.ts";
import { calendarSeriesOf } from "./feed-events.server.ts";
import { feed, imip } from "./ical.ts";
import { calendarLine } from "./ical-text.ts";
import { SERIES_READERS } from "./series-readers.testing.ts";

const seriesOf = ({ series, rows }: Staged) => calendarSeriesOf(series, rows, WHERE) as CalendarSeries;

function filesOf(series: CalendarSeries, text: string): string[] {
  const attendee = { name: text, address: "rosa@liceo.example", partstat: "ACCEPTED", rsvp: false } as const;
  const mail = { event: series, organizer: { name: text, address: "reuniones@nodos.example" }, attendee, comment: text };
  const slot = series.dates[4]?.slot ?? "";
  return [
    feed({ name: text, url: "https://nodos.example", refreshMinutes: 60, events: [series] }),
    imip({ method: "REQUEST", ...mail }),
    imip({ method: "REQUEST", slot, ...mail }),
    imip({ method: "CANCEL", slot, ...mail }),
    imip({ method: "CANCEL", ...mail }),
  ];
}

const linesOf = (file: string, name: string) => file.replaceAll("\r\n ", "").split("\r\n").filter((line) => line.startsWith(name)); // biome-ignore format: one line
const components = (file: string) => linesOf(file, "BEGIN:VEVENT").length;

const EVIL = 'Fin\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:20000101T000000Z\r\nRRULE:FREQ=DAILY;COUNT=9, "x"; \u0000\u0007\\n \uD83D $& $1 $` ñ😀';

test.each<Zone>(["America/Santiago", "Pacific/Easter"])("a hostile text is a text in every VEVENT of a series (%s)", (zone) => {
  const staged = changeDate(stageSeries({ zone, row: { title: EVIL, host_name: EVIL, description_html: `<p>${EVIL}</p>` } }), "2027-04-08T18:30", { title: `${EVIL} otra` });
  const files = filesOf(seriesOf(staged), EVIL);
  expect(files.map(components)).toEqual([2, 2, 1, 1, 1]);
  for (const file of files) {
    for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(linesOf(file, "DTSTART:2000")).toEqual([]);
    expect(linesOf(file, "RRULE:FREQ=DAILY")).toEqual([]);
  }
  for (const file of files.slice(0, 2)) {
    for (const name of ["ical.js", "ts-ics"] as const) {
      expect(SERIES_READERS[name](file), name).toHaveLength(staged.rows.length);
      expect(SERIES_READERS[name](file)[0]?.summary, name).toContain('RRULE:FREQ=DAILY;COUNT=9, "x"; \\n $& $1 $` ñ😀');
    }
  }
});

test("whatever is typed, the dates are the same", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 120 }),
    fc
      .array(fc.constantFrom(...'\\;,:"\r\n\t\u0000$&`', "DTSTART", "\r\nDTSTART;TZID=x:1\r\n", "DTEND:", "END:VEVENT", "\uD83D", "😀"), { maxLength: 40 })
      .map((parts) => parts.join("")),
  );
  const expected = stageSeries().rows.map((row) => row.starts_at);
  fc.assert(
    fc.property(text, (typed) => {
      const staged = changeDate(stageSeries({ row: { title: `a${typed}z` } }), "2027-04-08T18:30", { title: `b${typed}z` });
      const [whole = ""] = filesOf(seriesOf(staged), typed);
      const found = SERIES_READERS["ical.js"](whole);
      expect(found.map(({ start }) => start)).toEqual(expected);
      expect(new Set(found.map(({ summary }) => summary))).toEqual(new Set([calendarLine(`a${typed}z`), calendarLine(`b${typed}z`)]));
    }),
  );
});
