/** Twelve small months for the wall. Pure. */
import type { SpecialDay } from "#app/domain/calendar-days/school-day.ts";
import type { MonthRow } from "#app/domain/events/event-rows.ts";
import { byDay, weeksOf } from "./month-days.ts";
import { type DayNote, nodeOf, noteOn, type SheetItem } from "./sheet.ts";

/** What fits under a month on paper, twelve on a sheet. */
export const MOST_A_MONTH = 8;
const MOST_MARKS = 3;

export interface YearDay {
  iso: string;
  /** How many meetings there are. */
  count: number;
  /** Of the first few. */
  marks: { glyph: string; colour: number }[];
  tone: DayNote["tone"];
}

export interface YearLine extends Pick<MonthRow, "id" | "title" | "status"> {
  /** «5», «28–30» */
  days: string;
  node: SheetItem["node"];
}

export interface YearMonth {
  /** 2027-03 */
  month: string;
  /** Whole weeks; null outside the month. */
  weeks: (YearDay | null)[][];
  lines: YearLine[];
  rest: number;
  /** «8 Inmaculada Concepción» */
  holidays: string[];
  /** Runs that begin in it: «Vacaciones de invierno (21 jun a 4 jul)» is told by the page. */
  runs: { name: string; day: string; last: string }[];
}

export function yearSheetOf(events: readonly MonthRow[], year: string, special: readonly SpecialDay[]): YearMonth[] {
  const days = byDay(events, `${year}-01-01`, `${year}-12-31`);
  return Array.from({ length: 12 }, (_, index) => {
    const month = `${year}-${String(index + 1).padStart(2, "0")}`;
    const lines = linesOf(days, month);
    const within = special.filter(({ day }) => day.startsWith(month));
    return {
      month,
      weeks: weeksOf(month).map((week) => week.map((iso) => (iso.startsWith(month) ? yearDay(iso, days, special) : null))),
      lines: lines.slice(0, MOST_A_MONTH),
      rest: Math.max(0, lines.length - MOST_A_MONTH),
      holidays: within.filter(({ kind }) => kind === "public_holiday").map(({ day, name }) => `${Number(day.slice(8))} ${name}`),
      runs: within.filter(({ kind }) => kind !== "public_holiday").map(({ name, day, last }) => ({ name, day, last })),
    };
  });
}

type Days = ReturnType<typeof byDay<MonthRow>>;

function yearDay(iso: string, days: Days, special: readonly SpecialDay[]): YearDay {
  const here = days.get(iso) ?? [];
  const marks = here.flatMap(({ event }) => (event.nodes[0] ? [{ glyph: event.nodes[0].glyph, colour: event.nodes[0].colour }] : []));
  return { iso, count: here.length, marks: marks.slice(0, MOST_MARKS), tone: noteOn(special, iso)?.tone ?? null };
}

/** Each meeting once a month, on the days that it has in it. */
function linesOf(days: Days, month: string): YearLine[] {
  const lines = new Map<string, { event: MonthRow; first: number; last: number }>();
  for (let day = 1; day <= 31; day += 1) {
    for (const { event } of days.get(`${month}-${String(day).padStart(2, "0")}`) ?? []) {
      const there = lines.get(event.id);
      if (there) there.last = day;
      else lines.set(event.id, { event, first: day, last: day });
    }
  }
  return [...lines.values()].map(({ event: { id, title, status, nodes }, first, last }) => ({
    id,
    title,
    status,
    days: first === last ? String(first) : `${first}–${last}`,
    node: nodeOf(nodes),
  }));
}
