/** Puts a staged series into a test's database. */

import type { Insertable } from "kysely";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import type { EventsTable } from "#db/tables.ts";
import type { Staged } from "./calendar-series.testing.ts";

interface Options {
  nodes?: string[];
  /** Under new ids: the same staged series again. */
  fresh?: boolean;
}

/** Says the ids of its dates, in the order of the slots. */
export async function insertStaged(db: Db, { series, rows }: Staged, { nodes = [], fresh = false }: Options = {}): Promise<string[]> {
  const ids = rows.map((row) => (fresh ? newId() : row.id));
  const id = ids[0] ?? series.id;
  const events = rows.map((row, index): Insertable<EventsTable> => {
    const { nodes: _nodes, all_day: _allDay, host_name: _host, comuna_name: _comuna, lat: _lat, lon: _lon, series_id: _series, ...told } = row;
    const rest = { visibility: "public", host_establishment_id: null, comuna_code: null, region_code: null, description_md: "", search_text: "", created_by: null };
    const counts = { experiences_count: null, external_guests_count: null, published_at: row.created_at, cancelled_at: null };
    return { ...told, ...rest, ...counts, id: ids[index] ?? row.id };
  });
  await db.insertInto("events").values(events).execute();
  await db
    .insertInto("series")
    .values({ ...series, id })
    .execute();
  await db.updateTable("events").set({ series_id: id }).where("id", "in", ids).execute();
  const ties = events.flatMap((event) => nodes.map((node_id) => ({ event_id: event.id, node_id, starts_at: event.starts_at })));
  if (ties.length > 0) await db.insertInto("event_nodes").values(ties).execute();
  return ids;
}
