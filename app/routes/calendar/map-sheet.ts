/** Meetings by where they are, from north to south. Pure. */
import type { MonthRow } from "#app/domain/events/event-rows.ts";
import { nodeOf, type SheetItem } from "./sheet.ts";

const MOST_A_PLACE = 4;

export interface MapItem extends Pick<MonthRow, "id" | "title" | "status" | "zone" | "starts_at" | "ends_at" | "all_day"> {
  node: SheetItem["node"];
}

export interface MapPlace {
  comuna: string;
  region_code: string | null;
  count: number;
  items: MapItem[];
}

export interface MapSheet {
  places: MapPlace[];
  /** Held nowhere but online. */
  online: { count: number; items: MapItem[] };
  /** Nobody has said where: dates to know, mostly. */
  nowhere: number;
}

export function mapSheetOf(events: readonly MonthRow[]): MapSheet {
  const places = new Map<string, MapPlace & { lat: number }>();
  const online: MapItem[] = [];
  let nowhere = 0;
  for (const event of events) {
    if (event.lat === null || event.comuna_name === null) {
      if (event.online) online.push(itemOf(event));
      else nowhere += 1;
      continue;
    }
    const key = `${event.comuna_name} ${event.region_code}`;
    const place = places.get(key) ?? { comuna: event.comuna_name, region_code: event.region_code, lat: event.lat, count: 0, items: [] };
    place.count += 1;
    if (place.items.length < MOST_A_PLACE) place.items.push(itemOf(event));
    places.set(key, place);
  }
  const sorted = [...places.values()].sort((a, b) => b.lat - a.lat).map(({ lat: _, ...place }) => place);
  return { places: sorted, online: { count: online.length, items: online.slice(0, 3 * MOST_A_PLACE) }, nowhere };
}

function itemOf({ id, title, status, zone, starts_at, ends_at, all_day, nodes }: MonthRow): MapItem {
  return { id, title, status, zone, starts_at, ends_at, all_day, node: nodeOf(nodes) };
}
