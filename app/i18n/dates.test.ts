import { describe, expect, test } from "vitest";
import { addDays, dateBlockParts, type EventTimes, eventDays, eventWhen, isoDate, longDate, longDateTime, monthTitle, relativeDay, shortDate, time, timeRange } from "./dates.ts";

const MEETING: EventTimes = { starts_at: "2026-12-05T21:30:00.000Z", ends_at: "2026-12-05T23:00:00.000Z", zone: "America/Santiago" };

describe("one moment", () => {
  test("in words", () => {
    expect(longDate(MEETING.starts_at)).toBe("sábado 5 de diciembre de 2026");
    expect(longDateTime(MEETING.starts_at)).toBe("sábado 5 de diciembre de 2026, 18:30 h");
    expect(shortDate(MEETING.starts_at)).toBe("sáb 5 dic 2026");
    expect(time(MEETING.starts_at)).toBe("18:30 h");
    expect(monthTitle(MEETING.starts_at)).toBe("diciembre de 2026");
    expect(monthTitle("2026-09")).toBe("septiembre de 2026");
    expect(isoDate("2026-12-06T02:30:00.000Z")).toBe("2026-12-05");
  });

  test("in the zone", () => {
    expect(longDateTime("2026-07-06T03:30:00.000Z", "America/Santiago")).toBe("domingo 5 de julio de 2026, 23:30 h");
    expect(longDateTime("2026-07-06T03:30:00.000Z", "America/Coyhaique")).toBe("lunes 6 de julio de 2026, 00:30 h");
    expect(longDateTime("2026-07-06T03:30:00.000Z", "Pacific/Easter")).toBe("domingo 5 de julio de 2026, 21:30 h");
  });

  test("a bare date or a wall time is what it says, in any zone", () => {
    expect(longDate("2026-03-01", "Pacific/Easter")).toBe("domingo 1 de marzo de 2026");
    expect(longDateTime("2026-03-01T09:05")).toBe("domingo 1 de marzo de 2026, 09:05 h");
    expect(() => longDate("pronto")).toThrow(RangeError);
  });
});

describe("an event", () => {
  test("of one day is one sentence", () => {
    expect(timeRange(MEETING.starts_at, MEETING.ends_at)).toBe("18:30 a 20:00 h");
    expect(eventWhen(MEETING)).toBe("sábado 5 de diciembre de 2026, 18:30 a 20:00 h");
  });

  test("names its zone where it is not the reader's", () => {
    const there: EventTimes = { ...MEETING, zone: "America/Punta_Arenas" };
    expect(eventWhen(there)).toBe("sábado 5 de diciembre de 2026, 18:30 a 20:00 h (hora de Magallanes)");
    expect(eventWhen(there, { readerZone: "America/Punta_Arenas" })).toBe("sábado 5 de diciembre de 2026, 18:30 a 20:00 h");
    expect(eventWhen(MEETING, { readerZone: "Pacific/Easter" })).toBe("sábado 5 de diciembre de 2026, 18:30 a 20:00 h (hora de Chile continental)");
  });

  test("until midnight stays on its day", () => {
    const late: EventTimes = { ...MEETING, ends_at: "2026-12-06T03:00:00.000Z" };
    expect(eventWhen(late)).toBe("sábado 5 de diciembre de 2026, 18:30 a 24:00 h");
    expect(eventDays(late)).toEqual({ first: "2026-12-05", last: "2026-12-05" });
  });

  test("of several days tells both ends", () => {
    const long: EventTimes = { starts_at: "2026-12-04T12:00:00.000Z", ends_at: "2026-12-06T20:00:00.000Z", zone: "Pacific/Easter" };
    expect(eventWhen(long)).toBe("del viernes 4 de diciembre de 2026, 07:00 h, al domingo 6 de diciembre de 2026, 15:00 h (hora de Rapa Nui)");
    expect(eventDays(long)).toEqual({ first: "2026-12-04", last: "2026-12-06" });
  });

  test("without hours tells its days", () => {
    const day: EventTimes = { starts_at: "2026-12-05T03:00:00.000Z", ends_at: "2026-12-06T03:00:00.000Z", zone: "America/Santiago", all_day: true };
    expect(eventWhen(day)).toBe("sábado 5 de diciembre de 2026");
    expect(eventWhen({ ...day, ends_at: "2026-12-07T12:00:00.000Z" })).toBe("del sábado 5 al lunes 7 de diciembre de 2026");
    expect(eventWhen({ ...day, starts_at: "2026-11-30T12:00:00.000Z" })).toBe("del lunes 30 de noviembre al sábado 5 de diciembre de 2026");
    expect(eventWhen({ ...day, ends_at: "2027-01-02T12:00:00.000Z" })).toBe("del sábado 5 de diciembre de 2026 al sábado 2 de enero de 2027");
  });

  test("that takes no time has one hour", () => {
    expect(eventWhen({ ...MEETING, ends_at: MEETING.starts_at })).toBe("sábado 5 de diciembre de 2026, 18:30 h");
    const midnight = "2026-12-05T03:00:00.000Z";
    expect(eventDays({ ...MEETING, starts_at: midnight, ends_at: midnight })).toEqual({ first: "2026-12-05", last: "2026-12-05" });
  });
});

