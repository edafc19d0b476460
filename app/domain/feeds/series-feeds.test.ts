import { describe, expect, test } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { listLatest } from "#app/domain/events/latest.repo.server.ts";
import { listSeriesDates, listSeriesOf } from "#app/domain/series/series.repo.server.ts";
import { insertMeeting } from "#app/http/front.testing.ts";
import { addDays } from "#app/i18n/dates.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { countingQueries } from "#db/query-count.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW, type Cast, castOf, TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { changeDate, eventfulYears, type Staged, stageSeries, timesOf } from "./calendar-series.testing.ts";
import { type Calendar, privateCalendar, publicCalendar, singleCalendar } from "./calendars.server.ts";
import { newsFeed } from "./news.server.ts";
import { type Occurrence, occurrencesByIcalJs, SERIES_READERS } from "./series-readers.testing.ts";
import { insertStaged } from "./series-rows.testing.ts";

const NETWORK = { kind: "network" } as const;
const WEEKS = { freq: "weekly", interval: 1, weekdays: [4], until: null, count: 6 } as const;

const publicFile = async (db: Db, now = CAST_NOW) => (await publicCalendar(db, TEST_DEPLOYMENT, NETWORK, now)).draw();
const starts = (found: Occurrence[]) => found.map(({ start }) => start.slice(0, 10));
const lines = (file: string, name: string) => file.split("\r\n").filter((line) => line.startsWith(name));

function mine(db: Db, owner: Actor, filter: object = { mine: true }, now = CAST_NOW): Promise<Calendar> {
  const row = { id: newId(), person_id: owner.id, label: "Mío", filter: JSON.stringify(filter), created_at: CAST_NOW, last_fetched_at: null };
  return privateCalendar(db, TEST_DEPLOYMENT, row, owner, now);
}

async function invite(db: Db, eventId: string, person: Actor, answer: "yes" | "no" | null): Promise<void> {
  const row = { id: newId(), event_id: eventId, person_id: person.id, email: person.email, name: person.name, establishment_id: null, answer, previous_answer: null };
  const rest = { answered_at: null, comment: null, seat: null, seat_at: null, invited_at: CAST_NOW, removed_at: null, reminded_at: null, mailed_sequence: 0 };
  await db
    .insertInto("invitations")
    .values({ ...row, ...rest })
    .execute();
}

async function withSeries(
  work: (db: Db, cast: Cast, ids: string[]) => Promise<void>,
  staged: Staged = stageSeries({ rule: { ...WEEKS, weekdays: [4] } }),
  more = {},
): Promise<void> {
  await using database = await testDb();
  const cast = await castOf(database.db);
  const ids = await insertStaged(database.db, staged, { nodes: [cast.ids.a], ...more });
  await work(database.db, cast, ids);
}

