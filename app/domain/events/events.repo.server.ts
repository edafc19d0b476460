import { type SqlBool, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import type { Zone } from "#app/i18n/zones.ts";
import type { Db } from "#db/create.ts";
import { likeWords } from "#db/dialect.server.ts";
import { type Answer, type EventKind, type EventStatus, isAllDay, MAX_DAYS, type Mode, type Seat, type Visibility } from "./event.ts";
import type { EventCardRow, EventDetail, EventNode, MonthRow, MyAnswer } from "./event-rows.ts";
import { isMine, ofSchool, ofTerritory } from "./narrowing.server.ts";
import { daysBefore, isListed, visibleTo } from "./visibility.server.ts";

export interface EventFilter {
  nodeId?: string | undefined;
  circleId?: string | undefined;
  /** Hosted by the school, or of a node that it belongs to. */
  establishmentId?: string | undefined;
  /** A territorial node: its own meetings, and those that one of its schools hosts. */
  territoryId?: string | undefined;
  kind?: string | undefined;
  region?: string | undefined;
  q?: string | undefined;
  /** Instants: ends after `from`, begins before `to`. */
  from?: string | undefined;
  to?: string | undefined;
  /** Only what the viewer is invited to (and has not turned down) or belongs to one of their nodes. */
  mine?: boolean | undefined;
  page?: number | undefined;
  limit?: number | undefined;
  /** The present; the clock's unless told. */
  now?: string | undefined;
}

const PAGE_SIZE = 24;
const present = (filter: EventFilter): string => filter.now ?? new Date().toISOString();

/** The invitation of the viewer: theirs by person, or by address while no person is tied to it. */
function invitationOf(viewer: Actor) {
  return sql<string>`coalesce(
    (SELECT x.id FROM invitations x WHERE x.person_id = ${viewer.id} AND x.event_id = events.id AND x.removed_at IS NULL LIMIT 1),
    (SELECT x.id FROM invitations x WHERE x.event_id = events.id AND x.email = ${viewer.email} AND x.person_id IS NULL AND x.removed_at IS NULL LIMIT 1))`;
}

export function matching(db: Db, viewer: Actor | null, filter: EventFilter) {
  const now = present(filter);
  let query = db.selectFrom("events").where(visibleTo(viewer, now));
  if (viewer) query = query.where(isListed(now));
  if (filter.from) query = query.where("events.ends_at", ">", filter.from).where("events.starts_at", ">", daysBefore(filter.from, MAX_DAYS + 1));
  if (filter.to) query = query.where("events.starts_at", "<", filter.to);
  if (filter.kind) query = query.where("events.kind", "=", filter.kind);
  if (filter.region) query = query.where("events.region_code", "=", filter.region);
  if (filter.q) query = query.where(likeWords("events.search_text", filter.q));
  if (filter.nodeId) query = query.where("events.id", "in", db.selectFrom("event_nodes").select("event_id").where("node_id", "=", filter.nodeId));
  if (filter.circleId) query = query.where("events.circle_id", "=", filter.circleId);
  if (filter.establishmentId) query = query.where(ofSchool(filter.establishmentId));
  if (filter.territoryId) query = query.where(ofTerritory(filter.territoryId));
  if (filter.mine) query = query.where(viewer ? isMine(viewer) : sql<SqlBool>`1 = 0`);
  return query;
}

export type Matching = ReturnType<typeof matching>;

export const COLUMNS = [
  "events.id",
  "events.title",
  "events.kind",
  "events.status",
  "events.visibility",
  "events.zone",
  "events.starts_local",
  "events.ends_local",
  "events.starts_at",
  "events.ends_at",
  "events.address",
  "events.region_code",
  "events.online_url",
  "events.series_id",
  "events.capacity",
  "events.seats_taken",
  "events.online_capacity",
  "events.online_taken",
  "events.experiences_count",
  "events.external_guests_count",
] as const;

type Order = "asc" | "desc" | null;

/** The rows first, then what hangs on them: nothing is joined for the rows of earlier pages. */
export function rowsOf(db: Db, query: Matching, order: Order, filter: EventFilter = {}) {
  const limit = filter.limit ?? PAGE_SIZE;
  const skip = ((filter.page ?? 1) - 1) * limit;
  const some = order === null ? query : query.orderBy("events.starts_at", order).orderBy("events.id", order).limit(limit).offset(skip);
  const rows = db.selectFrom(some.selectAll("events").as("events"));
  return order === null ? rows : rows.orderBy("events.starts_at", order).orderBy("events.id", order);
}

export type Rows = ReturnType<typeof rowsOf>;

export function withPlace(rows: Rows) {
  return rows
    .leftJoin("establishments as host", "host.id", "events.host_establishment_id")
    .leftJoin("comunas", (join) => join.on("comunas.code", "=", sql`coalesce(events.comuna_code, host.comuna_code)`))
    .leftJoin("regions", "regions.code", "events.region_code")
    .select(["host.slug as host_slug", "host.name as host_name", "comunas.name as comuna_name", "comunas.lat", "comunas.lon", "regions.short_name as region_name"]);
}

function cards(rows: Rows, viewer: Actor | null) {
  return withPlace(rows)
    .leftJoin("invitations as my", (join) => join.on("my.id", "=", viewer ? invitationOf(viewer) : sql<string>`NULL`))
    .select(COLUMNS)
    .select(["my.id as my_id", "my.answer as my_answer", "my.previous_answer as my_previous", "my.seat as my_seat", "my.mode as my_mode"]);
}

type RawCard = Awaited<ReturnType<ReturnType<typeof cards>["execute"]>>[number];

function asCard<R extends RawCard>(row: R, nodes: EventNode[], counts: Counts | undefined) {
  const { my_id, my_answer, my_previous, my_seat, my_mode, online_url, ...rest } = row;
  return {
    ...rest,
    kind: row.kind as EventKind,
    status: row.status as EventStatus,
    visibility: row.visibility as Visibility,
    zone: row.zone as Zone,
    all_day: isAllDay(row.kind),
    online: online_url !== null,
    both: online_url !== null && (row.host_slug !== null || row.address !== null || row.comuna_name !== null),
    yes_online: counts?.yes_online ?? 0,
    yes_count: counts?.yes ?? 0,
    yes_schools: counts?.yes_schools ?? 0,
    came_people: counts?.came ?? 0,
    came_schools: counts?.came_schools ?? 0,
    nodes,
    mine:
      my_id === null
        ? null
        : ({
            invitation_id: my_id,
            answer: my_answer as Answer | null,
            previous_answer: my_previous as Answer | null,
            seat: my_seat as Seat | null,
            mode: my_mode as Mode | null,
          } satisfies MyAnswer),
  };
}

interface Counts {
  yes: number;
  yes_online: number;
  yes_schools: number;
  came: number;
  came_schools: number;
}

/** Who says yes and who came, of several events, in one query that reads indexes only. */
async function countsOf(db: Db, ids: string[]): Promise<Map<string, Counts>> {
  const { rows } = await sql<{ event_id: string; what: string; people: number; schools: number; online: number }>`
    SELECT event_id, 'yes' AS what, count(*) AS people, count(DISTINCT establishment_id) AS schools, count(CASE WHEN mode = 'online' THEN 1 END) AS online FROM invitations
      WHERE event_id IN (${sql.join(ids)}) AND answer = 'yes' AND seat = 'held' AND removed_at IS NULL GROUP BY event_id
    UNION ALL SELECT event_id, 'came' AS what, count(who) AS people, count(DISTINCT establishment_id) AS schools, 0 AS online FROM (
      SELECT event_id, establishment_id, coalesce(name, person_id) AS who FROM attendances WHERE event_id IN (${sql.join(ids)})
      UNION ALL SELECT event_id, establishment_id, NULL FROM student_counts WHERE event_id IN (${sql.join(ids)}) AND count > 0) present GROUP BY event_id`.execute(db);
  const found = new Map<string, Counts>();
  for (const row of rows) {
    const counts = found.get(row.event_id) ?? { yes: 0, yes_online: 0, yes_schools: 0, came: 0, came_schools: 0 };
    if (row.what === "yes") Object.assign(counts, { yes: row.people, yes_online: row.online, yes_schools: row.schools });
    else Object.assign(counts, { came: row.people, came_schools: row.schools });
    found.set(row.event_id, counts);
  }
  return found;
}

/** The nodes of several events (and of all dates of some series), in one query. */
export async function nodesOf(db: Db, ids: readonly string[], seriesIds: readonly string[] = []): Promise<Map<string, EventNode[]>> {
  const rows = await db
    .selectFrom("event_nodes")
    .innerJoin("nodes", "nodes.id", "event_nodes.node_id")
    .select(["event_nodes.event_id", "nodes.id", "nodes.slug", "nodes.name", "nodes.colour", "nodes.glyph"])
    .where(({ or, eb }) => {
      const dates = db.selectFrom("events").select("id").where("series_id", "in", seriesIds);
      // An empty list is no list to PostgreSQL.
      return or([...(ids.length > 0 ? [eb("event_nodes.event_id", "in", ids)] : []), ...(seriesIds.length > 0 ? [eb("event_nodes.event_id", "in", dates)] : [])]);
    })
    .orderBy("nodes.search_text")
    .execute();
  const found = new Map<string, EventNode[]>();
  for (const { event_id, ...node } of rows) {
    const nodes = found.get(event_id);
    if (nodes) nodes.push(node);
    else found.set(event_id, [node]);
  }
  return found;
}

async function complete(db: Db, rows: RawCard[]): Promise<EventCardRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const nodes = await nodesOf(db, ids);
  const counts = await countsOf(db, ids);
  return rows.map((row) => asCard(row, nodes.get(row.id) ?? [], counts.get(row.id)));
}

