/** From what is due to one person to the one mail of their day. */

import { passText } from "#app/domain/attendance/pass.server.ts";
import { qrPng } from "#app/domain/attendance/qr.server.ts";
import type { Ctx, Deployment } from "#app/domain/context.ts";
import { attendeeName } from "#app/domain/events/event.ts";
import type { MailContent, OutgoingMail } from "#app/domain/mail/mail.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { firstName } from "#app/domain/text.ts";
import { eventWhen, longDate, longDateTime, relativeDay, time } from "#app/i18n/dates.ts";
import { absolute, paths } from "#app/paths.ts";
import { type DailyMeeting, type DailyProps, daily } from "#emails/daily.ts";
import type { DueItem, MeetingDue } from "./due.ts";
import { readerDay } from "./lead.ts";

/** `items` is not empty and all of one person. */
export function dailyMail(ctx: Ctx, email: string, items: readonly DueItem[]): OutgoingMail {
  const [first] = items;
  if (!first) throw new Error("a mail about nothing");
  const { deployment, now } = ctx;
  const day = readerDay(now, first.zone);
  const invitationId = items.map((item) => ("invitation_id" in item ? item.invitation_id : null)).find((id) => id !== null);
  const stop = invitationId ? absolute(deployment, paths.unsubscribe(mintToken(deployment.secret, "stop", invitationId))) : null;
  const meetings = meetingsOf(items).map((item) => meetingProps(deployment, item, now));
  const props: DailyProps = {
    network: { name: deployment.networkName, url: absolute(deployment, paths.home()) },
    person: firstName(first.name),
    meetings,
    promises: items.flatMap((item) =>
      item.is === "agreement" || item.is === "task"
        ? [{ what: item.what, meeting: item.meeting, due: `${longDate(item.due_on)}`, late: item.due_on < day, url: absolute(deployment, item.path) }]
        : [],
    ),
    harvests: items.flatMap((item) =>
      item.is === "harvest" ? [{ meeting: item.meeting, url: absolute(deployment, paths.harvestLink(mintToken(deployment.secret, "harvest", item.invitation_id))) }] : [],
    ),
    voices: items.flatMap((item) =>
      item.is === "voice"
        ? [
            {
              what: item.what,
              circle: item.circle,
              until: longDateTime(item.deadline_at),
              url: absolute(deployment, paths.voiceLink(mintToken(deployment.secret, "voice", item.call_id))),
            },
          ]
        : [],
    ),
    reviews: items.flatMap((item) =>
      item.is === "review" ? [{ what: item.what, circle: item.circle, due: longDate(item.due_on), late: item.due_on < day, url: absolute(deployment, item.path) }] : [],
    ),
    terms: items.flatMap((item) =>
      item.is === "term" ? [{ role: item.what, holder: item.holder, circle: item.circle, due: longDate(item.due_on), url: absolute(deployment, item.path) }] : [],
    ),
    closings: items.flatMap((item) =>
      item.is === "closing" ? [{ what: item.what, closes: longDateTime(item.closes_at, item.event_zone), url: absolute(deployment, item.path) }] : [],
    ),
    drafts: items.flatMap((item) =>
      item.is === "draft" ? [{ what: item.what, closes: longDateTime(item.closes_at, item.event_zone), url: absolute(deployment, item.path) }] : [],
    ),
    juries: items.flatMap((item) =>
      item.is === "jury" ? [{ what: item.what, until: longDateTime(item.jury_at, item.event_zone), left: item.left, url: absolute(deployment, item.path) }] : [],
    ),
    links: { stop, notices: absolute(deployment, paths.accountNotices()) },
  };
  return {
    kind: "reminder",
    to: { name: attendeeName(first.name, email), address: email },
    key: `daily:${email}:${day}`,
    content: { ...daily(props), ...passesOf(deployment, items) },
    ...(stop ? { unsubscribe: stop } : {}),
  };
}

/** Each meeting once, the next first, whatever number of leads fell due. */
function meetingsOf(items: readonly DueItem[]): MeetingDue[] {
  const byInvitation = new Map(items.flatMap((item) => (item.is === "meeting" ? [[item.invitation_id, item] as const] : [])));
  return [...byInvitation.values()].sort((a, b) => (a.starts_at < b.starts_at ? -1 : 1));
}

/** The picture that the door reads, of the one meeting that the mail is about; of several it would not be clear whose it is. */
function passesOf(deployment: Deployment, items: readonly DueItem[]): Pick<MailContent, "attachments"> {
  const [only, ...others] = meetingsOf(items);
  if (!only || others.length > 0 || only.place === null) return {};
  return { attachments: [{ filename: "entrada.png", contentType: "image/png", content: qrPng(passText(deployment.secret, only.invitation_id)) }] };
}

function meetingProps(deployment: Deployment, item: MeetingDue, now: string): DailyMeeting {
  const token = mintToken(deployment.secret, "answer", item.invitation_id);
  const url = (preset?: "yes" | "no" | "maybe") => absolute(deployment, paths.answerLink(token, preset));
  const times = { starts_at: item.starts_at, ends_at: item.ends_at, zone: item.event_zone };
  return {
    title: item.title,
    times,
    readerZone: item.zone,
    when: eventWhen(times, { readerZone: item.zone }),
    relative: relativeDay(item.starts_at, now, item.event_zone),
    hour: time(item.starts_at, item.event_zone),
    place: item.place,
    online_url: item.online_url,
    answer: item.answer,
    waiting: item.seat === "waiting",
    links: { page: url(), yes: url("yes"), no: url("no"), maybe: url("maybe"), pass: item.place === null ? null : absolute(deployment, paths.pass(token)) },
  };
}