describe("a series in the public feed", () => {
  test("two years, two dates moved, one cancelled, one added: as the rows say, by three readers", () =>
    withSeries(async (db) => {
      await insertMeeting(db, { title: "Aparte" });
      const file = await publicFile(db);
      const expected = eventfulYears().rows.map((row) => `${row.starts_at} ${row.ends_at} ${row.status === "cancelled" ? "CANCELADO: " : ""}${row.title}`);
      for (const [name, read] of Object.entries(SERIES_READERS)) {
        const found = read(file).filter(({ summary }) => summary !== "Aparte");
        expect(
          found.map(({ start, end, summary }) => `${start} ${end} ${summary}`),
          name,
        ).toEqual(expected.sort());
      }
      expect(new Set(lines(file, "UID:")).size).toBe(2);
    }, eventfulYears()));

  test("is there with all its dates as long as one of them is in the window, and gone after", () =>
    withSeries(async (db) => {
      expect(starts(occurrencesByIcalJs(await publicFile(db)))).toEqual(["2026-12-10", "2026-12-17", "2026-12-24", "2026-12-31", "2027-01-07", "2027-01-14"]);
      expect(occurrencesByIcalJs(await publicFile(db, "2027-04-01T12:00:00.000Z"))).toHaveLength(6);
      expect(occurrencesByIcalJs(await publicFile(db, "2027-05-01T12:00:00.000Z"))).toEqual([]);
    }));

  test("a date cancelled alone says so until 14 days past, and is taken out after", () =>
    withSeries(
      async (db) => {
        const cancelled = (file: string) => lines(file, "SUMMARY:CANCELADO").length;
        const before = await publicFile(db, "2026-12-30T12:00:00.000Z");
        expect([cancelled(before), lines(before, "EXDATE")]).toEqual([1, []]);
        const after = await publicFile(db, "2027-01-05T12:00:00.000Z");
        expect([cancelled(after), lines(after, "EXDATE")]).toEqual([0, ["EXDATE;TZID=America/Santiago:20261217T183000"]]);
      },
      changeDate(stageSeries({ rule: { ...WEEKS, weekdays: [4] } }), "2026-12-17T18:30", { status: "cancelled" }),
    ));

  test("a node's feed leaves out the dates that are not the node's", () =>
    withSeries(async (db, cast, ids) => {
      await db
        .deleteFrom("event_nodes")
        .where("event_id", "=", ids[2] ?? "")
        .execute();
      const node = { kind: "node", ...cast.nodes.a } as const;
      const file = (await publicCalendar(db, TEST_DEPLOYMENT, node, CAST_NOW)).draw();
      expect(starts(occurrencesByIcalJs(file))).toEqual(["2026-12-10", "2026-12-17", "2026-12-31", "2027-01-07", "2027-01-14"]);
      expect(occurrencesByIcalJs(await publicFile(db))).toHaveLength(6);
    }));

  test("drafts and members' dates are nobody else's", () =>
    withSeries(async (db, cast, ids) => {
      await db
        .updateTable("events")
        .set({ status: "draft" })
        .where("id", "=", ids[1] ?? "")
        .execute();
      await db
        .updateTable("events")
        .set({ visibility: "members" })
        .where("id", "=", ids[2] ?? "")
        .execute();
      expect(starts(occurrencesByIcalJs(await publicFile(db)))).toEqual(["2026-12-10", "2026-12-31", "2027-01-07", "2027-01-14"]);
      const own = await mine(db, cast.people.teacher);
      expect(starts(occurrencesByIcalJs(own.draw()))).toEqual(["2026-12-10", "2026-12-24", "2026-12-31", "2027-01-07", "2027-01-14"]);
    }));

  test("costs two queries more than without series, however many there are", () =>
    withSeries(async (db, cast, ids) => {
      for (let n = 0; n < 5; n += 1) await insertStaged(db, stageSeries({ rule: { ...WEEKS, weekdays: [4] }, zone: "Pacific/Easter" }), { nodes: [cast.ids.a], fresh: true });
      const { result, queries } = await countingQueries(() => publicCalendar(db, TEST_DEPLOYMENT, NETWORK, CAST_NOW));
      expect(queries).toBe(4);
      expect(occurrencesByIcalJs(result.draw())).toHaveLength(36);
      expect((await countingQueries(() => singleCalendar(db, TEST_DEPLOYMENT, null, ids[2] ?? "", CAST_NOW))).queries).toBeLessThanOrEqual(6);
    }));

  test("its fingerprint and date tell of a change of the series, of a date beyond the window, and of nothing else", () =>
    withSeries(async (db, _cast, ids) => {
      const late = "2027-03-20T12:00:00.000Z"; // only the last dates are in the window
      const seen = async () => publicCalendar(db, TEST_DEPLOYMENT, NETWORK, late);
      const first = await seen();
      await db.updateTable("events").set({ seats_taken: 3, door_code: "1234" }).where("series_id", "is not", null).execute();
      expect((await seen()).source).toBe(first.source);
      await db
        .updateTable("events")
        .set({ title: "Otra" })
        .where("id", "=", ids[0] ?? "")
        .execute();
      const second = await seen();
      expect(second.source).not.toBe(first.source);
      await db.updateTable("series").set({ sequence: 7, calendar_at: "2027-03-20T11:00:00.000Z" }).execute();
      const third = await seen();
      expect([third.source === second.source, third.lastModified]).toEqual([false, "2027-03-20T11:00:00.000Z"]);
      expect(third.draw()).toContain("SEQUENCE:7");
    }));
});

describe("a private feed", () => {
  test("leaves out the dates that its person turned down, and the others' feeds keep them", () =>
    withSeries(async (db, cast, ids) => {
      const before = await mine(db, cast.people.teacher);
      await invite(db, ids[0] ?? "", cast.people.teacher, "no");
      await invite(db, ids[3] ?? "", cast.people.teacher, "no");
      await invite(db, ids[4] ?? "", cast.people.teacher, "yes");
      const after = await mine(db, cast.people.teacher);
      const file = after.draw();
      expect(starts(occurrencesByIcalJs(file))).toEqual(["2026-12-17", "2026-12-24", "2027-01-07", "2027-01-14"]);
      expect(lines(file, "EXDATE")).toHaveLength(2);
      expect(after.source).not.toBe(before.source);
      expect(occurrencesByIcalJs((await mine(db, cast.people.coordinatorA)).draw())).toHaveLength(6);
    }));

  test("of somebody who was invited to two dates only holds those two", () =>
    withSeries(async (db, cast, ids) => {
      for (const id of ids.slice(1, 3)) await invite(db, id, cast.people.outsider, null);
      expect(starts(occurrencesByIcalJs((await mine(db, cast.people.outsider)).draw()))).toEqual(["2026-12-17", "2026-12-24"]);
    }));
});