/** What is on now or still to come, the next first. THE list that pages and calendars share. */
export async function listUpcoming(db: Db, viewer: Actor | null, filter: EventFilter = {}): Promise<EventCardRow[]> {
  const query = matching(db, viewer, { ...filter, from: filter.from ?? present(filter) });
  return complete(db, await cards(rowsOf(db, query, "asc", filter), viewer).execute());
}

/** What is over, the latest first. */
export async function listPast(db: Db, viewer: Actor | null, filter: EventFilter = {}): Promise<EventCardRow[]> {
  return complete(db, await cards(rowsOf(db, past(matching(db, viewer, filter), filter), "desc", filter), viewer).execute());
}

function past(query: Matching, filter: EventFilter): Matching {
  return query.where("events.ends_at", "<=", present(filter)).where("events.starts_at", "<=", present(filter));
}

/** Everything that touches the span from `from` to `to` (instants), in order; for the month. At most 500. */
export async function listBetween(db: Db, viewer: Actor | null, filter: EventFilter & { from: string; to: string }): Promise<MonthRow[]> {
  const chosen = rowsOf(db, matching(db, viewer, filter), "asc", { ...filter, limit: filter.limit ?? 500 });
  const rows = await withPlace(chosen)
    .select(["events.id", "events.title", "events.kind", "events.status", "events.zone", "events.region_code", "events.address"])
    .select(["events.starts_local", "events.ends_local", "events.starts_at", "events.ends_at", sql<number>`(events.online_url IS NOT NULL)`.as("online")])
    .execute();
  if (rows.length === 0) return [];
  const nodes = await nodesOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({
    ...row,
    online: Boolean(row.online),
    kind: row.kind as EventKind,
    status: row.status as EventStatus,
    zone: row.zone as Zone,
    all_day: isAllDay(row.kind),
    nodes: nodes.get(row.id) ?? [],
  }));
}

