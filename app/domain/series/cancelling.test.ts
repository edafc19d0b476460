import { describe, expect, test } from "vitest";
import { CancelInput } from "#app/domain/events/event.ts";
import { stage } from "#app/domain/events/meetings.testing.ts";
import { cancelEvent, copyEvent, readAudience } from "#app/domain/events/scheduling.server.ts";
import { testDb } from "#db/testing.ts";
import { calendarOf, datesOf, mailsTo, publishedSeries } from "./series.testing.ts";

const ALL = ["2026-12-10T15:00", "2027-02-11T15:00", "2027-04-08T15:00", "2027-06-10T15:00", "2027-08-12T15:00"];
const message = CancelInput.parse({ message: "No se puede." });

describe("cancelling", () => {
  test("one date, this and the following, and what is left: the calendar is right at each step, and nothing vanishes from the hub", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedSeries(s.camila, s.cast);
    const dates = await datesOf(s.db, id);
    const times = async () => (await calendarOf(s.db, "ana@guest.example")).times;
    await cancelEvent(s.camila, dates[1]?.id ?? "", message);
    expect(await times()).toEqual([ALL[0], ...ALL.slice(2)]);
    await cancelEvent(s.camila, dates[3]?.id ?? "", message, { scope: "following" });
    expect(await times()).toEqual([ALL[0], ALL[2]]);
    expect((await s.db.selectFrom("series").select("rule").executeTakeFirst())?.rule).toContain('"until":"2027-06-09"');
    await cancelEvent(s.camila, id, message, { scope: "all" });
    expect(await times()).toEqual([]);
    expect((await datesOf(s.db, id)).map((date) => [date.status, date.sequence])).toEqual([
      ["cancelled", 3],
      ["cancelled", 1],
      ["cancelled", 3],
      ["cancelled", 2],
      ["cancelled", 2],
    ]);
    expect((await mailsTo(s.db, "ana@guest.example")).map((mail) => mail.subject)).toEqual([
      "Invitación: Sesión territorial (5 fechas desde el jue 10 dic 2026)",
      "Cancelada: Sesión territorial (jue 11 feb 2027)",
      "Canceladas 2 fechas: Sesión territorial",
      "Canceladas: Sesión territorial (2 fechas)",
    ]);
  });

  test("all that is left after some were held: those stay in the calendar", async () => {
    await using t = await testDb();
    const s = await stage(t.db);
    const id = await publishedSeries(s.camila, s.cast);
    const later = s.as("coordinatorA", "2027-03-01T12:00:00.000Z");
    await cancelEvent(later, (await datesOf(s.db, id))[4]?.id ?? "", message, { scope: "all" });
    expect((await calendarOf(s.db, "ana@guest.example")).times).toEqual(ALL.slice(0, 2));
  });
});

test("a copy of a date is a meeting by itself, with the list of the series", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const id = await publishedSeries(s.camila, s.cast);
  const third = (await datesOf(s.db, id))[2]?.id ?? "";
  const { id: copy } = await copyEvent(s.camila, third);
  expect(await s.db.selectFrom("events").select(["series_id", "slot_local", "status"]).where("id", "=", copy).executeTakeFirst()).toEqual({
    series_id: null,
    slot_local: null,
    status: "draft",
  });
  expect(await readAudience(s.camila, copy)).toMatchObject({ pasted: "Ana <ana@guest.example>" });
});
