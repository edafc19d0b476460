/** The school calendar that administration keeps beside the public holidays. */
import { z } from "zod";
import { line } from "#app/domain/text.ts";
import { addDays } from "#app/i18n/dates.ts";

export const SCHOOL_DAY_KINDS = ["holiday", "busy"] as const;
export type SchoolDayKind = (typeof SCHOOL_DAY_KINDS)[number];

/** No entry lasts longer than the summer. */
const MAX_DAYS = 120;

export function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
}

const day = z
  .string("required")
  .trim()
  .min(1, "required")
  .refine((value) => value === "" || isDay(value), "date");

export const SchoolDayInput = z
  .object({
    id: z.uuid("not_found"),
    kind: z.enum(SCHOOL_DAY_KINDS, "choice"),
    name: line(120),
    first_day: day,
    last_day: z
      .string()
      .trim()
      .refine((value) => value === "" || isDay(value), "date")
      .optional(),
    region_code: z
      .string()
      .regex(/^\d{2}$/, "choice")
      .optional()
      .transform((value) => value ?? null),
  })
  .transform((input) => ({ ...input, last_day: input.last_day || input.first_day }))
  .superRefine((input, ctx) => {
    if (!isDay(input.first_day) || !isDay(input.last_day)) return;
    if (input.last_day < input.first_day) ctx.addIssue({ code: "custom", path: ["last_day"], message: "end_before_start" });
    else if (input.last_day > addDays(input.first_day, MAX_DAYS)) ctx.addIssue({ code: "custom", path: ["last_day"], message: "days_too_long" });
  });
export type SchoolDayInput = z.output<typeof SchoolDayInput>;

export type SpecialDayKind = "public_holiday" | "school_holiday" | "busy";

/** A day, or a run of days, that whoever looks for a date should know of. */
export interface SpecialDay {
  /** First and last day, YYYY-MM-DD; the same of a single day. */
  day: string;
  last: string;
  name: string;
  kind: SpecialDayKind;
  /** Where; null = the whole country. */
  region_code: string | null;
}

/** Those that fall on a day. */
export function specialOn<T extends { day: string; last: string }>(days: readonly T[], iso: string): T[] {
  return days.filter((one) => one.day <= iso && iso <= one.last);
}

/** From October schools close their year: in-person meetings are better kept out of it until its end, in December. */
export function isYearEnd(iso: string): boolean {
  return iso.slice(5, 7) >= "10";
}
