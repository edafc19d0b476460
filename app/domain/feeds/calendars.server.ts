/**
 * What each feed holds. The rows are read first; `source` is their fingerprint and `draw` makes the file, so that whoever keeps the
 * bytes of the same rows need not draw them again.
 */
import { createHash } from "node:crypto";
import type { Actor, Deployment } from "#app/domain/context.ts";
import { listDatesForCalendar, listForCalendar } from "#app/domain/events/calendar-rows.repo.server.ts";
import type { CalendarRow } from "#app/domain/events/event-rows.ts";
import { type EventFilter, findVisibleEvent } from "#app/domain/events/events.repo.server.ts";
import { findSeries, listSeriesOf } from "#app/domain/series/series.repo.server.ts";
import { absolute, paths } from "#app/paths.ts";
import type { Db } from "#db/create.ts";
import type { CalendarEvent } from "./calendar-event.ts";
import type { CalendarSeries } from "./calendar-series.ts";
import { calendarEventOf, calendarSeriesOf, type FeedEventRow, type FeedSeriesRow } from "./feed-events.server.ts";
import { feedWindow } from "./feed-window.ts";
import type { FeedRow } from "./feeds.repo.server.ts";
import { feed, single } from "./ical.ts";
import { eventFilterOf, readFilter } from "./private-feed.ts";

export interface Calendar {
  source: string;
  /**
   * The last change of anything in it; not before the day's window began, for what left the file (by age, or because it is no longer
   * public) leaves no date behind: programs that go by the date alone see it gone the next day at the latest, those that send the ETag at once.
   */
  lastModified: string;
  draw: () => string;
}

/** A choice of meetings: what it is called, where it is seen, and what it asks for. */
export interface Choice {
  kind: "choice";
  name: string;
  path: string;
  filter: Pick<EventFilter, "nodeId" | "territoryId" | "establishmentId" | "kind" | "region">;
}

export type PublicSubject =
  | Choice
  | { kind: "network" }
  | { kind: "node"; id: string; slug: string; name: string }
  | { kind: "establishment"; id: string; slug: string; name: string };

/** A megabyte holds some 1,500, 2,200 at the very most; what lies further ahead comes in as time passes. */
const MOST_EVENTS = 2_200;
const PUBLIC_REFRESH = 60;
const PRIVATE_REFRESH = 30;

interface Head {
  name: string;
  description: string;
  url: string;
  refreshMinutes: number;
}

/** Everything public of the network, of a node, or of a school (hosted by it, or of its nodes). */
export async function publicCalendar(db: Db, deployment: Deployment, subject: PublicSubject, now: string): Promise<Calendar> {
  return calendarOf(db, deployment, publicHead(subject, deployment), { viewer: null, filter: publicFilterOf(subject), now });
}

function publicFilterOf(subject: PublicSubject): EventFilter {
  if (subject.kind === "choice") return subject.filter;
  if (subject.kind === "network") return {};
  return subject.kind === "node" ? { nodeId: subject.id } : { establishmentId: subject.id };
}

function publicHead(subject: PublicSubject, deployment: Deployment): Head {
  const network = deployment.networkName;
  if (subject.kind === "network") {
    return { name: network, description: `Reuniones públicas de ${network}.`, url: absolute(deployment, paths.calendar()), refreshMinutes: PUBLIC_REFRESH };
  }
  if (subject.kind === "choice") {
    return { name: `${subject.name} · ${network}`, description: `${subject.name}: lo que es público.`, url: absolute(deployment, subject.path), refreshMinutes: PUBLIC_REFRESH };
  }
  const path = subject.kind === "node" ? paths.node(subject.slug) : paths.establishment(subject.slug);
  return { name: `${subject.name} · ${network}`, description: `Reuniones públicas de ${subject.name}.`, url: absolute(deployment, path), refreshMinutes: PUBLIC_REFRESH };
}

