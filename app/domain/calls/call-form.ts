/** What the forms of a call take. Browser-safe. */
import { z } from "zod";
import { isDay } from "#app/domain/calendar-days/school-day.ts";
import { someDay } from "#app/domain/optional-fields.ts";
import { checkbox, line, text } from "#app/domain/text.ts";
import { isZone, wallToInstant, type Zone } from "#app/i18n/zones.ts";
import { isId } from "#db/ids.ts";
import { BEGINNINGS } from "./beginnings.ts";
import { CALL_KINDS, CALL_VISIBILITIES, CALL_WORKS, LEVELS_MAX, QUESTION_KINDS } from "./call.ts";

const keysOf = <T extends object>(choices: T) => Object.keys(choices) as [Extract<keyof T, string>, ...Extract<keyof T, string>[]];
const id = z.string("required").refine(isId, "required");
const optionalId = z
  .string()
  .refine((value) => value === "" || isId(value), "not_found")
  .optional()
  .transform((value) => value || null);
const day = z.string("required").trim().min(1, "required").refine(isDay, "date");
const time = z
  .string()
  .trim()
  .regex(/^(|([01]\d|2[0-3]):[0-5]\d)(:\d\d)?$/, "time")
  .optional()
  .transform((value) => value?.slice(0, 5) || null);
const zone = z
  .string("choice")
  .refine(isZone, "choice")
  .transform((value) => value as Zone);

const Dates = {
  zone,
  opens_date: day,
  opens_time: time,
  closes_date: day,
  closes_time: time,
  jury_date: someDay,
  jury_time: time,
};
const DatesObject = z.object(Dates);
export type DatesInput = z.output<typeof DatesObject>;

/** Wall times are promises, instants what is compared. */
export interface CallDates {
  zone: Zone;
  opens_local: string;
  opens_at: string;
  closes_local: string;
  closes_at: string;
  jury_local: string | null;
  jury_at: string | null;
}

export type DatesResult = { ok: true; dates: CallDates } | { ok: false; field: string; code: string };

/** Without an hour a call opens as the day begins and closes as it ends. */
export function datesOf(input: DatesInput): DatesResult {
  const opens = moment(input.zone, "opens", input.opens_date, input.opens_time ?? "00:00", !input.opens_time);
  if (!opens.ok) return opens;
  const closes = moment(input.zone, "closes", input.closes_date, input.closes_time ?? "23:59");
  if (!closes.ok) return closes;
  if (closes.at <= opens.at) return { ok: false, field: "closes_date", code: "call_closes_first" };
  const jury = input.jury_date ? moment(input.zone, "jury", input.jury_date, input.jury_time ?? "23:59") : null;
  if (jury && !jury.ok) return jury;
  if (jury && jury.at <= closes.at) return { ok: false, field: "jury_date", code: "call_jury_first" };
  return {
    ok: true,
    dates: {
      ...{ zone: input.zone, opens_local: opens.local, opens_at: opens.at, closes_local: closes.local, closes_at: closes.at },
      ...{ jury_local: jury?.local ?? null, jury_at: jury?.at ?? null },
    },
  };
}

type Moment = { ok: true; local: string; at: string } | { ok: false; field: string; code: string };

function moment(of: Zone, name: string, date: string, hour: string, beginning = false): Moment {
  const local = `${date}T${hour}`;
  const found = wallToInstant(local, of);
  if (found.ok) return { ok: true, local, at: found.instant };
  // A day whose midnight the clocks skip begins at 01:00.
  if (beginning && found.reason === "gap") return moment(of, name, date, "01:00");
  return { ok: false, field: found.reason === "gap" ? `${name}_time` : `${name}_date`, code: found.reason === "gap" ? "time_gap" : "date" };
}

function checkDates(input: DatesInput, ctx: z.RefinementCtx): void {
  // What is wrong with a single field was said already.
  if (ctx.issues.some((issue) => String(issue.path?.[0]) in Dates)) return;
  const result = datesOf(input);
  if (!result.ok) ctx.addIssue({ code: "custom", path: [result.field], message: result.code });
}

const Words = { title: line(160), summary: line(400), body_md: text(60_000), prizes: text(3_000) };
const visibility = z.enum(keysOf(CALL_VISIBILITIES), "choice");

