/** The dates of a series as its pages show them, with where one person stands with each. */
import { type SqlBool, sql } from "kysely";
import type { Answer, EventKind, EventStatus, Mode, Seat } from "#app/domain/events/event.ts";
import { heldBothWays } from "#app/domain/invitations/seats.ts";
import type { Zone } from "#app/i18n/zones.ts";
import type { Db } from "#db/create.ts";

export interface SeriesDateRow {
  id: string;
  title: string;
  kind: EventKind;
  status: EventStatus;
  zone: Zone;
  slot_local: string;
  starts_local: string;
  starts_at: string;
  ends_at: string;
  all_day: boolean;
  /** Held both ways, each with its limit. */
  both: boolean;
  full: boolean;
  full_online: boolean;
  mine: { invitation_id: string; answer: Answer | null; previous_answer: Answer | null; seat: Seat | null; mode: Mode | null } | null;
}

/** Those that were published, by their slots; `who`: whose answers. One query. */
export async function listDatesFor(db: Db, seriesId: string, who: { email: string; person_id: string | null } | null): Promise<SeriesDateRow[]> {
  const own = who ? sql<SqlBool>`(i.email = ${who.email} OR i.person_id = ${who.person_id ?? ""})` : sql<SqlBool>`1 = 0`;
  const rows = await db
    .selectFrom("events as e")
    .leftJoin("invitations as i", (join) => join.onRef("i.event_id", "=", "e.id").on("i.removed_at", "is", null).on(own))
    .select(["e.id", "e.title", "e.kind", "e.status", "e.zone", "e.slot_local", "e.starts_local", "e.starts_at", "e.ends_at", "e.capacity", "e.seats_taken", "e.online_capacity"])
    .select(["e.online_taken", "e.host_establishment_id", "e.address", "e.comuna_code", "e.online_url"])
    .select(["i.id as invitation_id", "i.answer", "i.previous_answer", "i.seat", "i.mode"])
    .where("e.series_id", "=", seriesId)
    .where("e.status", "!=", "draft")
    .orderBy("e.starts_at")
    .orderBy("e.id")
    .execute();
  const full = (capacity: number | null, taken: number) => capacity !== null && taken >= capacity;
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    kind: row.kind as EventKind,
    status: row.status as EventStatus,
    zone: row.zone as Zone,
    slot_local: row.slot_local ?? row.starts_local,
    starts_local: row.starts_local,
    starts_at: row.starts_at,
    ends_at: row.ends_at,
    all_day: false,
    both: heldBothWays(row),
    full: full(row.capacity, row.seats_taken),
    full_online: full(row.online_capacity, row.online_taken),
    mine:
      row.invitation_id === null
        ? null
        : {
            invitation_id: row.invitation_id,
            answer: row.answer as Answer | null,
            previous_answer: row.previous_answer as Answer | null,
            seat: row.seat as Seat | null,
            mode: row.mode as Mode | null,
          },
  }));
}

export interface SeriesPlace {
  rule: string | null;
  /** How many dates are held, and the number of this one among them; 0: it is cancelled. */
  dates: number;
  number: number;
  previous: { id: string; starts_at: string; zone: Zone } | null;
  next: { id: string; starts_at: string; zone: Zone } | null;
}

/** Where a date stands in its series. One query. */
export async function findPlaceInSeries(db: Db, event: { id: string; series_id: string; starts_at: string }): Promise<SeriesPlace | null> {
  const rows = await db
    .selectFrom("series as s")
    .innerJoin("events as e", "e.series_id", "s.id")
    .select(["s.rule", "e.id", "e.starts_at", "e.zone"])
    .where("s.id", "=", event.series_id)
    .where("e.status", "=", "published")
    .orderBy("e.starts_at")
    .orderBy("e.id")
    .execute();
  const [first] = rows;
  if (!first) return null;
  const other = (row: (typeof rows)[number] | undefined) => (row ? { id: row.id, starts_at: row.starts_at, zone: row.zone as Zone } : null);
  return {
    rule: first.rule,
    dates: rows.length,
    number: rows.findIndex((row) => row.id === event.id) + 1,
    previous: other(rows.findLast((row) => row.id !== event.id && row.starts_at < event.starts_at)),
    next: other(rows.find((row) => row.id !== event.id && row.starts_at > event.starts_at)),
  };
}