/** What the feed's person may see, as its filter says: members' meetings too. */
export async function privateCalendar(db: Db, deployment: Deployment, row: FeedRow, owner: Actor, now: string): Promise<Calendar> {
  const filter = eventFilterOf(readFilter(row.filter));
  const head = {
    name: `${row.label} · ${deployment.networkName}`,
    description: "Calendario personal: quien tiene su dirección puede leerlo. Puedes anularlo desde tu cuenta.",
    url: absolute(deployment, paths.accountFeeds()),
    refreshMinutes: PRIVATE_REFRESH,
  };
  return calendarOf(db, deployment, head, { viewer: owner, filter, now });
}

async function calendarOf(db: Db, deployment: Deployment, head: Head, ask: { viewer: Actor | null; filter: EventFilter; now: string }): Promise<Calendar> {
  const window = feedWindow(ask.now);
  // `now` is the midnight, so that a cancelled meeting leaves with the day and not in the middle of it.
  const rows = await listForCalendar(db, ask.viewer, { ...ask.filter, from: window.past, now: window.from, limit: MOST_EVENTS });
  const told = rows.map(toldOf);
  const series = (await listSeriesOf(db, [...new Set(told.map((row) => row.series_id).filter((id) => id !== null))])).map(toldSeriesOf);
  return {
    source: createHash("sha256")
      .update(JSON.stringify([head, deployment.publicUrl, told, series]))
      .digest("base64url"),
    lastModified: latestOf([...told, ...series], window.from),
    draw: () => feed({ ...head, events: eventsOf(told, series, deployment) }),
  };
}

const latestOf = (rows: readonly { calendar_at: string }[], since: string): string => rows.reduce((latest, row) => (row.calendar_at > latest ? row.calendar_at : latest), since);

/** Meetings by themselves, and each series as a whole. */
function eventsOf(rows: readonly FeedEventRow[], series: readonly FeedSeriesRow[], deployment: Deployment): (CalendarEvent | CalendarSeries)[] {
  const dates = new Map<string | null, FeedEventRow[]>(series.map(({ id }) => [id, []]));
  const alone = rows.filter((row) => dates.get(row.series_id)?.push(row) === undefined).map((row) => calendarEventOf(row, deployment));
  const whole = series.map((each) => calendarSeriesOf(each, dates.get(each.id) ?? [], deployment)).filter((each) => each !== null);
  return [...alone, ...whole];
}

function toldSeriesOf({ id, rule, zone, first_local, ends_local, sequence, calendar_at }: FeedSeriesRow): FeedSeriesRow {
  return { id, rule, zone, first_local, ends_local, sequence, calendar_at };
}

/** Only what stands in the file: an answer or a seat changes the row and must not change the fingerprint. */
function toldOf(row: CalendarRow): FeedEventRow {
  const { id, series_id, slot_local, differs_at, title, kind, status, zone, starts_local, ends_local, starts_at, ends_at, all_day, host_name, address, comuna_name, lat, lon } =
    row;
  const { online_url, description_html, sequence, calendar_at, created_at } = row;
  const nodes = row.nodes.map(({ name }) => ({ name }));
  return {
    id,
    series_id,
    slot_local,
    differs_at,
    title,
    kind,
    status,
    zone,
    starts_local,
    ends_local,
    starts_at,
    ends_at,
    all_day,
    host_name,
    address,
    comuna_name,
    lat,
    lon,
    online_url,
    description_html,
    sequence,
    calendar_at,
    created_at,
    nodes,
  };
}

/**
 * The file of one meeting, to add by hand; null where there is none for this viewer. A draft is in nobody's calendar. One date of a series gives the
 * whole series.
 */
export async function singleCalendar(db: Db, deployment: Deployment, viewer: Actor | null, eventId: string, now: string): Promise<Calendar | null> {
  const event = await findVisibleEvent(db, viewer, eventId, now);
  if (!event || event.status === "draft") return null;
  const series = event.series_id === null ? undefined : await findSeries(db, event.series_id);
  const dates = series ? await listDatesForCalendar(db, viewer, series.id, now) : [];
  const whole = series ? calendarSeriesOf(series, dates, deployment) : null;
  return {
    source: "",
    lastModified: latestOf([...dates, ...(series ? [series] : [])], event.calendar_at),
    draw: () => single(whole ?? calendarEventOf(event, deployment)),
  };
}
