/** From the row of an event to what calendars and readers are told of it. */
import type { Deployment } from "#app/domain/context.ts";
import { isAllDay } from "#app/domain/events/event.ts";
import { eventKindLabel } from "#app/i18n/labels.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { absolute, paths } from "#app/paths.ts";
import type { CalendarEvent } from "./calendar-event.ts";

/** What of an event goes into feeds, whoever reads them: nothing about people. */
export interface FeedEventRow {
  id: string;
  title: string;
  kind: string;
  status: string;
  zone: string;
  starts_at: string;
  ends_at: string;
  sequence: number;
  created_at: string;
  calendar_at: string;
  published_at: string | null;
  description_html: string;
  online_url: string | null;
  address: string | null;
  school: string | null;
  comuna: string | null;
  lat: number | null;
  lon: number | null;
}

type Where = Pick<Deployment, "publicUrl">;

/** The host that stands in every UID: without the port, which is no part of an event's identity. */
export function calendarHost({ publicUrl }: Where): string {
  return new URL(publicUrl).hostname;
}

export function calendarEventOf(row: FeedEventRow, deployment: Where, nodeNames: readonly string[] = []): CalendarEvent {
  return {
    id: row.id,
    host: calendarHost(deployment),
    sequence: row.sequence,
    status: row.status === "cancelled" ? "cancelled" : "published",
    title: row.title,
    kindLabel: eventKindLabel(row.kind),
    description: descriptionText(row.description_html),
    starts_at: row.starts_at,
    ends_at: row.ends_at,
    zone: isZone(row.zone) ? row.zone : MAIN_ZONE,
    location: {
      ...(row.school && { name: row.school }),
      ...(row.address && { address: row.address }),
      ...(row.comuna && { comuna: row.comuna }),
      ...(row.lat !== null && row.lon !== null && { lat: row.lat, lon: row.lon }),
    },
    ...(row.online_url && { online_url: row.online_url }),
    url: absolute(deployment, paths.event(row.id)),
    created_at: row.created_at,
    updated_at: row.calendar_at,
    stamp: row.calendar_at,
    all_day: isAllDay(row.kind),
    categories: [...nodeNames],
  };
}

const ENTITIES: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };

/**
 * The text of a stored description. It was sanitised when saved, so every "<" in it begins a tag of ours: no parser is needed, which
 * matters where a feed has thousands of them.
 */
export function descriptionText(html: string): string {
  if (html === "") return "";
  return html
    .replace(/<li>/g, "\n• ")
    .replace(/<a href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/g, (_, href: string, label: string) => (label === href ? href : `${label} (${href})`))
    .replace(/<\/(p|h3|h4|h5|ul|ol|blockquote|pre|tr|table)>/g, "\n\n")
    .replace(/<(br|hr) ?\/?>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:lt|gt|quot|amp|#39);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
