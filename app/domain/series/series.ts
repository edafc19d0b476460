/** What the form of a meeting says about its repeating, and what follows from it. Pure. */
import { z } from "zod";
import { addDays } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE, wallToInstant } from "#app/i18n/zones.ts";
import { nthOf, type Rule, ruleWords, slotsOf, type Weekday, weekdayOf } from "./rule.ts";

export const REPEATS = ["no", "weekly", "monthly", "dates"] as const;
export type Repeats = (typeof REPEATS)[number];

/** monthly: the second Thursday · the last Thursday · the 15th, each by the day of the first date. */
export const MONTHLY_ON = ["nth", "last", "day"] as const;
export type MonthlyOn = (typeof MONTHLY_ON)[number];

export const ENDS = ["until", "count"] as const;
export type Ends = (typeof ENDS)[number];

const EVERY_MAX = 12;
const COUNT_MAX = 200;

const whole = (max: number) =>
  z
    .number("number")
    .int("number")
    .min(1, "too_small")
    .max(max, "too_big")
    .optional()
    .transform((value) => value ?? null);

/** Stands in the same form as EventInput. Whatever is not said is as if it did not repeat. */
export const SeriesInput = z
  .object({
    date: z.string().optional(),
    repeats: z.enum(REPEATS, "choice").default("no"),
    every: whole(EVERY_MAX),
    weekdays: z.array(z.coerce.number().int().min(1).max(7)).default([]),
    monthly_on: z.enum(MONTHLY_ON, "choice").default("nth"),
    ends: z.enum(ENDS, "choice").default("count"),
    until: z.string().trim().optional(),
    count: whole(COUNT_MAX),
    more_dates: z.string().max(10_000, "too_long").default(""),
  })
  .superRefine((input, ctx) => {
    const refuse = (field: string, message: string) => ctx.addIssue({ code: "custom", path: [field], message });
    if (input.repeats === "dates") {
      const { days, bad } = daysIn(input.more_dates);
      if (bad.length > 0) refuse("more_dates", "date");
      else if (days.length === 0) refuse("more_dates", "required");
      return;
    }
    if (input.repeats === "no") return;
    if (input.ends === "count" && (input.count === null || input.count < 2)) refuse("count", input.count === null ? "required" : "too_small");
    const until = dayIn(input.until ?? "");
    if (input.ends === "until" && until === null) refuse("until", input.until ? "date" : "required");
    if (input.ends === "until" && until !== null && input.date && until <= (dayIn(input.date) ?? "")) refuse("until", "end_before_start");
    if (input.repeats === "monthly" && input.monthly_on === "last" && input.date && !isLastOfMonth(dayIn(input.date) ?? "")) refuse("monthly_on", "not_last_weekday");
  });
export type SeriesInput = z.output<typeof SeriesInput>;

/** "5/12/2026" or "2026-12-05" -> "2026-12-05"; null where it is no day. */
export function dayIn(text: string): string | null {
  const typed = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text.trim());
  const iso = typed ? `${typed[3]}-${typed[2]?.padStart(2, "0")}-${typed[1]?.padStart(2, "0")}` : text.trim();
  if (!/^(20|21)\d\d-\d\d-\d\d$/.test(iso)) return null;
  const at = Date.parse(`${iso}T00:00:00.000Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(iso) ? iso : null;
}

/** The days of a list, one a line or with commas between, each once and in order. */
export function daysIn(text: string): { days: string[]; bad: string[] } {
  const words = text.split(/[\n,;]+/).map((word) => word.trim());
  const typed = words.filter((word) => word !== "").slice(0, COUNT_MAX);
  const days = typed.map((word) => dayIn(word));
  return { days: [...new Set(days.filter((day): day is string => day !== null))].sort(), bad: typed.filter((_, n) => days[n] === null) };
}

const isLastOfMonth = (day: string): boolean => day !== "" && addDays(day, 7).slice(0, 7) !== day.slice(0, 7);

/** The rule that the form means, for a first date on `day`; null of loose dates. */
export function ruleFor(input: SeriesInput, day: string): Rule | null {
  if (input.repeats === "no" || input.repeats === "dates") return null;
  const interval = input.every ?? 1;
  const until = input.ends === "until" ? dayIn(input.until ?? "") : null;
  const count = input.ends === "count" ? input.count : null;
  const weekday = weekdayOf(day);
  if (input.repeats === "weekly") {
    const weekdays = [...new Set([...input.weekdays, weekday])].sort() as Weekday[];
    return { freq: "weekly", interval, weekdays, until, count };
  }
  if (input.monthly_on === "day") return { freq: "monthly", interval, on: { day: Number(day.slice(8)) }, until, count };
  return { freq: "monthly", interval, on: { nth: input.monthly_on === "last" ? -1 : nthOf(day).nth, weekday }, until, count };
}

/** «Cada dos meses, el segundo jueves»: without its end, which says more dates than there are where some were left out. */
export function rhythmWords(rule: Rule): string {
  const words = ruleWords(rule);
  return words.slice(0, words.lastIndexOf(", "));
}

/** A series as it is read back into its form. */
export function formOf(series: { rule: Rule | null; extra: string[] } | null): Record<string, string | string[]> {
  const empty = { repeats: "no", every: "1", weekdays: [] as string[], monthly_on: "nth", ends: "count", until: "", count: "5", more_dates: "" };
  if (!series) return empty;
  const { rule, extra } = series;
  if (!rule) return { ...empty, repeats: "dates", more_dates: extra.map((slot) => slot.slice(0, 10)).join("\n") };
  const common = { ...empty, repeats: rule.freq, every: String(rule.interval), ends: rule.until ? "until" : "count", until: rule.until ?? "", count: String(rule.count ?? 5) };
  if (rule.freq === "weekly") return { ...common, weekdays: rule.weekdays.map(String) };
  return { ...common, monthly_on: "day" in rule.on ? "day" : rule.on.nth === -1 ? "last" : "nth" };
}

/** A series before it has been published: its row, or what is about to be one. */
export interface Plan {
  rule: string | null;
  zone: string;
  first_local: string;
  ends_local: string;
  extra: string;
  skipped: string;
}

/** Its dates, but for those that were left out. */
export function plannedSlots(plan: Plan): string[] {
  const skipped = new Set(JSON.parse(plan.skipped) as string[]);
  return slotsOf(plan).filter((slot) => !skipped.has(slot));
}

export interface SlotTimes {
  slot: string;
  starts_local: string;
  ends_local: string;
  starts_at: string;
  ends_at: string;
}

/** When the date of a slot begins and ends: as long, in days and by the clock, as the first. null where the clocks skip that hour. */
export function timesAt(series: Pick<Plan, "zone" | "first_local" | "ends_local">, slot: string): SlotTimes | null {
  const zone = isZone(series.zone) ? series.zone : MAIN_ZONE;
  const days = (Date.parse(series.ends_local.slice(0, 10)) - Date.parse(series.first_local.slice(0, 10))) / 86_400_000;
  const ends_local = `${addDays(slot.slice(0, 10), days)}T${series.ends_local.slice(11)}`;
  const starts = wallToInstant(slot, zone);
  const ends = wallToInstant(ends_local, zone);
  if (!starts.ok || !ends.ok || ends.instant <= starts.instant) return null;
  return { slot, starts_local: slot, ends_local, starts_at: starts.instant, ends_at: ends.instant };
}

/** The days on which the hour of a series does not exist, because the clocks go forward in it. */
export function gapsIn(plan: Plan): string[] {
  return plannedSlots(plan)
    .filter((slot) => timesAt(plan, slot) === null)
    .map((slot) => slot.slice(0, 10));
}
