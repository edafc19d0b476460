/** What the page draws of meetings, and no more: whatever a loader returns is written out once more by the framework. */
import { placeLine } from "#app/components/event-words.ts";
import { type SpecialDay, specialOn } from "#app/domain/calendar-days/school-day.ts";
import type { MonthRow } from "#app/domain/events/event-rows.ts";
import { paths } from "#app/paths.ts";
import { byDay, weekOf, weeksOf } from "./month-days.ts";

/** More than these would make a week longer than a page. */
const MOST_A_DAY = 5;
const MOST_A_WEEKDAY = 25;

export interface SheetItem extends Pick<MonthRow, "id" | "title" | "status" | "zone" | "starts_local" | "all_day"> {
  /** The first of its days. */
  begins: boolean;
  /** Of its first node; `names` of all. */
  node: { glyph: string; colour: number; names: string } | null;
}

export interface WeekItem extends SheetItem {
  ends_local: string;
  place: string | null;
}

/** A holiday, or a run of days without classes. */
export interface DayNote {
  /** Only where it is said: on its first day and, without classes, on each Monday. */
  text: string | null;
  /** null: a time better left alone, which is said but not shaded. */
  tone: "holiday" | "school" | null;
}

export interface SheetDay<I = SheetItem> {
  iso: string;
  items: I[];
  /** How many more there are. */
  rest: number;
  note: DayNote | null;
}

export function sheetOf(events: readonly MonthRow[], month: string, special: readonly SpecialDay[]): SheetDay[][] {
  const weeks = weeksOf(month);
  const days = byDay(events, weeks[0]?.[0] ?? "", weeks.at(-1)?.at(-1) ?? "");
  return weeks.map((week) => week.map((iso) => dayOf(iso, days.get(iso) ?? [], { special, most: MOST_A_DAY, make: itemOf })));
}

export function weekSheetOf(events: readonly MonthRow[], day: string, special: readonly SpecialDay[]): SheetDay<WeekItem>[] {
  const week = weekOf(day);
  const days = byDay(events, week[0] ?? "", week[6] ?? "");
  return week.map((iso) => dayOf(iso, days.get(iso) ?? [], { special, most: MOST_A_WEEKDAY, make: weekItemOf }));
}

interface Shown {
  event: MonthRow;
  begins: boolean;
}

function dayOf<I>(iso: string, all: Shown[], { special, most, make }: { special: readonly SpecialDay[]; most: number; make: (shown: Shown) => I }): SheetDay<I> {
  return { iso, items: all.slice(0, most).map(make), rest: Math.max(0, all.length - most), note: noteOn(special, iso) };
}

/** A holiday before a run of days: the day is first of all a holiday. */
export function noteOn(special: readonly SpecialDay[], iso: string): DayNote | null {
  const here = specialOn(special, iso);
  const holidays = here.filter(({ kind }) => kind === "public_holiday");
  if (holidays.length > 0) return { tone: "holiday", text: `Feriado: ${holidays.map(({ name }) => name).join(", ")}` };
  const run = here.find(({ kind }) => kind === "school_holiday") ?? here[0];
  if (!run) return null;
  const busy = run.kind === "busy";
  const said = run.day === iso || (!busy && weekOf(iso)[0] === iso);
  return { tone: busy ? null : "school", text: said ? run.name : null };
}

export function nodeOf(nodes: MonthRow["nodes"]): SheetItem["node"] {
  const first = nodes[0];
  return first ? { glyph: first.glyph, colour: first.colour, names: nodes.map(({ name }) => name).join(", ") } : null;
}

function itemOf({ event, begins }: Shown): SheetItem {
  const { id, title, status, zone, starts_local, all_day, nodes } = event;
  return { id, title, status, zone, starts_local, all_day, begins, node: nodeOf(nodes) };
}

function weekItemOf(shown: Shown): WeekItem {
  const { ends_local } = shown.event;
  return { ...itemOf(shown), ends_local, place: placeLine(shown.event) };
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
export function spotsOf(events: readonly Pick<MonthRow, "lat" | "lon" | "id" | "title" | "comuna_name" | "nodes">[]): Spot[] {
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
