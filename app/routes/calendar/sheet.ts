/** What the page draws of a month, and no more: whatever a loader returns is written out once more by the framework. */
import type { MonthRow } from "#app/domain/events/event-rows.ts";
import { paths } from "#app/paths.ts";
import { byDay, weeksOf } from "./month-days.ts";

/** More than these would make a week longer than a page. */
const MOST_A_DAY = 5;

export interface SheetItem extends Pick<MonthRow, "id" | "title" | "status" | "zone" | "starts_local" | "all_day"> {
  /** The first of its days. */
  begins: boolean;
  /** Of its first node; `names` of all. */
  node: { glyph: string; colour: number; names: string } | null;
}

export interface SheetDay {
  iso: string;
  items: SheetItem[];
  /** How many more there are. */
  rest: number;
}

export function sheetOf(events: readonly MonthRow[], month: string): SheetDay[][] {
  const weeks = weeksOf(month);
  const days = byDay(events, weeks[0]?.[0] ?? "", weeks.at(-1)?.at(-1) ?? "");
  return weeks.map((week) =>
    week.map((iso) => {
      const all = days.get(iso) ?? [];
      return { iso, items: all.slice(0, MOST_A_DAY).map(itemOf), rest: Math.max(0, all.length - MOST_A_DAY) };
    }),
  );
}

function itemOf({ event, begins }: { event: MonthRow; begins: boolean }): SheetItem {
  const { id, title, status, zone, starts_local, all_day, nodes } = event;
  const first = nodes[0];
  const node = first ? { glyph: first.glyph, colour: first.colour, names: nodes.map(({ name }) => name).join(", ") } : null;
  return { id, title, status, zone, starts_local, all_day, begins, node };
}

export interface Spot {
  lat: number;
  lon: number;
  size: number;
  label: string;
  to?: string;
  kind?: number;
}

/** One dot a comuna for la franja: of one meeting in its node's colour, with its title; of many with their number. */
export function spotsOf(events: readonly MonthRow[]): Spot[] {
  const spots = new Map<string, Spot>();
  for (const { lat, lon, id, title, comuna_name, nodes } of events) {
    if (lat === null || lon === null) continue;
    const key = `${lat} ${lon}`;
    const size = (spots.get(key)?.size ?? 0) + 1;
    const alone = { label: title, to: paths.event(id), ...(nodes[0] && { kind: nodes[0].colour }) };
    spots.set(key, { lat, lon, size, ...(size === 1 ? alone : { label: `${comuna_name ?? "Aquí"}: ${size} reuniones` }) });
  }
  return [...spots.values()];
}
