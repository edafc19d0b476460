/** What a meeting is: its kinds, what its forms take, and the rules that need no database. */
import { z } from "zod";
import { isEmailAddress, line, optionalLine, text } from "#app/domain/text.ts";
import { addDays } from "#app/i18n/dates.ts";
import { isZone, wallToInstant, type Zone } from "#app/i18n/zones.ts";

export const EVENT_KINDS = ["session", "gathering", "workshop", "visit", "milestone"] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export const EVENT_STATUSES = ["draft", "published", "cancelled"] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];

/** public: anyone; members: whoever is signed in. */
export const VISIBILITIES = ["public", "members"] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export const ANSWERS = ["yes", "no", "maybe"] as const;
export type Answer = (typeof ANSWERS)[number];

/** How one takes part in a meeting that is held both ways. */
export const MODES = ["in_person", "online"] as const;
export type Mode = (typeof MODES)[number];

/** Of a series: one date, this and those after it, or all that are still to come. */
export const SCOPES = ["one", "following", "all"] as const;
export type Scope = (typeof SCOPES)[number];

/** held: counts against the capacity; waiting: in line for the next seat that is freed. */
export type Seat = "held" | "waiting";

export const TITLE_MAX = 200;
export const DESCRIPTION_MAX = 20_000;
export const MESSAGE_MAX = 2_000;
export const CAPACITY_MAX = 100_000;
/** So that "what is on that day" only has to look a month back. */
export const MAX_DAYS = 31;

/** A date to know: it has no hours, and nobody is invited. */
export const isAllDay = (kind: string): boolean => kind === "milestone";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isId = (value: string): boolean => UUID.test(value);
const id = z.string("required").regex(UUID, "required");
const reference = z.string().regex(UUID, "not_found");
const optionalReference = reference.optional().transform((value) => value ?? null);
const list = <T extends z.ZodType>(item: T, max: number) => z.array(item).max(max, "too_long").default([]);

/** "5/12/2026" and "05-12-2026", as typed where the browser has no date field, become "2026-12-05". */
function isoDay(value: string): string {
  const typed = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(value.trim());
  return typed ? `${typed[3]}-${typed[2]?.padStart(2, "0")}-${typed[1]?.padStart(2, "0")}` : value.trim();
}

