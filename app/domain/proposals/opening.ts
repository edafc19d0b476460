/** What the form says that opens a proposal, a consultation or a poll. Pure. */
import { z } from "zod";
import { checkbox, line, text } from "#app/domain/text.ts";
import { addDays, isoDate } from "#app/i18n/dates.ts";
import { OPTIONS_MAX, OPTIONS_MIN } from "./poll.machine.ts";
import { day, TEXT_MAX } from "./proposal.ts";

/** In the address: what each way of deciding is called there. */
export const WAYS = { propuesta: "proposal", consejo: "advice", sondeo: "poll" } as const;
export type WayName = keyof typeof WAYS;

export const wayFrom = (value: string | null): WayName | null => (value !== null && Object.hasOwn(WAYS, value) ? (value as WayName) : null);

const id = z
  .string()
  .max(64)
  .optional()
  .transform((value) => value || null);

const said = (max: number) => text(max).refine((value) => value !== "", "required");

const shared = {
  process_id: z.string().min(1).max(64),
  tension_id: id,
  title: line(120),
  situation: text(600),
  effect: text(600),
  need: text(600),
  mode: z.enum(["live", "days"], "choice"),
  phase_days: z.coerce.number("number").int("number").min(1, "too_small").max(30, "too_big").default(3),
  facilitator_id: id,
  /** Somebody from outside the circle, by address or whole name. */
  facilitator_other: line(254).optional(),
  event_id: id,
};

/** One a line; the same twice is one. */
const options = text(1_500).transform((value, context) => {
  const labels = [...new Set(value.split("\n").map((each) => each.trim().replace(/^[-*•]\s*/, "")))].filter((each) => each !== "");
  if (labels.length < OPTIONS_MIN || labels.length > OPTIONS_MAX || labels.some((each) => each.length > 120)) {
    context.addIssue({ code: "custom", message: "poll_options" });
    return z.NEVER;
  }
  return labels;
});

/** Half a year: long enough to try it, short enough to remember why. */
export const suggestedReview = (now: string): string => addDays(isoDate(now), 182);

export const OpeningInputs = {
  propuesta: z.object({ ...shared, text: said(TEXT_MAX), review_on: day, role_id: id, supersedes: checkbox }),
  consejo: z.object({ ...shared, text: said(TEXT_MAX), review_on: day.optional(), role_id: id }),
  sondeo: z.object({ ...shared, text: text(2_000), options }),
} as const;
export type OpeningInput<W extends WayName> = z.output<(typeof OpeningInputs)[W]>;
