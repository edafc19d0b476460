/** What the invitation will look like, before anyone is invited. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";
import type { MailContent } from "#app/domain/mail/mail.ts";
import type { SeriesRow } from "#app/domain/series/series.repo.server.ts";
import { plannedSlots, timesAt } from "#app/domain/series/series.ts";
import { newId } from "#db/ids.ts";
import { writeMails } from "./meeting-mails.server.ts";
import { writeSeriesMails } from "./series-mails.server.ts";

/** As it would reach the coordinator themselves. Its buttons lead nowhere: the invitation they speak of does not exist. */
export function previewInvitation(ctx: Ctx & { actor: Actor }, meeting: EventDetail, series: SeriesRow | null = null): Pick<MailContent, "subject" | "html" | "text"> | null {
  const said = { stamp: ctx.now, organiser: ctx.actor.name, senderId: null, message: null, history: {} };
  const reader = readerOf(ctx.actor, meeting);
  const [mail] = series
    ? writeSeriesMails(ctx, { ...said, series, dates: datesOf(meeting, series) }, [seriesReader(reader, meeting, series)])
    : writeMails(ctx, "invitation", { ...said, meeting }, [reader], []);
  return mail ? { subject: mail.content.subject, html: mail.content.html, text: mail.content.text } : null;
}

function readerOf(actor: Actor, meeting: EventDetail) {
  const id = newId();
  return {
    id,
    anchor: id,
    email: actor.email,
    name: actor.name,
    establishment_id: null,
    answer: null,
    previous_answer: null,
    seat: null,
    mode: null,
    mailed_sequence: null,
    round: 0,
    reminders: 0,
    zone: meeting.zone,
  };
}

/** The dates that there will be, each by its slot for an id. */
function datesOf(meeting: EventDetail, series: SeriesRow) {
  return plannedSlots(series).flatMap((slot) => {
    const times = timesAt(series, slot);
    return times ? [{ ...meeting, ...times, id: slot, status: "published" as const, slot_local: slot, differs_at: null }] : [];
  });
}

function seriesReader(reader: ReturnType<typeof readerOf>, meeting: EventDetail, series: SeriesRow) {
  const { answer, previous_answer, seat, mailed_sequence, round } = reader;
  const dates = datesOf(meeting, series).map((date) => ({ id: date.id, event_id: date.id, answer, previous_answer, seat, mailed_sequence, round }));
  return { ...reader, dates };
}
