/** Series for tests, called the way people call them, and what the mails leave in their calendars. */
import type { Ctx } from "#app/domain/context.ts";
import { audience, meetingForm } from "#app/domain/events/meetings.testing.ts";
import { createDraft, publishEvent, setAudience } from "#app/domain/events/scheduling.server.ts";
import { readMail } from "#app/domain/mail/read-mail.server.ts";
import type { Db } from "#db/create.ts";
import type { Cast } from "#db/testing-cast.ts";
import { CalendarStore } from "./calendar-store.testing.ts";
import { setSeries } from "./drafting.server.ts";
import { SeriesInput } from "./series.ts";

/** Every two months on the second Thursday, five times: December 10, February 11, April 8, June 10, August 12. */
export const EVERY_TWO_MONTHS = { repeats: "monthly", every: 2, monthly_on: "nth", ends: "count", count: 5 };

export async function draftedSeries(ctx: Ctx, cast: Cast, change: Record<string, unknown> = {}, repeat: Record<string, unknown> = EVERY_TWO_MONTHS): Promise<string> {
  const { id } = await createDraft(ctx, meetingForm(cast, { title: "Sesión territorial", date: "2026-12-10", start_time: "15:00", end_time: "16:30", ...change }));
  await setSeries(ctx, id, SeriesInput.parse({ date: "2026-12-10", ...repeat }));
  return id;
}

export async function publishedSeries(
  ctx: Ctx,
  cast: Cast,
  who: Record<string, unknown> = { pasted: "Ana <ana@guest.example>" },
  change: Record<string, unknown> = {},
  repeat: Record<string, unknown> = EVERY_TWO_MONTHS,
): Promise<string> {
  const id = await draftedSeries(ctx, cast, change, repeat);
  await setAudience(ctx, id, audience(who));
  await publishEvent(ctx, id);
  return id;
}

/** The dates of a series as they are, by slot. */
export async function datesOf(db: Db, seriesId: string) {
  return db.selectFrom("events").selectAll().where("series_id", "=", seriesId).orderBy("slot_local").execute();
}

export async function mailsTo(db: Db, email: string) {
  return db.selectFrom("outbox").select(["id", "kind", "subject", "raw", "event_id", "invitation_id"]).where("to_email", "=", email).orderBy("id").execute();
}

/** The calendar of somebody who took in every mail. */
export async function calendarOf(db: Db, email: string): Promise<CalendarStore> {
  const store = new CalendarStore();
  for (const mail of await mailsTo(db, email)) {
    const { calendar } = await readMail(mail.raw ?? "");
    if (calendar) store.take(calendar.content);
  }
  return store;
}
