/**
 * What each feed holds. The rows are read first; `source` is their fingerprint and `draw` makes the file, so that whoever keeps the
 * bytes of the same rows need not draw them again.
 */
import { createHash } from "node:crypto";
import type { Actor, Deployment } from "#app/domain/context.ts";
import type { CalendarRow } from "#app/domain/events/event-rows.ts";
import { type EventFilter, findVisibleEvent, listForCalendar } from "#app/domain/events/events.repo.server.ts";
import { absolute, paths } from "#app/paths.ts";
import type { Db } from "#db/create.ts";
import { calendarEventOf, type FeedEventRow } from "./feed-events.server.ts";
import { feedWindow } from "./feed-window.ts";
import type { FeedRow } from "./feeds.repo.server.ts";
import { feed, single } from "./ical.ts";
import { readFilter } from "./private-feed.ts";

export interface Calendar {
  source: string;
  /**
   * The last change of anything in it; not before the day's window began, for what left the file (by age, or because it is no longer
   * public) leaves no date behind: programs that go by the date alone see it gone the next day at the latest, those that send the ETag at once.
   */
  lastModified: string;
  draw: () => string;
}

export type PublicSubject = { kind: "network" } | { kind: "node"; id: string; slug: string; name: string } | { kind: "establishment"; id: string; slug: string; name: string };

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
  const filter = subject.kind === "node" ? { nodeId: subject.id } : subject.kind === "establishment" ? { establishmentId: subject.id } : {};
  return calendarOf(db, deployment, publicHead(subject, deployment), { viewer: null, filter, now });
}

function publicHead(subject: PublicSubject, deployment: Deployment): Head {
  const network = deployment.networkName;
  if (subject.kind === "network") {
    return { name: network, description: `Reuniones públicas de ${network}.`, url: absolute(deployment, paths.calendar()), refreshMinutes: PUBLIC_REFRESH };
  }
  const path = subject.kind === "node" ? paths.node(subject.slug) : paths.establishment(subject.slug);
  return { name: `${subject.name} · ${network}`, description: `Reuniones públicas de ${subject.name}.`, url: absolute(deployment, path), refreshMinutes: PUBLIC_REFRESH };
}

/** What the feed's person may see, as its filter says: members' meetings too. */
export async function privateCalendar(db: Db, deployment: Deployment, row: FeedRow, owner: Actor, now: string): Promise<Calendar> {
  const chosen = readFilter(row.filter);
  const filter = chosen.mine ? { mine: true } : { nodeId: chosen.node, kind: chosen.kind, region: chosen.region };
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
  const newest = told.reduce((latest, row) => (row.calendar_at > latest ? row.calendar_at : latest), window.from);
  return {
    source: createHash("sha256")
      .update(JSON.stringify([head, deployment.publicUrl, told]))
      .digest("base64url"),
    lastModified: newest,
    draw: () => feed({ ...head, events: told.map((row) => calendarEventOf(row, deployment)) }),
  };
}

/** Only what stands in the file: an answer or a seat changes the row and must not change the fingerprint. */
function toldOf(row: CalendarRow): FeedEventRow {
  const { id, series_id, slot_local, title, kind, status, zone, starts_local, ends_local, starts_at, ends_at, all_day, host_name, address, comuna_name, lat, lon } = row;
  const { online_url, description_html, sequence, calendar_at, created_at } = row;
  const nodes = row.nodes.map(({ name }) => ({ name }));
  return {
    id,
    series_id,
    slot_local,
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

/** The file of one meeting, to add by hand; null where there is none for this viewer. A draft is in nobody's calendar. */
export async function singleCalendar(db: Db, deployment: Deployment, viewer: Actor | null, eventId: string, now: string): Promise<Calendar | null> {
  const event = await findVisibleEvent(db, viewer, eventId, now);
  if (!event || event.status === "draft") return null;
  return { source: "", lastModified: event.calendar_at, draw: () => single(calendarEventOf(event, deployment)) };
}
