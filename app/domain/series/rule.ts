/**
 * By which rule a meeting repeats: the few kinds that the form offers, in words, as dates, and as RFC 5545 has it. Pure, and fit for a browser.
 * All of it is wall time (`2026-12-10T18:30`): a rule needs no zone to know its days, and the hour stays what people were promised when clocks change.
 */
import { z } from "zod";
import { longDate, WEEKDAYS } from "#app/i18n/dates.ts";
import { instantToWall, wallToInstant, type Zone } from "#app/i18n/zones.ts";

/** ISO: Monday is 1, Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
/** Which of a month's; -1 is the last. */
export type Nth = 1 | 2 | 3 | 4 | -1;

interface Bounds {
  /** The last day, YYYY-MM-DD. Exactly one of `until` and `count` is there. */
  until: string | null;
  count: number | null;
}
export type WeeklyRule = Bounds & { freq: "weekly"; interval: number; weekdays: Weekday[] };
export type MonthlyRule = Bounds & { freq: "monthly"; interval: number; on: { nth: Nth; weekday: Weekday } | { day: number } };
export type Rule = WeeklyRule | MonthlyRule;

/** More dates than that, or dates further ahead, are no plan that anybody keeps. */
export const MOST_DATES = 200;
export const HORIZON_YEARS = 3;

const weekday = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6), z.literal(7)]);
const nth = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(-1)]);
const interval = z.number().int().min(1).max(52);
const bounds = { until: z.iso.date().nullable(), count: z.number().int().min(1).max(MOST_DATES).nullable() };

const RuleSchema = z
  .discriminatedUnion("freq", [
    z.object({ freq: z.literal("weekly"), interval, weekdays: z.array(weekday).min(1).transform(inOrder), ...bounds }),
    z.object({
      freq: z.literal("monthly"),
      interval,
      on: z.union([z.strictObject({ nth, weekday }), z.strictObject({ day: z.number().int().min(1).max(31) })]),
      ...bounds,
    }),
  ])
  .refine((rule) => (rule.until === null) !== (rule.count === null), "until or count");