describe("the file of one date", () => {
  test("is the whole series, whichever date it is", () =>
    withSeries(async (db, _cast, ids) => {
      const files = await Promise.all(ids.map(async (id) => (await singleCalendar(db, TEST_DEPLOYMENT, null, id, CAST_NOW))?.draw()));
      expect(new Set(files).size).toBe(1);
      expect(occurrencesByIcalJs(files[0] ?? "")).toHaveLength(6);
    }));

  test("shows a visitor only what visitors see; and the draft of a series is nobody's", () =>
    withSeries(async (db, cast, ids) => {
      await db
        .updateTable("events")
        .set({ visibility: "members" })
        .where("id", "!=", ids[1] ?? "")
        .execute();
      expect(await singleCalendar(db, TEST_DEPLOYMENT, null, ids[0] ?? "", CAST_NOW)).toBeNull();
      const seen = await singleCalendar(db, TEST_DEPLOYMENT, null, ids[1] ?? "", CAST_NOW);
      expect(starts(occurrencesByIcalJs(seen?.draw() ?? ""))).toEqual(["2026-12-17"]);
      await db.updateTable("events").set({ status: "draft" }).execute();
      expect(await singleCalendar(db, TEST_DEPLOYMENT, cast.people.admin, ids[1] ?? "", CAST_NOW)).toBeNull();
    }));
});

describe("news", () => {
  test("tell a series once, by its first date that is held, with its rule in words", () =>
    withSeries(async (db, _cast, ids) => {
      await insertMeeting(db, { title: "Aparte" });
      const atom = async () => (await newsFeed(db, TEST_DEPLOYMENT, CAST_NOW)).content;
      const first = await atom();
      expect(first.match(/<entry>/g)).toHaveLength(2);
      expect(first).toContain("Sesión territorial · Todas las semanas, los jueves, 6 veces · jueves 10 de diciembre de 2026, 18:30 a 20:00 h");
      expect(first).toContain(`<id>urn:uuid:${ids[0]}</id>`);
      await db
        .updateTable("events")
        .set({ status: "cancelled", cancelled_at: CAST_NOW })
        .where("id", "=", ids[0] ?? "")
        .execute();
      const second = await atom();
      expect(second.match(/<entry>/g)).toHaveLength(2);
      expect(second).toContain("jueves 17 de diciembre de 2026");
      expect(second).toContain(`<id>urn:uuid:${ids[0]}</id>`);
      expect(second).not.toContain("CANCELADO");
      await db.updateTable("events").set({ status: "cancelled", cancelled_at: CAST_NOW }).where("series_id", "is not", null).execute();
      expect((await atom()).match(/CANCELADO: Sesión territorial/g)).toHaveLength(1);
    }));

  test("the front page too, while each date that was held is news of its own", () =>
    withSeries(async (db) => {
      const told = async (now: string) => (await listLatest(db, null, { now, limit: 20 })).map(({ what, title }) => `${what} ${title}`);
      expect((await told(CAST_NOW)).filter((line) => line.startsWith("called"))).toEqual(["called Sesión territorial"]);
      expect((await told("2026-12-26T12:00:00.000Z")).filter((line) => line.startsWith("held"))).toHaveLength(3);
    }));
});

test("the dates of a series, whoever asks, in two queries and in the order of their slots", () =>
  withSeries(
    async (db, _cast, ids) => {
      await db
        .updateTable("events")
        .set({ status: "draft" })
        .where("id", "=", ids[3] ?? "")
        .execute();
      const { result, queries } = await countingQueries(() => listSeriesDates(db, ids[0] ?? ""));
      expect([result.map(({ id }) => id), queries]).toEqual([ids, 2]);
      expect(result[0]?.nodes.map(({ name }) => name)).toEqual(["Electricidad"]);
      expect(await listSeriesOf(db, [])).toEqual([]);
      expect((await listSeriesOf(db, ids)).map(({ id }) => id)).toEqual([ids[0]]);
    },
    changeDate(stageSeries({ rule: { ...WEEKS, weekdays: [4] } }), "2026-12-17T18:30", timesOf(`${addDays("2026-12-17", 60)}T09:00`, "America/Santiago")),
  ));
