/** From a person's invitations to the dates of a series, and what is said of it, to the one mail that they get. */
import type { Ctx } from "#app/domain/context.ts";
import { attendeeName } from "#app/domain/events/event.ts";
import { type CalendarRow, placeInWords } from "#app/domain/events/event-rows.ts";
import type { Facts } from "#app/domain/events/event-writes.repo.server.ts";
import type { MailContent, MailKind, OutgoingMail } from "#app/domain/mail/mail.ts";
import { replyAddress } from "#app/domain/replies/reply-address.ts";
import { parseRule } from "#app/domain/series/rule.ts";
import type { SeriesRow } from "#app/domain/series/series.repo.server.ts";
import { rhythmWords } from "#app/domain/series/series.ts";
import { firstName, isEmailAddress } from "#app/domain/text.ts";
import { eventWhen } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { absolute, paths } from "#app/paths.ts";
import { type DateNews, type SeriesProps, seriesCancellation, seriesInvitation, seriesUpdate } from "#emails/series.ts";
import { factsSince, isBoth, linksOf, meetingProps, zoneOf } from "./meeting-mails.server.ts";
import { seriesPart } from "./series-calendar.server.ts";
import type { OwnDate, SeriesRecipient } from "./series-mailings.repo.server.ts";

/** What a mailing says of a series, fixed when it begins. */
export interface SeriesMessage {
  series: SeriesRow;
  /** Of all its dates, by their slots. */
  dates: CalendarRow[];
  stamp: string;
  organiser: string | null;
  senderId: string | null;
  message: string | null;
  /** What was so of each date (by event) at earlier sequences. */
  history: Record<string, Record<number, Facts>>;
  /** One person was taken off; the series goes on. */
  onlyYou?: boolean;
}

/** A date and where the reader stands with it. */
export interface ReadersDate {
  event: CalendarRow;
  own: OwnDate;
}

/** The mails of some people. An address that no server takes is passed over. */
export function writeSeriesMails(ctx: Ctx, said: SeriesMessage, recipients: readonly SeriesRecipient[]): OutgoingMail[] {
  return recipients.filter((one) => isEmailAddress(one.email)).flatMap((one) => mailFor(ctx, said, one) ?? []);
}

function mailFor(ctx: Ctx, said: SeriesMessage, one: SeriesRecipient): OutgoingMail | null {
  const { deployment } = ctx;
  const theirs = said.dates.flatMap((event) => {
    const own = one.dates.find((date) => date.event_id === event.id);
    return own ? [{ event, own }] : [];
  });
  const open = said.onlyYou ? [] : theirs.filter(({ event }) => event.status === "published" && event.ends_at > said.stamp);
  const next = [...open, ...theirs].sort((a, b) => (a.event.starts_at < b.event.starts_at ? -1 : 1)).find(({ event }) => open.length === 0 || event.ends_at > said.stamp);
  if (!next) return null;
  const links = linksOf(deployment, deployment.secret, one.anchor, { both: isBoth(next.event), series: true });
  const kind = kindFor(theirs, open);
  const props = propsFor(ctx, { said, one, theirs, open, next, links });
  const part = seriesPart(deployment, { kind, said, one, theirs, open });
  return {
    kind,
    to: { name: attendeeName(one.name, one.email), address: one.email },
    key: `${said.onlyYou ? "series-removal" : "series"}:${said.series.id}:${said.series.sequence}:${one.anchor}:${one.dates.reduce((sum, date) => sum + date.round, 0)}:${one.dates.length}`,
    content: contentOf(kind, props, part),
    replyTo: replyAddress(deployment, one.anchor),
    eventId: said.series.id,
    invitationId: one.anchor,
    senderPersonId: said.senderId,
    unsubscribe: links.stop,
  };
}

function kindFor(theirs: ReadersDate[], open: ReadersDate[]): MailKind & ("invitation" | "update" | "cancellation") {
  if (open.length === 0) return "cancellation";
  return theirs.every(({ own }) => own.mailed_sequence === null) ? "invitation" : "update";
}

function contentOf(kind: "invitation" | "update" | "cancellation", props: SeriesProps, part: MailContent["ical"]): MailContent {
  const whole = part ? { ...props, ical: part } : props;
  if (kind === "invitation") return seriesInvitation(whole);
  return kind === "update" ? seriesUpdate(whole) : seriesCancellation(whole);
}

interface Parts {
  said: SeriesMessage;
  one: SeriesRecipient;
  theirs: ReadersDate[];
  open: ReadersDate[];
  next: ReadersDate;
  links: SeriesProps["links"];
}

function propsFor(ctx: Ctx, { said, one, theirs, open, next, links }: Parts): SeriesProps {
  const readerZone = zoneOf(one);
  const first = open[0]?.event ?? next.event;
  return {
    network: { name: ctx.deployment.networkName, url: absolute(ctx.deployment, paths.home()) },
    meeting: meetingProps({ meeting: next.event }),
    person: firstName(one.name),
    readerZone,
    organiser: said.organiser,
    links,
    colleagues: null,
    rule: said.series.rule === null ? null : rhythmWords(parseRule(said.series.rule)),
    dates: open.map(({ event, own }) => ({
      when: eventWhen(event, { readerZone }),
      place: placeInWords(event) === placeInWords(first) ? null : placeInWords(event),
      said: own.answer ?? own.previous_answer,
    })),
    news: said.onlyYou ? [] : theirs.flatMap((date) => newsOf(date, said, readerZone) ?? []),
    message: said.message,
    onlyYou: said.onlyYou ?? false,
  };
}

/** What of a date is new to its reader: null where nothing is. */
function newsOf({ event, own }: ReadersDate, said: SeriesMessage, readerZone: SeriesProps["readerZone"]): DateNews | null {
  const when = eventWhen(event, { readerZone });
  const told = own.mailed_sequence;
  if (event.status === "cancelled") return told !== null && told < event.sequence ? { what: "cancelled", when } : null;
  if (event.status !== "published" || event.ends_at <= said.stamp) return null;
  if (told === null) return { what: "new", when };
  if (told >= event.sequence) return null;
  const before = factsSince(said.history[event.id], told);
  const was = before ? eventWhen({ ...before, zone: isZone(before.zone) ? before.zone : MAIN_ZONE, all_day: event.all_day }, { readerZone }) : when;
  const place = { before: before?.place ?? null, now: placeInWords(event) };
  const elsewhere = before !== undefined && (before.place !== place.now || before.online_url !== event.online_url);
  return { what: "moved", when, was, placeWas: elsewhere ? (place.before ?? "en línea") : null, placeNow: elsewhere ? (place.now ?? "en línea") : null, said: own.previous_answer };
}