function isDay(value: string): boolean {
  if (!/^(20|21)\d\d-\d\d-\d\d$/.test(value)) return false;
  const at = Date.parse(`${value}T00:00:00.000Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}

/** "9.30", "9:30" and "09:30:00" become "09:30". */
function hourAndMinute(value: string): string {
  const typed = /^(\d{1,2})[:.](\d\d)(?::\d\d)?(?: ?h(?:rs)?\.?)?$/.exec(value.trim());
  return typed ? `${typed[1]?.padStart(2, "0")}:${typed[2]}` : value.trim();
}

const day = z.string("required").overwrite(isoDay).refine(isDay, "date");
const optionalDay = z
  .string()
  .overwrite(isoDay)
  .refine(isDay, "date")
  .optional()
  .transform((value) => value ?? null);
const optionalTime = z
  .string()
  .overwrite(hourAndMinute)
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "time")
  .optional()
  .transform((value) => value ?? null);
const zone = z
  .string("choice")
  .refine(isZone, "choice")
  .transform((value) => value as Zone);

/** http and https only: the link is put on pages, in mails and in calendars. */
export function isWebAddress(value: string): boolean {
  if (!/^https?:\/\/[^\s<>"]+$/i.test(value)) return false;
  const url = URL.canParse(value) ? new URL(value) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== "" && url.username === "" && url.password === "";
}

const optionalWebAddress = z
  .string()
  .trim()
  .max(1_000, "too_long")
  .refine((value) => value === "" || isWebAddress(value), "url")
  .optional()
  .transform((value) => value || null);

const When = { date: day, start_time: optionalTime, end_date: optionalDay, end_time: optionalTime, zone };

export interface WhenInput {
  date: string;
  start_time: string | null;
  end_date: string | null;
  end_time: string | null;
  zone: Zone;
}

export interface EventTimesRow {
  starts_local: string;
  ends_local: string;
  starts_at: string;
  ends_at: string;
}

export type TimesResult = { ok: true; times: EventTimesRow } | { ok: false; field: "date" | "start_time" | "end_date" | "end_time"; code: string };

/** From what the form says to wall times and instants. All-day events run from 00:00 to 23:59. */
export function timesOf(input: WhenInput, allDay: boolean): TimesResult {
  const lastDay = input.end_date ?? input.date;
  if (!allDay && !input.start_time) return { ok: false, field: "start_time", code: "required" };
  if (!allDay && !input.end_time) return { ok: false, field: "end_time", code: "required" };
  if (lastDay < input.date) return { ok: false, field: "end_date", code: "end_before_start" };
  if (lastDay > addDays(input.date, MAX_DAYS)) return { ok: false, field: "end_date", code: "too_long" };
  const starts_local = `${input.date}T${allDay ? "00:00" : input.start_time}`;
  const ends_local = `${lastDay}T${allDay ? "23:59" : input.end_time}`;
  const starts = wallToInstant(starts_local, input.zone);
  const ends = wallToInstant(ends_local, input.zone);
  // A day whose midnight the clocks skip begins at 01:00.
  const first = !starts.ok && allDay ? wallToInstant(`${input.date}T01:00`, input.zone) : starts;
  if (!first.ok) return { ok: false, field: allDay ? "date" : "start_time", code: first.reason === "gap" ? "time_gap" : "date" };
  if (!ends.ok) return { ok: false, field: allDay ? "end_date" : "end_time", code: ends.reason === "gap" ? "time_gap" : "date" };
  if (ends.instant <= first.instant) return { ok: false, field: "end_time", code: "end_before_start" };
  return { ok: true, times: { starts_local, ends_local, starts_at: first.instant, ends_at: ends.instant } };
}

/** Only of dates and hours that are ones: what is wrong with a single field was said already. */
function checkTimes(input: WhenInput & { kind?: string }, ctx: z.RefinementCtx): void {
  if (ctx.issues.some((issue) => String(issue.path?.[0]) in When)) return;
  const result = timesOf(input, isAllDay(input.kind ?? ""));
  if (!result.ok) ctx.addIssue({ code: "custom", path: [result.field], message: result.code });
}

const capacity = z
  .number("number")
  .int("number")
  .min(1, "too_small")
  .max(CAPACITY_MAX, "too_big")
  .optional()
  .transform((value) => value ?? null);

/** The form that calls or edits a meeting. `id` is made by the page and hidden in it: sent twice, it creates once. */
export const EventInput = z
  .object({
    id,
    title: line(TITLE_MAX),
    kind: z.enum(EVENT_KINDS, "choice"),
    /** A meeting of this circle; that of the network may be of no node. */
    circle_id: reference.optional(),
    node_ids: list(reference, 50),
    ...When,
    host_establishment_id: optionalReference,
    address: optionalLine(300),
    comuna_code: z
      .string()
      .regex(/^\d{4,5}$/, "not_found")
      .optional()
      .transform((value) => value ?? null),
    online_url: optionalWebAddress,
    description: text(DESCRIPTION_MAX),
    capacity,
    online_capacity: capacity,
    visibility: z.enum(VISIBILITIES, "choice"),
  })
  .superRefine((input, ctx) => {
    checkTimes(input, ctx);
    if (input.node_ids.length === 0 && !input.circle_id) ctx.addIssue({ code: "custom", path: ["node_ids"], message: "nodes_required" });
    const somewhere = input.host_establishment_id || input.address || input.comuna_code || input.online_url;
    if (!somewhere && input.kind !== "milestone") ctx.addIssue({ code: "custom", path: ["address"], message: "place_required" });
  });
export type EventInput = z.output<typeof EventInput>;

/** Another date for the same meeting, with what is said to those invited. */
export const PostponeInput = z.object({ ...When, message: text(MESSAGE_MAX) }); // its times are checked with the event's kind
export type PostponeInput = z.output<typeof PostponeInput>;

export const CancelInput = z.object({ message: text(MESSAGE_MAX) });
export type CancelInput = z.output<typeof CancelInput>;

/** Who is called. `pasted` holds outside addresses in any usual form; see pasted-addresses.ts. */
export const AudienceInput = z.object({
  node_ids: list(reference, 50),
  counterpart_node_ids: list(reference, 50),
  /** Whoever has a voice in the circle whose meeting it is. */
  circle_ids: list(reference, 1),
  person_ids: list(reference, 500),
  pasted: text(200_000),
});
export type AudienceInput = z.output<typeof AudienceInput>;

export const AnswerInput = z.object({
  answer: z.enum(ANSWERS, "choice"),
  comment: text(500),
  mode: z.enum(MODES, "choice").optional(),
  /** Of a series: this date, or all that are still to come. */
  scope: z.enum(["one", "series"], "choice").optional(),
});
export type AnswerInput = z.output<typeof AnswerInput>;

/** A name as mail programs take it: no quotes, angles or commas; an address is no name. */
export function attendeeName(name: string, address: string): string {
  const clean = name
    .replace(/["<>,;:\\()[\]]/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 100);
  return clean === "" || isEmailAddress(clean.toLowerCase()) ? (address.split("@")[0] ?? address) : clean;
}
