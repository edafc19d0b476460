import { expect, test } from "vitest";
import { CancelInput, PostponeInput } from "#app/domain/events/event.ts";
import { meetingForm, type Stage, stage } from "#app/domain/events/meetings.testing.ts";
import { cancelEvent, editEvent, postponeEvent } from "#app/domain/events/scheduling.server.ts";
import { readMail } from "#app/domain/mail/read-mail.server.ts";
import { addDate } from "#app/domain/series/adding.server.ts";
import { mailsTo, publishedSeries } from "#app/domain/series/series.testing.ts";
import { testDb } from "#db/testing.ts";
import { CalendarStore } from "./calendar-store.testing.ts";
import { publicCalendar, singleCalendar } from "./calendars.server.ts";
import { SERIES_READERS } from "./series-readers.testing.ts";

const ANA = "ana@guest.example";
const TWO_YEARS = { repeats: "monthly", every: 1, monthly_on: "nth", ends: "until", until: "2028-11-30" };
const cancelled = CancelInput.parse({ message: "No se puede." });
const onDay = (date: string, start_time: string, end_time: string) => PostponeInput.parse({ date, start_time, end_time, zone: "America/Santiago", message: "Se corre." });

/** What the hub promises, and what calendars know: from the feed, from the file to download, and from the mails that came. */
async function agree({ db, camila: { deployment, now } }: Stage, id: string, store: CalendarStore): Promise<number> {
  const rows = await db.selectFrom("events").select(["starts_at", "ends_at", "title", "status"]).where("series_id", "=", id).orderBy("starts_at").execute();
  const held = rows.filter((row) => row.status === "published").map((row) => `${row.starts_at} ${row.ends_at} ${row.title}`);
  const files = [await publicCalendar(db, deployment, { kind: "network" }, now), await singleCalendar(db, deployment, null, id, now)];
  for (const file of files.map((each) => each?.draw() ?? "")) {
    for (const [name, read] of Object.entries(SERIES_READERS)) {
      const found = read(file);
      expect(found, name).toHaveLength(rows.length);
      expect(
        found.filter(({ status }) => status === "CONFIRMED").map(({ start, end, summary }) => `${start} ${end} ${summary}`),
        name,
      ).toEqual(held);
    }
  }
  expect(store.occurrences().map(({ start, end, summary }) => `${start} ${end} ${summary}`)).toEqual(held);
  return held.length;
}

test("two years through the hub: called, two dates moved, one cancelled, one added, all changed, the rest cancelled; every calendar agrees at each step", async () => {
  await using t = await testDb();
  const s = await stage(t.db);
  const store = new CalendarStore();
  let read = 0;
  const take = async () => {
    const mails = await mailsTo(s.db, ANA);
    for (const mail of mails.slice(read)) store.receive((await readMail(mail.raw ?? "")).calendar?.content ?? "");
    const came = mails.length - read;
    read = mails.length;
    return came;
  };
  const id = await publishedSeries(s.camila, s.cast, { pasted: `Ana <${ANA}>` }, { end_time: "16:30" }, TWO_YEARS);
  const dates = await s.db.selectFrom("events").select("id").where("series_id", "=", id).orderBy("slot_local").execute();
  const dateId = (index: number) => dates[index]?.id ?? "";
  expect([await take(), await agree(s, id, store)]).toEqual([1, 24]);

  await postponeEvent(s.camila, dateId(4), onDay("2027-04-09", "17:00", "19:00"));
  expect([await take(), await agree(s, id, store)]).toEqual([1, 24]);
  await postponeEvent(s.camila, dateId(9), onDay("2027-09-02", "15:00", "16:30"));
  expect([await take(), await agree(s, id, store)]).toEqual([1, 24]);
  await cancelEvent(s.camila, dateId(15), cancelled);
  expect([await take(), await agree(s, id, store)]).toEqual([1, 23]);
  await addDate(s.camila, id, { day: "2027-07-20" });
  expect([await take(), await agree(s, id, store)]).toEqual([1, 24]);

  const form = meetingForm(s.cast, { id, title: "Sesión territorial", date: "2026-12-10", start_time: "16:00", end_time: "17:00" });
  await editEvent(s.camila, id, form, { scope: "all" });
  expect([await take(), await agree(s, id, store)]).toEqual([1, 24]);

  await cancelEvent(s.camila, dateId(12), cancelled, { scope: "following" });
  expect([await take(), await agree(s, id, store)]).toEqual([1, 13]);
  await cancelEvent(s.camila, id, cancelled, { scope: "all" });
  expect([await take(), await agree(s, id, store)]).toEqual([1, 0]);
}, 60_000);