const CallObject = z.object({
  call_id: id,
  kind: z.enum(keysOf(CALL_KINDS), "choice"),
  /** Who organises; null: the network. */
  node_id: optionalId,
  visibility,
  ...Words,
  ...Dates,
  work: z.enum(keysOf(CALL_WORKS), "choice"),
  blind: checkbox,
  most_each: z.number("number").int("number").min(1, "too_small").max(10, "too_big").default(1),
  files_most: z.number("number").int("number").min(0, "too_small").max(20, "too_big").default(5),
  encounter_id: optionalId,
});

/** The form that makes a call, and changes it while nobody has seen it. */
export const CallInput = CallObject.superRefine((input, ctx) => {
  checkDates(input, ctx);
  if (input.visibility === "node" && !input.node_id) ctx.addIssue({ code: "custom", path: ["node_id"], message: "nodes_required" });
});
export type CallInput = z.output<typeof CallInput>;

/** What the page of a new call asks beside it: what form and rubric it begins with. `copy`: the address of an earlier call. */
export const BeginningInput = z.object({
  beginning: z.enum(keysOf(BEGINNINGS)).catch("blank"),
  copy: z.string().max(200).optional(),
});

const note = line(600);

/** Words of a published call: what was changed is told to whoever applies. */
export const AmendInput = z.object({ ...Words, visibility, encounter_id: optionalId, note });
export type AmendInput = z.output<typeof AmendInput>;

export const ExtendInput = z.object({ ...Dates, note }).superRefine(checkDates);
export type ExtendInput = z.output<typeof ExtendInput>;

export const CancelInput = z.object({ reason: line(600) });

/** One option a line, none twice. */
const optionLines = text(4_000).transform((value) => [
  ...new Set(
    value
      .split("\n")
      .map((one) => one.trim())
      .filter(Boolean),
  ),
]);

export const OPTIONS_MAX = 30;
const OPTION_MAX = 160;

export const QuestionInput = z
  .object({
    question_id: id,
    kind: z.enum(keysOf(QUESTION_KINDS), "choice"),
    label: line(300),
    hint: text(600),
    required: checkbox,
    most: z
      .number("number")
      .int("number")
      .min(20, "too_small")
      .max(20_000, "too_big")
      .optional()
      .transform((value) => value ?? null),
    options: optionLines,
    identifies: checkbox,
  })
  .superRefine(({ kind, options }, ctx) => {
    if (kind !== "choice" && kind !== "choices") return;
    if (options.length < 2 || options.length > OPTIONS_MAX) ctx.addIssue({ code: "custom", path: ["options"], message: "call_options" });
    else if (options.some((option) => option.length > OPTION_MAX)) ctx.addIssue({ code: "custom", path: ["options"], message: "too_long" });
  });
export type QuestionInput = z.output<typeof QuestionInput>;

const someText = (max: number) => z.string().trim().max(max, "too_long").default("");

export const CriterionInput = z
  .object({
    criterion_id: id,
    name: line(160),
    description: text(800),
    weight: z.number("number").int("number").min(1, "too_small").max(100, "too_big"),
    levels: z
      .array(z.object({ points: z.number("number").min(0, "too_small").max(100, "too_big").optional(), label: someText(80), description: someText(600) }))
      .max(LEVELS_MAX)
      .default([]),
  })
  .transform((input) => ({ ...input, levels: input.levels.filter((level) => level.points !== undefined || level.label || level.description) }))
  .superRefine(({ levels }, ctx) => {
    const points = levels.map((level) => level.points);
    if (levels.length < 2) ctx.addIssue({ code: "custom", path: ["levels"], message: "call_levels_few" });
    else if (levels.some((level) => level.points === undefined || !level.label)) ctx.addIssue({ code: "custom", path: ["levels"], message: "call_level_half" });
    else if (new Set(points).size < points.length) ctx.addIssue({ code: "custom", path: ["levels"], message: "call_level_twice" });
    else if (Math.max(...points.map(Number)) <= 0) ctx.addIssue({ code: "custom", path: ["levels"], message: "call_level_zero" });
  })
  .transform((input) => ({
    ...input,
    levels: input.levels.map(({ points = 0, label, description }) => ({ points, label, description })).sort((one, other) => one.points - other.points),
  }));
export type CriterionInput = z.output<typeof CriterionInput>;

/** What is done to a question or criterion where it stands. */
export const RowAct = z.discriminatedUnion("act", [
  z.object({ act: z.literal("up"), row: id }),
  z.object({ act: z.literal("down"), row: id }),
  z.object({ act: z.literal("remove"), row: id }),
]);
export type RowAct = z.output<typeof RowAct>;
