import { describe, expect, test } from "vitest";
import { ZONES } from "#app/i18n/zones.ts";
import { calendarEvent } from "./calendar-event.testing.ts";
import { changeDate, eventfulYears, type Staged, stageSeries, timesOf, WHERE } from "./calendar-series.testing.ts";
import type { CalendarSeries } from "./calendar-series.ts";
import { CalendarStore } from "./calendar-store.testing.ts";
import { calendarSeriesOf } from "./feed-events.server.ts";
import { type Imip, imip } from "./ical.ts";
import { READERS, readWithIcalJs } from "./readers.testing.ts";
import type { Occurrence } from "./series-readers.testing.ts";

const HUB = { name: "Nodos", address: "reuniones@nodos.example" };
const ROSA = { name: "Rosa Quispe", address: "rosa@liceo.example", partstat: "NEEDS-ACTION", rsvp: true } as const;

const request = (series: CalendarSeries, more: object = {}) => imip({ method: "REQUEST", event: series, organizer: HUB, attendee: ROSA, ...more });
const linesOf = (file: string, name: string) =>
  file
    .replaceAll("\r\n ", "")
    .split("\r\n")
    .filter((line) => line.startsWith(name));

const MOVED = "2027-04-08T18:30";
const CANCELLED = "2027-09-09T18:30";

function mail(staged: Staged, method: Imip["method"], slot?: string): string {
  const event = calendarSeriesOf(staged.series, staged.rows, WHERE) as CalendarSeries;
  return imip({
    method,
    event,
    ...(slot && { slot }),
    organizer: { name: "Nodos", address: "reuniones@nodos.example" },
    attendee: { name: "Rosa", address: "rosa@liceo.example", partstat: "NEEDS-ACTION", rsvp: method === "REQUEST" },
  });
}

/** What the rows promise, without what was cancelled. */
function held({ rows }: Staged): Pick<Occurrence, "start" | "end" | "summary" | "location">[] {
  return rows
    .filter((row) => row.status === "published")
    .map((row) => ({ start: row.starts_at, end: row.ends_at, summary: row.title, location: [row.host_name, row.address, row.comuna_name].join(", ") }))
    .sort((a, b) => (a.start < b.start ? -1 : 1));
}

const shown = (store: CalendarStore) => store.occurrences().map(({ start, end, summary, location }) => ({ start, end, summary, location }));

/** For all: another place and an hour later from the third date on; the first two are over. The date that was moved keeps its own time. */
function changeAll(staged: Staged): Staged {
  const at = "2026-11-20T12:00:00.000Z";
  return {
    series: { ...staged.series, sequence: staged.series.sequence + 1, calendar_at: at },
    rows: staged.rows.map((row, index) => {
      if (index < 2 || row.status === "cancelled") return row;
      const times = row.differs_at === null ? timesOf(`${row.slot_local?.slice(0, 10)}T19:30`, row.zone) : {};
      return { ...row, ...times, host_name: "Liceo Politécnico", calendar_at: at };
    }),
  };
}

