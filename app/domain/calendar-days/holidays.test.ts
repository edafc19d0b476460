import { describe, expect, test } from "vitest";
import { publicHolidays } from "./holidays.server.ts";

const days = (year: number) =>
  publicHolidays(year)
    .filter((one) => one.region_code === null)
    .map((one) => one.day.slice(5));
const named = (year: number, name: string) =>
  publicHolidays(year)
    .filter((one) => one.name === name)
    .map((one) => one.day);

/** The calendar as published, and the laws that move days: 19.668 (29 June, 12 October), 20.299 (31 October), 20.215 and 20.983 (September, 2 January), 21.357 (solstice). */
const PUBLISHED: Record<number, string> = {
  2024: "01-01 03-29 03-30 05-01 05-21 06-20 06-29 07-16 08-15 09-18 09-19 09-20 10-12 10-31 11-01 12-08 12-25",
  2025: "01-01 04-18 04-19 05-01 05-21 06-20 06-29 07-16 08-15 09-18 09-19 10-12 10-31 11-01 12-08 12-25",
  2026: "01-01 04-03 04-04 05-01 05-21 06-21 06-29 07-16 08-15 09-18 09-19 10-12 10-31 11-01 12-08 12-25",
  2027: "01-01 03-26 03-27 05-01 05-21 06-21 06-28 07-16 08-15 09-17 09-18 09-19 10-11 10-31 11-01 12-08 12-25",
  2028: "01-01 04-14 04-15 05-01 05-21 06-20 06-26 07-16 08-15 09-18 09-19 10-09 10-27 11-01 12-08 12-25",
  2029: "01-01 03-30 03-31 05-01 05-21 06-20 07-02 07-16 08-15 09-17 09-18 09-19 10-15 11-01 11-02 12-08 12-25",
  2030: "01-01 04-19 04-20 05-01 05-21 06-21 06-29 07-16 08-15 09-18 09-19 09-20 10-12 10-31 11-01 12-08 12-25",
  2031: "01-01 04-11 04-12 05-01 05-21 06-21 06-29 07-16 08-15 09-18 09-19 10-12 10-31 11-01 12-08 12-25",
  2032: "01-01 03-26 03-27 05-01 05-21 06-20 06-28 07-16 08-15 09-17 09-18 09-19 10-11 10-31 11-01 12-08 12-25",
};

describe("public holidays", () => {
  test.each(Object.entries(PUBLISHED))("of %s are those of the law", (year, expected) => {
    expect(days(Number(year)).join(" ")).toBe(expected);
  });

  test("29 June and 12 October move to a Monday unless they fall at a weekend or on one", () => {
    for (let year = 2024; year <= 2032; year += 1) {
      for (const name of ["San Pedro y San Pablo", "Encuentro de Dos Mundos"]) {
        const [day = ""] = named(year, name);
        expect([6, 0, 1], `${name} ${year}`).toContain(new Date(`${day}T00:00:00Z`).getUTCDay());
      }
    }
  });

  test("2 January is one only where it is a Monday", () => {
    expect(named(2034, "Feriado adicional de Año Nuevo")).toEqual(["2034-01-02"]);
    for (let year = 2024; year <= 2032; year += 1) expect(days(year)).not.toContain("01-02");
  });

  test("the last day of the year and Easter Sunday are none; Holy Saturday is", () => {
    expect(days(2026)).not.toContain("12-31");
    expect(days(2026)).not.toContain("04-05");
    expect(named(2026, "Sábado Santo")).toEqual(["2026-04-04"]);
  });

  test("Arica and Chillán have one more each", () => {
    expect(publicHolidays(2027).filter((one) => one.region_code !== null)).toEqual([
      { day: "2027-06-07", name: "Asalto y Toma del Morro de Arica", region_code: "15" },
      { day: "2027-08-20", name: "Nacimiento de Bernardo O'Higgins (solo Chillán y Chillán Viejo)", region_code: "16" },
    ]);
  });

  test("names are in Spanish, and one day is not said twice", () => {
    for (let year = 2020; year <= 2040; year += 1) {
      const all = publicHolidays(year);
      for (const { name } of all) expect(name).not.toMatch(/\b(the|day|of)\b/i);
      expect(new Set(all.map((one) => one.day + one.name)).size).toBe(all.length);
    }
    expect(publicHolidays(1.5)).toEqual([]);
    expect(publicHolidays(9999)).toEqual([]);
  });
});
