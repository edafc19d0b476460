import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Nth, parseRule, rruleOf, type Weekday } from "#app/domain/series/rule.ts";
import { addDays } from "#app/i18n/dates.ts";
import type { Zone } from "#app/i18n/zones.ts";
import { calendarEvent } from "./calendar-event.testing.ts";
import { eventfulYears, stageSeries, WHERE } from "./calendar-series.testing.ts";
import type { CalendarSeries } from "./calendar-series.ts";
import { readCalendarPart } from "./draw.ts";
import { ruleOf } from "./draw-recurrence.ts";
import { calendarSeriesOf } from "./feed-events.server.ts";
import { imip, single } from "./ical.ts";
import { vtimezone } from "./vtimezone.ts";

test("an invitation is read back, whatever stands in it", () => {
  const event = calendarEvent({ title: `Feria, "TP"; 😀 \\n <b>${"x".repeat(200)}</b>`, sequence: 4 });
  const part = readCalendarPart(
    imip({
      method: "REQUEST",
      event,
      organizer: { name: "Nodos, red", address: "reuniones@nodos.example" },
      attendee: { name: "Rosa Quispe", address: "rosa@liceo.example", partstat: "TENTATIVE", rsvp: true },
      comment: "Cambió la sala",
    }),
  );
  expect(part).toEqual({
    method: "REQUEST",
    uid: `${event.id}@nodos.example`,
    sequence: 4,
    summary: event.title,
    start: event.starts_at,
    end: event.ends_at,
    allDay: false,
    zone: null,
    location: "Liceo Industrial, Av. Brasil 123, Antofagasta",
    description: expect.stringContaining("Conecta, conoce"),
    comment: "Cambió la sala",
    organizer: { name: "Nodos, red", address: "reuniones@nodos.example", partstat: null, rsvp: false },
    attendee: { name: "Rosa Quispe", address: "rosa@liceo.example", partstat: "TENTATIVE", rsvp: true },
    status: "CONFIRMED",
    recurrence: null,
    slot: null,
  });
});

test("a file without people, all day or without end", () => {
  expect(readCalendarPart(single(calendarEvent({ all_day: true })))).toMatchObject({
    method: "PUBLISH",
    allDay: true,
    start: "2026-12-05T00:00:00.000Z",
    end: "2026-12-06T00:00:00.000Z",
    organizer: null,
    attendee: null,
  });
  expect(readCalendarPart(single(calendarEvent({ ends_at: "2026-12-05T21:30:00.000Z" })))?.end).toBe("2026-12-05T21:30:00.000Z");
});

test("wall time with a zone is understood", () => {
  const part = readCalendarPart(
    `BEGIN:VCALENDAR\r\n${vtimezone("Pacific/Easter")}BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Pacific/Easter:20260705T183000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`,
  );
  expect(part).toMatchObject({ zone: "Pacific/Easter", start: "2026-07-06T00:30:00.000Z", method: null, summary: "", sequence: 0 });
});

