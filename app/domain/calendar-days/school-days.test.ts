import { describe, expect, test } from "vitest";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { castOf } from "#db/testing-cast.ts";
import { addSchoolDays, editSchoolDays, listSpecialDays, removeSchoolDays } from "./calendar-days.server.ts";
import { SchoolDayInput } from "./school-day.ts";
import { pageSchoolDays } from "./school-days.repo.server.ts";

const input = (change: Record<string, unknown> = {}): SchoolDayInput =>
  SchoolDayInput.parse({ id: newId(), kind: "holiday", name: "Vacaciones de invierno", first_day: "2027-06-21", last_day: "2027-07-02", ...change });

const stageOf = async (db: Parameters<typeof castOf>[0]) => {
  const cast = await castOf(db);
  return { admin: cast.ctxOf(cast.people.admin), camila: cast.ctxOf(cast.people.coordinatorA) };
};

describe("the school calendar", () => {
  test("shows beside the public holidays, those of the region only to it", async () => {
    await using database = await testDb();
    const { db } = database;
    const { admin } = await stageOf(db);
    await addSchoolDays(admin, input());
    await addSchoolDays(admin, input({ name: "Vacaciones de invierno en Magallanes", region_code: "12", first_day: "2027-07-05", last_day: "2027-07-16" }));
    await addSchoolDays(admin, input({ kind: "busy", name: "Licenciaturas", first_day: "2027-06-25", last_day: "" }));
    const country = await listSpecialDays(db, "2027-06-22", "2027-07-10");
    expect(country.map((one) => [one.day, one.last, one.kind, one.name])).toEqual([
      ["2027-06-21", "2027-07-02", "school_holiday", "Vacaciones de invierno"],
      ["2027-06-25", "2027-06-25", "busy", "Licenciaturas"],
      ["2027-06-28", "2027-06-28", "public_holiday", "San Pedro y San Pablo"],
    ]);
    expect((await listSpecialDays(db, "2027-07-04", "2027-07-10", "12")).map((one) => one.name)).toEqual(["Vacaciones de invierno en Magallanes"]);
    expect(await listSpecialDays(db, "2027-07-04", "2027-07-10", ["13"])).toEqual([]);
    expect((await listSpecialDays(db, "2026-12-31", "2027-01-01")).map((one) => one.name)).toEqual(["Año Nuevo"]);
    expect(await listSpecialDays(db, "2027-02-31", "2027-03-10")).toEqual([]);
  });

  test("is administration's to change, and what is sent twice is there once", async () => {
    await using database = await testDb();
    const { admin, camila } = await stageOf(database.db);
    const one = input();
    await addSchoolDays(admin, one);
    await addSchoolDays(admin, one);
    await editSchoolDays(admin, { ...one, name: "Receso de invierno" });
    const { rows, total } = await pageSchoolDays(database.db, { today: "2026-11-21", past: false, page: 1 });
    expect([total, rows[0]?.name]).toEqual([1, "Receso de invierno"]);
    await expect(addSchoolDays(camila, input())).rejects.toMatchObject({ code: "forbidden" });
    await expect(removeSchoolDays(camila, one.id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(editSchoolDays(admin, input())).rejects.toMatchObject({ code: "not_found" });
    await expect(addSchoolDays(admin, input({ region_code: "99" }))).rejects.toMatchObject({ fields: { region_code: ["choice"] } });
    expect(await removeSchoolDays(admin, one.id)).toMatchObject({ name: "Receso de invierno" });
    expect(await removeSchoolDays(admin, one.id)).toBeNull();
  });

  test("refuses days that are none, ends before beginnings and whole years", () => {
    const codes = (change: Record<string, unknown>) =>
      SchoolDayInput.safeParse({ ...input(), region_code: undefined, ...change }).error?.issues.map((issue) => [issue.path[0], issue.message]);
    expect(codes({ first_day: "2027-02-31" })).toEqual([["first_day", "date"]]);
    expect(codes({ last_day: "2027-06-20" })).toEqual([["last_day", "end_before_start"]]);
    expect(codes({ last_day: "2028-06-20" })).toEqual([["last_day", "days_too_long"]]);
    expect(codes({ name: " " })).toEqual([["name", "required"]]);
  });
});
