/** From an invitation and what a mailing says to the mail itself. */

import { passText } from "#app/domain/attendance/pass.server.ts";
import { qrPng } from "#app/domain/attendance/qr.server.ts";
import type { Ctx, Deployment } from "#app/domain/context.ts";
import { attendeeName } from "#app/domain/events/event.ts";
import { type CalendarRow, placeInWords } from "#app/domain/events/event-rows.ts";
import type { Facts } from "#app/domain/events/event-writes.repo.server.ts";
import { calendarEventOf, calendarSeriesOf } from "#app/domain/feeds/feed-events.server.ts";
import { type Imip, imip } from "#app/domain/feeds/ical.ts";
import type { MailContent, MailKind, OutgoingMail } from "#app/domain/mail/mail.ts";
import { htmlToPlainText } from "#app/domain/markdown.server.ts";
import { replyAddress } from "#app/domain/replies/reply-address.ts";
import type { SeriesRow } from "#app/domain/series/series.repo.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { firstName, isEmailAddress } from "#app/domain/text.ts";
import { eventKindLabel } from "#app/i18n/labels.ts";
import { isZone, MAIN_ZONE, type Zone } from "#app/i18n/zones.ts";
import { absolute, paths } from "#app/paths.ts";
import { cancellation } from "#emails/cancellation.ts";
import { invitation } from "#emails/invitation.ts";
import type { MeetingProps } from "#emails/meeting.ts";
import { promotion } from "#emails/promotion.ts";
import { reminder } from "#emails/reminder.ts";
import { update } from "#emails/update.ts";
import type { Colleague, MailingKind, Recipient } from "./mailings.repo.server.ts";
import { PARTSTAT } from "./series-calendar.server.ts";

/** What a mailing says, fixed when it begins: mails that are written an hour later still say what happened then. */
export interface Message {
  meeting: CalendarRow;
  /** When it was said: DTSTAMP of the calendar part. */
  stamp: string;
  organiser: string | null;
  senderId: string | null;
  message: string | null;
  /** What was so at earlier sequences, for «Antes … Ahora …». */
  history: Record<number, Facts>;
  /** Of which series the meeting is a date. */
  series?: SeriesRow | null | undefined;
  /** One person was taken off; the meeting goes on. */
  onlyYou?: boolean;
}

/** The mails of some recipients. An address that no server takes is passed over: it must not stop the mails of all the others. */
export function writeMails(ctx: Ctx, kind: MailingKind, said: Message, recipients: readonly Recipient[], colleagues: readonly Colleague[]): OutgoingMail[] {
  const { secret } = ctx.deployment;
  const meeting = meetingProps(said);
  return recipients
    .filter((one) => isEmailAddress(one.email))
    .map((one) => {
      const links = { ...linksOf(ctx.deployment, secret, one.id, { both: isBoth(said.meeting) }), pass: passLink(ctx.deployment, said, one) };
      const tells = kind === "update" && one.mailed_sequence === null ? "invitation" : kind;
      const props: MeetingProps = {
        network: { name: ctx.deployment.networkName, url: absolute(ctx.deployment, paths.home()) },
        meeting,
        person: firstName(one.name),
        readerZone: zoneOf(one),
        organiser: said.organiser,
        links,
        colleagues: colleaguesOf(one, colleagues, tells),
      };
      return {
        kind: tells,
        to: { name: attendeeName(one.name, one.email), address: one.email },
        key: keyOf(tells, said, one),
        content: withPass(ctx.deployment, tells, props, one, contentOf(ctx.deployment, tells, said, one, props)),
        replyTo: replyAddress(ctx.deployment, one.anchor),
        eventId: said.meeting.id,
        invitationId: one.anchor,
        senderPersonId: said.senderId,
        unsubscribe: links.stop,
      };
    });
}

/** Their entry, of a meeting that has a door. */
function passLink(deployment: Deployment, { meeting }: Message, one: Recipient): string | null {
  return placeInWords(meeting) === null ? null : absolute(deployment, paths.pass(mintToken(deployment.secret, "answer", one.id)));
}

const WITH_PASS: ReadonlySet<MailKind> = new Set(["invitation", "promotion", "reminder"]);

/** The same entry as a picture, for where there will be no line. */
function withPass(deployment: Deployment, kind: MailKind, props: MeetingProps, one: Recipient, content: MailContent): MailContent {
  if (!props.links.pass || !WITH_PASS.has(kind)) return content;
  return { ...content, attachments: [{ filename: "entrada.png", contentType: "image/png", content: qrPng(passText(deployment.secret, one.id)) }] };
}

/**
 * What a mail is known by. Invitation, update and cancellation are one series: one mail an event, sequence and recipient (and round, for
 * whoever was taken off and called again). A reminder is the n-th; a promotion belongs to the moment that gave the seat.
 */
function keyOf(kind: MailKind, said: Message, one: Recipient): string {
  const who = `${said.meeting.id}:${said.meeting.sequence}:${one.id}:${one.round}`;
  if (kind === "reminder") return `reminder:${who}:${one.reminders + 1}`;
  if (kind === "promotion") return `promotion:${who}:${said.stamp}`;
  return `event:${who}`;
}