describe.each(ZONES)("a calendar fed the mails is right at each step, in $label", ({ id: zone }) => {
  const called = stageSeries({ zone, extra: ["2027-07-20T10:00"] });
  const moved = changeDate(called, MOVED, { ...timesOf("2027-04-09T17:00", zone, 120), title: "Sesión en terreno" });
  const oneCancelled = changeDate(moved, CANCELLED, { status: "cancelled" });
  const allChanged = changeAll(oneCancelled);
  const over = { ...allChanged, series: { ...allChanged.series, sequence: 4, calendar_at: "2026-11-21T12:00:00.000Z" } };
  const mails = [mail(called, "REQUEST"), mail(moved, "REQUEST", MOVED), mail(oneCancelled, "CANCEL", CANCELLED), mail(allChanged, "REQUEST"), mail(over, "CANCEL")] as const;

  test("invite, update of one date, cancellation of one date, update of all, cancellation", () => {
    const store = new CalendarStore();
    const expected = [called, moved, oneCancelled, allChanged];
    for (const [index, staged] of expected.entries()) {
      store.receive(mails[index] ?? "");
      expect(shown(store), `after mail ${index + 1}`).toEqual(held(staged));
    }
    store.receive(mails[4]);
    expect(shown(store)).toEqual([]);
  });

  test("each mail twice changes nothing", () => {
    const store = new CalendarStore();
    for (const file of mails.slice(0, 4)) {
      store.receive(file);
      const before = shown(store);
      store.receive(file);
      expect(shown(store)).toEqual(before);
    }
  });

  test("in whatever order they arrive, the end is the same", () => {
    for (const order of permutations([0, 1, 2])) {
      const store = new CalendarStore();
      for (const index of order) store.receive(mails[index] ?? "");
      expect(shown(store), order.join()).toEqual(held(oneCancelled));
    }
    for (const order of permutations([0, 1, 2, 3])) {
      const store = new CalendarStore();
      for (const index of order) store.receive(mails[index] ?? "");
      expect(shown(store), order.join()).toEqual(held(allChanged));
    }
  });

  test("whoever is invited late is told all of it at once", () => {
    const store = new CalendarStore();
    store.receive(mail(allChanged, "REQUEST"));
    expect(shown(store)).toEqual(held(allChanged));
  });
});

test("one person is taken off the whole, or off one date, while the meeting goes on for others", () => {
  const staged = stageSeries();
  const store = new CalendarStore();
  store.receive(mail(staged, "REQUEST"));
  store.receive(mail({ ...staged, series: { ...staged.series, sequence: 1 } }, "CANCEL", MOVED));
  expect(shown(store)).toHaveLength(staged.rows.length - 1);
  store.receive(mail({ ...staged, series: { ...staged.series, sequence: 2 } }, "CANCEL"));
  expect(shown(store)).toEqual([]);
});

test("a date that was cancelled is taken up again", () => {
  const staged = stageSeries();
  const cancelled = changeDate(staged, MOVED, { status: "cancelled" });
  const again = changeDate(cancelled, MOVED, { status: "published" });
  const store = new CalendarStore();
  store.receive(mail(staged, "REQUEST"));
  store.receive(mail(cancelled, "CANCEL", MOVED));
  expect(shown(store)).toHaveLength(staged.rows.length - 1);
  store.receive(mail(again, "REQUEST", MOVED));
  expect(shown(store)).toEqual(held(staged));
});

test("a single meeting in the same calendar is left alone", () => {
  const store = new CalendarStore();
  const organizer = { name: "Nodos", address: "reuniones@nodos.example" };
  store.receive(imip({ method: "REQUEST", event: calendarEvent(), organizer, attendee: { name: "Rosa", address: "rosa@liceo.example", partstat: "ACCEPTED", rsvp: false } }));
  const staged = stageSeries();
  store.receive(mail(staged, "REQUEST"));
  expect(store.partstats()).toEqual(["ACCEPTED", "NEEDS-ACTION"]);
  store.receive(mail({ ...staged, series: { ...staged.series, sequence: 1 } }, "CANCEL"));
  expect(shown(store).map(({ summary }) => summary)).toEqual(["Sesión territorial de noviembre"]);
});

function permutations<T>(all: T[]): T[][] {
  if (all.length < 2) return [all];
  return all.flatMap((first, index) => permutations(all.filter((_, other) => other !== index)).map((rest) => [first, ...rest]));
}

