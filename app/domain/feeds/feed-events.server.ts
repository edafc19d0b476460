/** From the row of an event to what calendars are told of it; the same in every feed and in the mails. */
import type { Deployment } from "#app/domain/context.ts";
import type { CalendarRow } from "#app/domain/events/event-rows.ts";
import { htmlToPlainText } from "#app/domain/markdown.server.ts";
import { eventKindLabel } from "#app/i18n/labels.ts";
import { absolute, paths } from "#app/paths.ts";
import type { CalendarEvent } from "./calendar-event.ts";

/** What of a meeting calendars are told: nothing about people. */
export type FeedEventRow = Omit<CalendarRow, "nodes" | "updated_at" | "capacity"> & { nodes: readonly { name: string }[] };

type Where = Pick<Deployment, "publicUrl">;

/** The host that stands in every UID: without the port, which is no part of an event's identity. */
export function calendarHost({ publicUrl }: Where): string {
  return new URL(publicUrl).hostname;
}

export function calendarEventOf(row: FeedEventRow, deployment: Where): CalendarEvent {
  return {
    id: row.id,
    host: calendarHost(deployment),
    sequence: row.sequence,
    status: row.status === "cancelled" ? "cancelled" : "published",
    title: row.title,
    kindLabel: eventKindLabel(row.kind),
    description: htmlToPlainText(row.description_html),
    starts_at: row.starts_at,
    ends_at: row.ends_at,
    zone: row.zone,
    location: {
      ...(row.host_name && { name: row.host_name }),
      ...(row.address && { address: row.address }),
      ...(row.comuna_name && { comuna: row.comuna_name }),
      ...(row.lat !== null && row.lon !== null && { lat: row.lat, lon: row.lon }),
    },
    ...(row.online_url && { online_url: row.online_url }),
    url: absolute(deployment, paths.event(row.id)),
    created_at: row.created_at,
    updated_at: row.calendar_at,
    stamp: row.calendar_at,
    all_day: row.all_day,
    categories: row.nodes.map((node) => node.name),
  };
}