test.each(["", "hola", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT"])(
  "what is no calendar part is none: %j",
  (text) => {
    expect(readCalendarPart(text)).toBeNull();
  },
);

describe("a series", () => {
  const staged = eventfulYears();
  const series = calendarSeriesOf(staged.series, staged.rows, WHERE) as CalendarSeries;
  const organizer = { name: "Nodos", address: "reuniones@nodos.example" };
  const attendee = { name: "Rosa", address: "rosa@liceo.example", partstat: "NEEDS-ACTION", rsvp: true } as const;

  test("is told in words and as its dates, with what differs", () => {
    const part = readCalendarPart(imip({ method: "REQUEST", event: series, organizer, attendee: { ...attendee, dates: { "2027-05-13T18:30": "DECLINED" } } }));
    expect(part).toMatchObject({ zone: "America/Santiago", start: "2026-12-10T21:30:00.000Z", slot: null });
    expect(part?.recurrence?.words).toBe("Todos los meses, el segundo jueves, hasta el jueves 30 de noviembre de 2028");
    expect(part?.recurrence?.without).toEqual(["2028-03-09T21:30:00.000Z"]);
    const dates = part?.recurrence?.dates ?? [];
    expect(dates).toHaveLength(24);
    expect(dates[0]).toEqual({ start: "2026-12-10T21:30:00.000Z", end: "2026-12-10T23:00:00.000Z", summary: null, location: null, movedFrom: null, partstat: null });
    expect(dates.filter(({ movedFrom }) => movedFrom).map(({ movedFrom, start, summary }) => [movedFrom, start, summary])).toEqual([
      ["2027-04-08T22:30:00.000Z", "2027-04-09T21:00:00.000Z", null],
      ["2027-09-09T21:30:00.000Z", "2027-09-02T22:30:00.000Z", "Sesión en terreno"],
    ]);
    expect(dates.filter(({ partstat }) => partstat).map(({ start, partstat }) => [start, partstat])).toEqual([["2027-05-13T22:30:00.000Z", "DECLINED"]]);
  });

  test("one date of it says which", () => {
    const part = readCalendarPart(imip({ method: "CANCEL", event: series, slot: "2027-04-08T18:30", organizer, attendee }));
    expect(part).toMatchObject({ method: "CANCEL", slot: "2027-04-08T22:30:00.000Z", start: "2027-04-09T21:00:00.000Z", recurrence: null });
  });

  test("of explicit dates has no rule to tell", () => {
    const { series: row, rows } = stageSeries({ rule: null, extra: ["2027-03-18T18:30"] });
    const recurrence = readCalendarPart(single(calendarSeriesOf(row, rows, WHERE) as CalendarSeries))?.recurrence;
    expect([recurrence?.words, recurrence?.dates.length]).toEqual([null, 2]);
  });

  test.each(["FREQ=DAILY;COUNT=3", "FREQ=YEARLY", "FREQ=MONTHLY;COUNT=3;BYSETPOS=1;BYDAY=MO", "FREQ=WEEKLY;COUNT=2"])(
    "a rule that is not ours is shown by its dates: %s",
    (rule) => {
      const file = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260705T183000Z\r\nRRULE:${rule}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
      const recurrence = readCalendarPart(file)?.recurrence;
      expect(recurrence?.words).toBeNull();
      expect(recurrence?.dates.length).toBeGreaterThan(1);
    },
  );
});

test("a rule that was written is read back, whatever it is", () => {
  const zone = fc.constantFrom<Zone>("America/Santiago", "Pacific/Easter", "America/Punta_Arenas");
  const until = fc.integer({ min: 0, max: 900 }).map((days) => addDays("2026-12-10", days));
  const bounds = fc.oneof(fc.record({ until, count: fc.constant(null) }), fc.record({ until: fc.constant(null), count: fc.integer({ min: 1, max: 12 }) }));
  const interval = fc.integer({ min: 1, max: 2 });
  const weekday = fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7);
  const on = fc.oneof(fc.record({ nth: fc.constantFrom<Nth>(1, 2, 3, 4, -1), weekday }), fc.record({ day: fc.integer({ min: 1, max: 28 }) }));
  const weekly = fc.record({ freq: fc.constant("weekly" as const), interval, weekdays: fc.uniqueArray(weekday, { minLength: 1, maxLength: 1 }) });
  const monthly = fc.record({ freq: fc.constant("monthly" as const), interval, on });
  fc.assert(
    fc.property(zone, bounds, fc.oneof(weekly, monthly), fc.boolean(), (where, ends, shape, allDay) => {
      const rule = parseRule(JSON.stringify({ ...shape, ...ends }));
      expect(ruleOf(rruleOf(rule, where, "2026-12-10T18:30", { allDay }), where)).toEqual(rule);
    }),
  );
});