describe("what stands in them", () => {
  const { series: row, rows } = eventfulYears();
  const series = calendarSeriesOf(row, rows, WHERE) as CalendarSeries;

  test("every VEVENT of the whole has the one ATTENDEE and the ORGANIZER, read alike by three libraries", () => {
    const organizer = { name: "Nodos", address: "reuniones+abc234@nodos.example" };
    const file = request(series, { organizer, comment: "Nos vemos" });
    for (const [name, read] of Object.entries(READERS)) {
      const { method, events } = read(file);
      expect(method, name).toBe("REQUEST");
      for (const event of events) {
        expect(event.organizer, name).toMatchObject(organizer);
        expect(event.attendees, name).toEqual([{ name: ROSA.name, address: ROSA.address, role: "REQ-PARTICIPANT", partstat: "NEEDS-ACTION", rsvp: true }]);
      }
    }
    const count = (name: string) => linesOf(file, name).length;
    expect([count("BEGIN:VEVENT"), count("ATTENDEE"), count("ORGANIZER"), count("COMMENT:Nos vemos"), count("RECURRENCE-ID;TZID=America/Santiago:")]).toEqual([4, 4, 4, 4, 3]);
    expect(linesOf(file, "EXDATE")).toEqual(["EXDATE;TZID=America/Santiago:20280309T183000"]);
    expect(file).not.toMatch(/CANCEL|VALARM/);
  });

  test("what was said of single dates stands on them", () => {
    const file = request(series, { attendee: { ...ROSA, partstat: "ACCEPTED", rsvp: false, dates: { "2027-05-13T18:30": "DECLINED", "2027-04-08T18:30": "NEEDS-ACTION" } } });
    expect(readWithIcalJs(file).events.map(({ start, attendees: [one] }) => `${start.slice(0, 10)} ${one?.partstat} ${one?.rsvp}`)).toEqual([
      "2026-12-10 ACCEPTED false",
      "2027-04-09 NEEDS-ACTION true",
      "2027-05-13 DECLINED false",
      "2027-07-20 ACCEPTED false",
      "2027-09-02 ACCEPTED false",
    ]);
  });

  test("of one date: that VEVENT alone, with its RECURRENCE-ID in wall time, moved or not", () => {
    const moved = request(series, { slot: "2027-04-08T18:30" });
    expect(moved).toContain(
      "RECURRENCE-ID;TZID=America/Santiago:20270408T183000\r\nDTSTART;TZID=America/Santiago:20270409T170000\r\nDTEND;TZID=America/Santiago:20270409T190000\r\n",
    );
    for (const file of [moved, request(series, { slot: "2027-05-13T18:30" })]) {
      expect(file.match(/BEGIN:VEVENT/g)).toHaveLength(1);
      expect(file).not.toMatch(/RRULE:FREQ=M|EXDATE|RDATE/);
      expect(file.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1);
    }
    expect(() => request(series, { slot: "2030-01-01T18:30" })).toThrow(RangeError);
  });

  test("the cancellation of one date, and of the whole", () => {
    const cancel = (slot?: string) => imip({ method: "CANCEL", event: series, ...(slot && { slot }), organizer: HUB, attendee: { ...ROSA, rsvp: false }, comment: "Alerta" });
    const one = readWithIcalJs(cancel("2028-03-09T18:30"));
    expect(one).toMatchObject({ method: "CANCEL", events: [{ status: "CANCELLED", summary: "CANCELADO: Sesión territorial", sequence: 3 }] });
    expect(cancel("2028-03-09T18:30")).toContain("RECURRENCE-ID;TZID=America/Santiago:20280309T183000\r\n");
    const whole = cancel();
    expect(readWithIcalJs(whole).events).toHaveLength(1);
    expect(whole).not.toContain("RECURRENCE-ID");
    expect(whole).toContain("STATUS:CANCELLED");
  });

  test("the stamp is the mail's where it is given", () => {
    const file = imip({ method: "REQUEST", event: { ...series, stamp: "2026-11-20T10:00:00.000Z" }, organizer: HUB, attendee: ROSA });
    expect(new Set(linesOf(file, "DTSTAMP"))).toEqual(new Set(["DTSTAMP:20261120T100000Z"]));
  });
});