function inOrder<T extends number>(values: T[]): T[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

/** What stands in the database, or what a form made; throws where it is no rule. */
export function parseRule(json: string): Rule {
  return RuleSchema.parse(JSON.parse(json));
}

/**
 * The wall times in order. They begin with the first one on or after `firstLocal`, whose week or month is also the one that an interval is counted
 * from; expanded again from the first of them, they are the same.
 */
export function expandRule(rule: Rule, firstLocal: string, most = MOST_DATES): string[] {
  return within(rule, firstLocal, most).slots;
}

function within(rule: Rule, firstLocal: string, most: number): { slots: string[]; cut: boolean } {
  const [firstDay = "", hour = ""] = firstLocal.split("T");
  const first = dayNumber(firstDay);
  const until = rule.until === null ? Number.POSITIVE_INFINITY : dayNumber(rule.until);
  const slots: string[] = [];
  let horizon = dayNumber(yearsAfter(firstDay));
  for (const day of days(rule, firstDay)) {
    if (day < first) continue;
    if (day > until) return { slots, cut: false };
    if (slots.length === rule.count) return { slots, cut: false };
    if (slots.length >= most || day > horizon) return { slots, cut: true };
    const iso = isoDay(day);
    if (slots.length === 0) horizon = dayNumber(yearsAfter(iso));
    slots.push(`${iso}T${hour}`);
  }
  return { slots, cut: true };
}

const yearsAfter = (day: string, years = HORIZON_YEARS): string => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;

/** Days are counted from 1970 while a rule is worked out: most that it names are never told. */
const DAY = 86_400_000;
const dayNumber = (iso: string): number => Date.parse(`${iso}T00:00:00.000Z`) / DAY;
const isoDay = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
/** 1970 began on a Thursday. */
const weekdayAt = (day: number): Weekday => (((day + 3) % 7) + 1) as Weekday;

/** Every day that the rule names from the first day's week or month on, well past any horizon. */
function* days(rule: Rule, firstDay: string): Generator<number> {
  const [year = 0, month = 0] = firstDay.split("-").map(Number);
  if (rule.freq === "weekly") {
    const first = dayNumber(firstDay);
    for (let monday = first + 1 - weekdayAt(first), turns = 0; turns < MOST_WEEKS; turns += rule.interval, monday += 7 * rule.interval) {
      for (const weekday of rule.weekdays) yield monday + weekday - 1;
    }
    return;
  }
  for (let turn = month - 1; turn < month + MOST_MONTHS; turn += rule.interval) {
    const day = dayOfMonth(rule.on, year, turn);
    if (day !== null) yield day;
  }
}

/** The first date may be as far off as the horizon, and the last as far again. */
const MOST_MONTHS = 12 * (2 * HORIZON_YEARS + 1);
const MOST_WEEKS = 53 * (2 * HORIZON_YEARS + 1);

/** 2026-12-10 is a Thursday: 4. */
export function weekdayOf(day: string): Weekday {
  return weekdayAt(dayNumber(day));
}

/** `month` from 0, and on past the year's end. Null where the month has no such day. */
function dayOfMonth(on: MonthlyRule["on"], year: number, month: number): number | null {
  const first = Date.UTC(year, month, 1) / DAY;
  const next = Date.UTC(year, month + 1, 1) / DAY;
  if ("day" in on) return first + on.day > next ? null : first + on.day - 1;
  if (on.nth === -1) return next - 1 - ((weekdayAt(next - 1) - on.weekday + 7) % 7);
  return first + ((on.weekday - weekdayAt(first) + 7) % 7) + (on.nth - 1) * 7;
}

/** Which of its month's weekdays a day is: what a form offers for the day that was typed. A fifth one is the last. */
export function nthOf(day: string): { nth: Nth; weekday: Weekday } {
  const nth = Math.ceil(Number(day.slice(8, 10)) / 7);
  return { nth: (nth === 5 ? -1 : nth) as Nth, weekday: weekdayOf(day) };
}

/** All slots of a series, sorted, each once: the first, those of the rule, those that were added. As it stands in its row, or as it was read. */
export function slotsOf({ rule, first_local, extra }: { rule: Rule | string | null; first_local: string; extra: readonly string[] | string }): string[] {
  const byRule = rule === null ? [] : expandRule(typeof rule === "string" ? parseRule(rule) : rule, first_local);
  const added = typeof extra === "string" ? (JSON.parse(extra) as string[]) : extra;
  return [...new Set([first_local, ...byRule, ...added])].sort();
}

const BYDAY = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
const byday = (weekday: Weekday): string => BYDAY[weekday - 1] ?? "";

/**
 * The value of RRULE. UNTIL is the last second of the last day, told in UTC as RFC 5545 wants it beside a DTSTART with a zone; of all-day dates it is
 * the day. Where the rule goes on past what expandRule gives, it says how many, so that calendars hold no date that the hub does not know.
 */
export function rruleOf(rule: Rule, zone: Zone, firstLocal: string, { allDay = false }: { allDay?: boolean } = {}): string {
  const { slots, cut } = within(rule, firstLocal, MOST_DATES);
  const parts = [`FREQ=${rule.freq.toUpperCase()}`];
  if (rule.interval > 1) parts.push(`INTERVAL=${rule.interval}`);
  if (cut || rule.until === null) parts.push(`COUNT=${cut ? slots.length : rule.count}`);
  else parts.push(`UNTIL=${allDay ? rule.until.replaceAll("-", "") : lastSecond(rule.until, zone)}`);
  if (rule.freq === "weekly") parts.push(`BYDAY=${rule.weekdays.map(byday).join(",")}`, "WKST=MO");
  else if ("day" in rule.on) parts.push(`BYMONTHDAY=${rule.on.day}`);
  else parts.push(`BYDAY=${rule.on.nth}${byday(rule.on.weekday)}`);
  return parts.join(";");
}

/** 23:59:59 of the day: of a day whose last hour comes twice, the later one. */
function lastSecond(day: string, zone: Zone): string {
  const wall = `${day}T23:59`;
  const first = wallToInstant(wall, zone);
  if (!first.ok) throw new RangeError(`not a day: ${day}`);
  const at = Date.parse(first.instant);
  const later = at + 3_600_000;
  return `${new Date((instantToWall(later, zone) === wall ? later : at) + 59_000).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

const NUMBERS = ["cero", "una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"];
const NTHS: Record<Nth, string> = { 1: "primer", 2: "segundo", 3: "tercer", 4: "cuarto", [-1]: "último" };
const weekdayName = (weekday: Weekday): string => WEEKDAYS[weekday % 7] ?? "";

/** «Cada dos meses, el segundo jueves, hasta el jueves 9 de diciembre de 2027»; «Todas las semanas, los martes y jueves, 10 veces». */
export function ruleWords(rule: Rule): string {
  const often = rule.interval === 1 ? { weekly: "Todas las semanas", monthly: "Todos los meses" } : null;
  const every = `Cada ${NUMBERS[rule.interval] ?? rule.interval} ${rule.freq === "weekly" ? "semanas" : "meses"}`;
  const end = rule.until !== null ? `hasta el ${longDate(rule.until)}` : rule.count === 1 ? "una vez" : `${rule.count} veces`;
  return [often?.[rule.freq] ?? every, rule.freq === "weekly" ? weekdaysInWords(rule.weekdays) : dayInWords(rule.on), end].join(", ");
}

function weekdaysInWords(weekdays: readonly Weekday[]): string {
  if (weekdays.length === 7) return "todos los días";
  if (weekdays.join() === "1,2,3,4,5") return "de lunes a viernes";
  // «sábado» and «domingo» take an s; the others end in one.
  const names = weekdays.map((weekday) => (weekday > 5 ? `${weekdayName(weekday)}s` : weekdayName(weekday)));
  const last = names.pop();
  return `los ${names.length === 0 ? last : `${names.join(", ")} y ${last}`}`;
}

function dayInWords(on: MonthlyRule["on"]): string {
  if (!("day" in on)) return `el ${NTHS[on.nth]} ${weekdayName(on.weekday)}`;
  return on.day > 28 ? `el día ${on.day} (de los meses que lo tienen)` : `el día ${on.day}`;
}
