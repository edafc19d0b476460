/** Fields of a form that may stay empty: left out, or sent as "". Pure. */
import { z } from "zod";
import { isDay } from "./calendar-days/school-day.ts";
import { emailAddress, line } from "./text.ts";

export const someLine = (max: number) =>
  line(max)
    .or(z.literal(""))
    .optional()
    .transform((value) => value ?? "");

export const someEmail = emailAddress
  .or(z.literal(""))
  .optional()
  .transform((value) => value || null);

/** YYYY-MM-DD */
export const someDay = z
  .string()
  .trim()
  .refine((value) => value === "" || isDay(value), "date")
  .optional()
  .transform((value) => value || null);
