/** The calendar part of the mails about a series: all of it as it is for its reader. */
import type { Deployment } from "#app/domain/context.ts";
import { attendeeName } from "#app/domain/events/event.ts";
import { calendarSeriesOf } from "#app/domain/feeds/feed-events.server.ts";
import { imip, type Partstat } from "#app/domain/feeds/ical.ts";
import type { MailContent } from "#app/domain/mail/mail.ts";
import { replyAddress } from "#app/domain/replies/reply-address.ts";
import type { OwnDate, SeriesRecipient } from "./series-mailings.repo.server.ts";
import type { ReadersDate, SeriesMessage } from "./series-mails.server.ts";

export const PARTSTAT = { yes: "ACCEPTED", no: "DECLINED", maybe: "TENTATIVE" } as const;

const partstatOf = ({ answer }: Pick<OwnDate, "answer">): Partstat => (answer ? PARTSTAT[answer] : "NEEDS-ACTION");

interface Parts {
  kind: "invitation" | "update" | "cancellation";
  said: SeriesMessage;
  one: SeriesRecipient;
  /** Their dates, whatever became of them. */
  theirs: ReadersDate[];
  /** Those of them that are still to come. */
  open: ReadersDate[];
}

/**
 * REQUEST of the whole series with the reader's own dates: what is cancelled, and what they are not invited to, is taken out of it. Where nothing is left to come
 * but something has been, that stays in their calendar: the series ends there. CANCEL of the whole only where there is nothing to keep.
 */
export function seriesPart(deployment: Deployment, { kind, said, one, theirs, open }: Parts): MailContent["ical"] {
  const held = theirs.filter(({ event }) => event.status === "published");
  const method = held.length === 0 || said.onlyYou ? ("CANCEL" as const) : ("REQUEST" as const);
  const rows = (method === "CANCEL" ? theirs : held).map(({ event }) => event);
  const series = calendarSeriesOf({ ...said.series, calendar_at: said.stamp }, rows, deployment);
  if (!series) return undefined;
  const partstat = mostSaid(open);
  const apart = held.filter(({ own }) => partstatOf(own) !== partstat).map(({ event, own }) => [event.slot_local ?? "", partstatOf(own)] as const);
  const content = imip({
    method,
    event: series,
    organizer: { name: deployment.networkName, address: replyAddress(deployment, one.anchor) },
    attendee: {
      name: attendeeName(one.name, one.email),
      address: one.email,
      partstat,
      rsvp: kind !== "cancellation" && partstat === "NEEDS-ACTION",
      ...(method === "REQUEST" ? { dates: Object.fromEntries(apart) } : {}),
    },
    ...(said.message ? { comment: said.message } : {}),
  });
  return { method, content };
}

/** What holds for most of the dates to come: it stands on the whole, and only what differs on its date. */
function mostSaid(open: ReadersDate[]): Partstat {
  const counts = new Map<Partstat, number>();
  for (const { own } of open) counts.set(partstatOf(own), (counts.get(partstatOf(own)) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "NEEDS-ACTION";
}