describe("the date block", () => {
  const now = "2026-11-21T12:00:00.000Z";

  test("has the parts of the day, and the instant for machines", () => {
    expect(dateBlockParts(MEETING, { now })).toEqual({ weekday: "sáb", day: "5", month: "dic", time: "18:30", dateTime: "2026-12-05T18:30-03:00" });
  });

  test("tells year and zone where they differ", () => {
    const there: EventTimes = { starts_at: "2027-07-05T22:30:00.000Z", ends_at: "2027-07-05T23:30:00.000Z", zone: "Pacific/Easter" };
    const parts = dateBlockParts(there, { now });
    expect(parts).toMatchObject({ weekday: "lun", day: "5", month: "jul", time: "16:30", zone: "hora de Rapa Nui", year: "2027" });
    expect(parts.dateTime).toBe("2027-07-05T16:30-06:00");
    expect(Date.parse(parts.dateTime)).toBe(Date.parse("2027-07-05T22:30:00.000Z"));
  });

  test("tells the days of an event of several", () => {
    const long = { ...MEETING, ends_at: "2026-12-07T20:00:00.000Z" };
    expect(dateBlockParts(long).day).toBe("5–7");
    expect(dateBlockParts({ ...long, ends_at: "2027-01-02T20:00:00.000Z" }).day).toBe("5");
    expect(dateBlockParts({ ...MEETING, all_day: true })).toEqual({ weekday: "sáb", day: "5", month: "dic", year: "2026", dateTime: "2026-12-05" });
  });
});

test.each([
  ["2026-12-05T03:00:00.000Z", "hoy"],
  ["2026-12-06T02:59:00.000Z", "hoy"],
  ["2026-12-06T03:00:00.000Z", "mañana"],
  ["2026-12-05T02:59:00.000Z", "ayer"],
  ["2026-12-08T12:00:00.000Z", "en 3 días"],
  ["2026-11-22T12:00:00.000Z", "hace 13 días"],
  ["2026-11-21T12:00:00.000Z", "hace 2 semanas"],
  ["2027-02-03T12:00:00.000Z", "en 8 semanas"],
  ["2027-02-04T12:00:00.000Z", "en 2 meses"],
  ["2028-12-04T12:00:00.000Z", "en 23 meses"],
  ["2024-12-04T12:00:00.000Z", "hace 2 años"],
  ["2026-12-05", "hoy"],
])("relative to 5 December 2026, %s is %s", (when, said) => {
  expect(relativeDay(when, "2026-12-05T15:00:00.000Z")).toBe(said);
});

test("a day has a next one, over months and years", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
});
