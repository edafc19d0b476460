/** What is read of a meeting: by cards, by its page, by calendars. */
import type { Zone } from "#app/i18n/zones.ts";
import type { Answer, EventKind, EventStatus, Mode, Seat, Visibility } from "./event.ts";

export interface EventNode {
  id: string;
  slug: string;
  name: string;
  colour: number;
  glyph: string;
}

/** Where the viewer stands with a meeting they are invited to. */
export interface MyAnswer {
  invitation_id: string;
  answer: Answer | null;
  /** What they had said before the time or place changed. */
  previous_answer: Answer | null;
  seat: Seat | null;
  /** Of a meeting held both ways: how they come. */
  mode: Mode | null;
}

/** Everything a card shows. */
export interface EventCardRow {
  id: string;
  title: string;
  kind: EventKind;
  status: EventStatus;
  visibility: Visibility;
  zone: Zone;
  starts_local: string;
  ends_local: string;
  starts_at: string;
  ends_at: string;
  all_day: boolean;
  host_slug: string | null;
  host_name: string | null;
  address: string | null;
  comuna_name: string | null;
  /** Of the comuna, for la franja and the map link. */
  lat: number | null;
  lon: number | null;
  region_code: string | null;
  region_name: string | null;
  /** There is a link to connect to. */
  online: boolean;
  /** Held both ways: in a place and with a link; those who come and those who connect are counted apart. */
  both: boolean;
  /** One date of a series (of that id); null for a meeting of its own. */
  series_id: string | null;
  capacity: number | null;
  /** Seats held, whether or not their people have confirmed again after a change. */
  seats_taken: number;
  /** Held both ways: the limit of those who connect, and how many of them have a seat. */
  online_capacity: number | null;
  online_taken: number;
  /** Of those with a seat, who says yes today (both ways together); how many of them connect; and of how many schools. */
  yes_count: number;
  yes_online: number;
  yes_schools: number;
  /** Who came, where attendance was taken. */
  came_people: number;
  came_schools: number;
  experiences_count: number | null;
  external_guests_count: number | null;
  nodes: EventNode[];
  mine: MyAnswer | null;
}

/** One meeting as a month shows it: hundreds at once, so neither who comes nor where the viewer stands is looked up. */
export type MonthRow = Pick<
  EventCardRow,
  | "id"
  | "title"
  | "kind"
  | "status"
  | "zone"
  | "starts_local"
  | "ends_local"
  | "starts_at"
  | "ends_at"
  | "all_day"
  | "online"
  | "host_name"
  | "address"
  | "region_code"
  | "comuna_name"
  | "lat"
  | "lon"
  | "nodes"
>;

/** One meeting, whole. */
export interface EventDetail extends EventCardRow {
  description_md: string;
  description_html: string;
  online_url: string | null;
  host_establishment_id: string | null;
  comuna_code: string | null;
  sequence: number;
  /** The wall time that its series' rule gave it: RECURRENCE-ID. */
  slot_local: string | null;
  /** Since when it no longer follows what is changed for all dates of its series. */
  differs_at: string | null;
  attendance_closed_at: string | null;
  /** The circle whose meeting it is. */
  circle_id: string | null;
  circle_name: string | null;
  published_at: string | null;
  cancelled_at: string | null;
  calendar_at: string;
  created_at: string;
  updated_at: string;
  created_by: string | null;
  author_name: string | null;
  /** What the coordinator said when it was last postponed or cancelled. */
  last_message: string | null;
  nodeIds: string[];
}

/** One meeting as calendars are told of it. */
export interface CalendarRow
  extends Pick<
    EventDetail,
    | "id"
    | "title"
    | "kind"
    | "status"
    | "zone"
    | "starts_at"
    | "ends_at"
    | "all_day"
    | "host_name"
    | "address"
    | "comuna_name"
    | "lat"
    | "lon"
    | "online_url"
    | "description_html"
    | "capacity"
    | "sequence"
    | "series_id"
    | "slot_local"
    | "differs_at"
    | "starts_local"
    | "ends_local"
    | "calendar_at"
    | "created_at"
    | "updated_at"
  > {
  /** For the mails. */
  online_capacity?: number | null;
  nodes: EventNode[];
}

/** «Liceo Industrial, Av. Brasil 123, Antofagasta»; null when it is nowhere but online. */
export function placeInWords(row: Pick<CalendarRow, "host_name" | "address" | "comuna_name">): string | null {
  const parts = [row.host_name, row.address, row.comuna_name].filter((part): part is string => Boolean(part));
  return parts.length === 0 ? null : [...new Set(parts)].join(", ");
}