export async function countEvents(db: Db, viewer: Actor | null, filter: EventFilter & { when?: "upcoming" | "past" | undefined } = {}): Promise<number> {
  const now = present(filter);
  const query = matching(db, viewer, filter.when === "upcoming" ? { ...filter, from: filter.from ?? now } : filter);
  const row = await (filter.when === "past" ? past(query, filter) : query).select((eb) => eb.fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  return row.count;
}

export async function isVisible(db: Db, viewer: Actor | null, id: string, now: string): Promise<boolean> {
  const row = await db.selectFrom("events").select("id").where("id", "=", id).where(visibleTo(viewer, now)).executeTakeFirst();
  return row !== undefined;
}

function details(db: Db, viewer: Actor | null, query: Matching) {
  return cards(rowsOf(db, query, null), viewer)
    .leftJoin("people as author", "author.id", "events.created_by")
    .select(["events.slot_local", "events.differs_at", "events.description_html", "events.sequence", "events.calendar_at", "events.created_at", "events.updated_at"])
    .select(["events.description_md", "events.host_establishment_id", "events.comuna_code", "events.published_at", "events.cancelled_at", "events.created_by"])
    .select(["events.attendance_closed_at", "events.circle_id"])
    .select(sql<string | null>`(SELECT c.name FROM circles c WHERE c.id = events.circle_id)`.as("circle_name"))
    .select(["author.name as author_name", lastMessage.as("last_message")]);
}

async function asDetail(db: Db, row: Awaited<ReturnType<ReturnType<typeof details>["executeTakeFirst"]>>): Promise<EventDetail | null> {
  if (!row) return null;
  const nodes = (await nodesOf(db, [row.id])).get(row.id) ?? [];
  // Nobody has been asked to a draft.
  const counts = row.status === "draft" ? undefined : (await countsOf(db, [row.id])).get(row.id);
  return { ...asCard(row, nodes, counts), online_url: row.online_url, nodeIds: nodes.map((node) => node.id) };
}

/** One meeting, if the viewer may know of it. */
export async function findVisibleEvent(db: Db, viewer: Actor | null, id: string, now = new Date().toISOString()): Promise<EventDetail | null> {
  const query = db.selectFrom("events").where("events.id", "=", id).where(visibleTo(viewer, now));
  return asDetail(db, await details(db, viewer, query).executeTakeFirst());
}

/** For whoever holds an invitation to it, signed in or not. */
export async function findEventForGuest(db: Db, id: string): Promise<EventDetail | null> {
  const query = db.selectFrom("events").where("events.id", "=", id).where("events.status", "!=", "draft");
  return asDetail(db, await details(db, null, query).executeTakeFirst());
}

const lastMessage = sql<string | null>`(SELECT c.message FROM event_changes c WHERE c.event_id = events.id AND c.kind IN ('cancelled', 'postponed') ORDER BY c.at DESC LIMIT 1)`;
