/** A series with its dates, as they stand in the database, for tests of calendars. */
import type { CalendarRow } from "#app/domain/events/event-rows.ts";
import { expandRule, type Rule } from "#app/domain/series/rule.ts";
import type { SeriesRow } from "#app/domain/series/series.repo.server.ts";
import { addDays } from "#app/i18n/dates.ts";
import { wallToInstant, type Zone } from "#app/i18n/zones.ts";

export const SERIES_ID = "0193a1f0-0000-7000-8000-000000000100";
export const WHERE = { publicUrl: "https://nodos.example" };
const CALLED = "2026-11-02T12:00:00.000Z";

/** Two years of second Thursdays. */
export const TWO_YEARS: Rule = { freq: "monthly", interval: 1, on: { nth: 2, weekday: 4 }, until: "2028-11-30", count: null };

export interface Staged {
  series: SeriesRow;
  rows: CalendarRow[];
}

export interface StageOptions {
  rule?: Rule | null;
  zone?: Zone;
  first?: string;
  minutes?: number;
  extra?: string[];
  row?: Partial<CalendarRow>;
}

export function stageSeries({ rule = TWO_YEARS, zone = "America/Santiago", first = "2026-12-10T18:30", minutes = 90, extra = [], row = {} }: StageOptions = {}): Staged {
  const slots = [...new Set([...(rule ? expandRule(rule, first) : [first]), ...extra])].sort();
  const series: SeriesRow = {
    id: SERIES_ID,
    rule: rule && JSON.stringify(rule),
    zone,
    first_local: first,
    ends_local: later(first, minutes),
    extra: JSON.stringify(extra),
    skipped: "[]",
    sequence: 0,
    calendar_at: CALLED,
    created_at: CALLED,
  };
  return { series, rows: slots.map((slot, index) => ({ ...dateAt(series, slot, index, minutes), ...row })) };
}

function dateAt({ id, zone }: SeriesRow, slot: string, index: number, minutes: number): CalendarRow {
  return {
    id: index === 0 ? id : id.replace(/100$/, String(100 + index)),
    title: "Sesión territorial",
    kind: "session",
    status: "published",
    zone,
    ...timesOf(slot, zone, minutes),
    all_day: false,
    host_name: "Liceo Industrial",
    address: "Av. Brasil 123",
    comuna_name: "Antofagasta",
    lat: -23.65,
    lon: -70.4,
    online_url: "https://reunion.example/abc",
    description_html: "<p>Conecta, conoce, comparte y construye.</p>",
    capacity: null,
    online_capacity: null,
    sequence: 0,
    series_id: id,
    slot_local: slot,
    differs_at: null,
    calendar_at: CALLED,
    created_at: CALLED,
    updated_at: CALLED,
    nodes: [{ id: "n", slug: "electricidad", name: "Electricidad", colour: 1, glyph: "bolt" }],
  };
}

export function timesOf(wall: string, zone: Zone, minutes = 90): Pick<CalendarRow, "starts_local" | "ends_local" | "starts_at" | "ends_at"> {
  const ends = later(wall, minutes);
  return { starts_local: wall, ends_local: ends, starts_at: instantOf(wall, zone), ends_at: instantOf(ends, zone) };
}

export function instantOf(wall: string, zone: Zone): string {
  const at = wallToInstant(wall, zone);
  if (!at.ok) throw new RangeError(`${wall} is a ${at.reason} in ${zone}`);
  return at.instant;
}

const later = (wall: string, minutes: number): string => new Date(Date.parse(`${wall}:00.000Z`) + minutes * 60_000).toISOString().slice(0, 16);

/** The same change as a coordinator would make to one date, and what it does to the series. */
export function changeDate(staged: Staged, slot: string, change: Partial<CalendarRow>): Staged {
  const at = new Date(Date.parse(staged.series.calendar_at) + 86_400_000).toISOString();
  const found = staged.rows.some((row) => row.slot_local === slot);
  if (!found) throw new RangeError(`no date at ${slot}`);
  return {
    series: { ...staged.series, sequence: staged.series.sequence + 1, calendar_at: at },
    rows: staged.rows.map((row) => (row.slot_local === slot ? { ...row, ...change, differs_at: at, calendar_at: at, sequence: row.sequence + 1 } : row)),
  };
}

/** Done means: of two years, two dates moved (one to another day and place), one cancelled, one added. */
export function eventfulYears(zone: Zone = "America/Santiago"): Staged {
  const added = "2027-07-20T10:00";
  let staged = stageSeries({ zone, extra: [added] });
  staged = changeDate(staged, "2027-04-08T18:30", timesOf("2027-04-09T17:00", zone, 120));
  staged = changeDate(staged, "2027-09-09T18:30", { ...timesOf("2027-09-02T18:30", zone), host_name: "Liceo Politécnico", address: "Los Aromos 5", title: "Sesión en terreno" });
  return changeDate(staged, "2028-03-09T18:30", { status: "cancelled" });
}

export const nextDay = (slot: string): string => addDays(slot.slice(0, 10), 1) + slot.slice(10);