function contentOf(deployment: Deployment, kind: MailKind, said: Message, one: Recipient, props: MeetingProps): MailContent {
  switch (kind) {
    case "update":
      return update({
        ...props,
        ...calendarPart(deployment, "REQUEST", said, one),
        before: beforeFor(one, said),
        message: said.message,
        seat: one.seat,
        previousAnswer: one.previous_answer,
      });
    case "cancellation":
      return cancellation({ ...props, ...calendarPart(deployment, "CANCEL", said, one), message: said.message, onlyYou: said.onlyYou ?? false });
    case "reminder":
      return reminder({ ...props, seat: one.seat });
    case "promotion":
      return promotion({ ...props, ...calendarPart(deployment, "REQUEST", said, one), confirmed: one.answer === "yes" });
    default:
      return invitation({ ...props, answered: one.answer, ...calendarPart(deployment, "REQUEST", said, one) });
  }
}

function calendarPart(deployment: Deployment, method: "REQUEST" | "CANCEL", said: Message, one: Recipient): { ical: NonNullable<MailContent["ical"]> } {
  const content = imip({
    method,
    ...spokenOf(deployment, said),
    organizer: { name: deployment.networkName, address: replyAddress(deployment, one.anchor) },
    attendee: {
      name: attendeeName(one.name, one.email),
      address: one.email,
      partstat: one.answer ? PARTSTAT[one.answer] : "NEEDS-ACTION",
      rsvp: method === "REQUEST" && one.answer === null,
    },
    ...(said.message ? { comment: said.message } : {}),
  });
  return { ical: { method, content } };
}

/** The meeting; of a series that one date. */
function spokenOf(deployment: Deployment, { meeting, series, stamp }: Message): Pick<Imip, "event" | "slot"> {
  const whole = series && meeting.slot_local ? calendarSeriesOf({ ...series, calendar_at: stamp }, [meeting], deployment) : null;
  if (whole && meeting.slot_local) return { event: whole, slot: meeting.slot_local };
  return { event: { ...calendarEventOf(meeting, deployment), stamp } };
}

/** What was so when this sequence was told: what the first change since has found. */
export function factsSince(history: Record<number, Facts> | undefined, told: number | null): Facts | undefined {
  const since = Object.keys(history ?? {})
    .map(Number)
    .filter((sequence) => sequence >= (told ?? 0))
    .sort((a, b) => a - b);
  return since[0] === undefined ? undefined : history?.[since[0]];
}

/** What this reader was told last: mails in between may have been overtaken before they were written. */
function beforeFor(one: Recipient, said: Message): { starts_at: string; ends_at: string; zone: Zone; place: string | null; online_url: string | null } {
  const told = factsSince(said.history, one.mailed_sequence);
  const { meeting } = said;
  const facts = told ?? { ...meeting, place: placeInWords(meeting) };
  return { starts_at: facts.starts_at, ends_at: facts.ends_at, zone: isZone(facts.zone) ? facts.zone : MAIN_ZONE, place: facts.place, online_url: facts.online_url };
}

export function meetingProps({ meeting }: Pick<Message, "meeting">): MeetingProps["meeting"] {
  return {
    title: meeting.title,
    kind: eventKindLabel(meeting.kind),
    nodes: meeting.nodes.map((node) => node.name),
    starts_at: meeting.starts_at,
    ends_at: meeting.ends_at,
    zone: meeting.zone,
    place: placeInWords(meeting),
    mapUrl: mapUrl(meeting),
    online_url: meeting.online_url,
    description_html: meeting.description_html,
    description_text: htmlToPlainText(meeting.description_html),
    capacity: meeting.capacity,
    online_capacity: isBoth(meeting) ? (meeting.online_capacity ?? null) : null,
    oneOfSeries: meeting.series_id !== null,
  };
}

/** In a place and with a link. */
export const isBoth = (meeting: CalendarRow): boolean => meeting.online_url !== null && placeInWords(meeting) !== null;

/** A search for the place; a comuna alone is no place to look for. */
export function mapUrl(row: Pick<CalendarRow, "host_name" | "address" | "comuna_name">): string | null {
  const place = row.host_name || row.address ? placeInWords(row) : null;
  return place === null ? null : `https://www.google.com/maps/search/?${new URLSearchParams({ api: "1", query: `${place}, Chile` })}`;
}

export function linksOf(deployment: Deployment, secret: string, invitationId: string, { both, series = false }: { both: boolean; series?: boolean }): MeetingProps["links"] {
  const token = mintToken(secret, "answer", invitationId);
  const url = (path: string) => absolute(deployment, path);
  return {
    yes: url(paths.answerLink(token, "yes", series)),
    online: both ? url(paths.answerLink(token, "online", series)) : null,
    no: url(paths.answerLink(token, "no", series)),
    maybe: url(paths.answerLink(token, "maybe", series)),
    page: url(paths.answerLink(token, undefined, series)),
    stop: url(paths.unsubscribe(mintToken(secret, "stop", invitationId))),
  };
}

export const zoneOf = (one: Recipient): Zone => (isZone(one.zone) ? one.zone : MAIN_ZONE);

const NAMES_SHOWN = 8;

/** Who goes from the reader's school; in an invitation, while nobody does, who else was asked. */
function colleaguesOf(one: Recipient, all: readonly Colleague[], kind: MailKind): MeetingProps["colleagues"] {
  if (!one.establishment_id || kind === "cancellation") return null;
  const others = all.filter((each) => each.establishment_id === one.establishment_id && each.id !== one.id && each.name !== "");
  const goers = others.filter((each) => each.going);
  const shown = goers.length > 0 ? goers : kind === "invitation" ? others : [];
  if (shown.length === 0) return null;
  return { going: goers.length > 0, names: shown.slice(0, NAMES_SHOWN).map((each) => each.name), more: Math.max(0, shown.length - NAMES_SHOWN) };
}
