/** Who came: what its forms and the phones at the door send, and the rules that need no database. */
import { z } from "zod";
import { isId, MODES, type Mode } from "#app/domain/events/event.ts";
import { isEmailAddress, line, optionalLine } from "#app/domain/text.ts";

/** How it was noted: by hand, by the code of their pass, with the code on the screen, or at the door without being on the list. */
export const WAYS = ["list", "qr", "code", "walk_in"] as const;
export type Way = (typeof WAYS)[number];

export const NAME_MAX = 120;
export const REASON_MAX = 200;
/** How many acts a phone sends at once. */
export const BATCH_MAX = 200;
export const STUDENTS_MAX = 5_000;

interface Held {
  online_url: string | null;
  host_establishment_id: string | null;
  address: string | null;
  comuna_code: string | null;
}

/** In which ways one can be present: in the room, connected, or either. */
export function modesOf(event: Held): Mode[] {
  const somewhere = Boolean(event.host_establishment_id || event.address || event.comuna_code);
  if (somewhere && event.online_url) return ["in_person", "online"];
  return event.online_url ? ["online"] : ["in_person"];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The code on the screen works from half an hour before to half an hour after. */
export function codeOpen(event: { starts_at: string; ends_at: string }, now: string): "early" | "open" | "late" {
  const at = Date.parse(now);
  if (at < Date.parse(event.starts_at) - 30 * MINUTE) return "early";
  return at > Date.parse(event.ends_at) + 30 * MINUTE ? "late" : "open";
}

/** Whoever was asked to stand at the door may until the day after has passed. */
export const keeperUntil = (endsAt: string): string => new Date(Date.parse(endsAt) + 24 * HOUR).toISOString();

/** A clock that is hours wrong says nothing: what it says is put between the eve of the meeting and now. */
export function saneTime(at: string, event: { starts_at: string }, now: string): string {
  const earliest = Math.min(Date.parse(event.starts_at) - 12 * HOUR, Date.parse(now));
  const said = Date.parse(at);
  if (Number.isNaN(said)) return now;
  return new Date(Math.min(Math.max(said, earliest), Date.parse(now))).toISOString();
}

/** Letters and digits that nobody takes for each other, read aloud across a room. */
const CODE_LETTERS = "ABCDEFGHJKMNPQRTUVWXYZ234679";
export const CODE_LENGTH = 5;

export function codeFrom(random: (below: number) => number): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[random(CODE_LETTERS.length)]).join("");
}

/** As people type it: any case, with spaces or a dash. */
export const plainCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "")
    .slice(0, 20);

const id = z.string("required").refine(isId, "not_found");
const optionalId = z
  .string()
  .refine((value) => value === "" || isId(value), "not_found")
  .optional()
  .transform((value) => value || null);
const mode = z.enum(MODES, "choice");
const optionalEmail = z
  .string()
  .overwrite((value) => value.trim().normalize("NFC").toLowerCase())
  .max(254, "too_long")
  .refine((value) => value === "" || isEmailAddress(value), "email")
  .optional()
  .transform((value) => value || null);

/** `organisation` is typed: where it is the name of a school of the network, it becomes that school. */
const Person = { name: line(NAME_MAX), establishment_id: optionalId, organisation: optionalLine(NAME_MAX * 2), email: optionalEmail };

/** Somebody who came without being on the list. `id` is made by the page: sent twice, they came once. */
export const WalkInInput = z.object({ id, ...Person, mode: mode.optional(), anyway: z.string().optional() });
export type WalkInInput = z.output<typeof WalkInInput>;

export const StudentsInput = z.object({
  school: line(NAME_MAX * 2),
  count: z
    .number("number")
    .int("number")
    .min(0, "too_small")
    .max(STUDENTS_MAX, "too_big")
    .optional()
    .transform((value) => value ?? 0),
});

export const CodeInput = z.object({ code: line(40), mode: mode.optional() });

/**
 * One act of a phone at the door. `id` is its own for ever: however often it is sent, it is done once. Who it is about stands in `invitation_id`,
 * `attendance_id` (of somebody who was not on the list), `pass` (read from a QR that the phone did not know), or in `person`.
 */
export const CheckIn = z.object({
  id,
  what: z.enum(["present", "removed"], "choice"),
  at: z.string().max(40),
  mode: mode.default("in_person"),
  via: z.enum(WAYS, "choice").default("list"),
  invitation_id: id.optional(),
  attendance_id: id.optional(),
  pass: z.string().max(100).optional(),
  person: z.object(Person).optional(),
});
export type CheckIn = z.output<typeof CheckIn>;

export const CheckIns = z.object({ sent_at: z.string().max(40), acts: z.array(CheckIn).max(BATCH_MAX, "too_long") });
export type CheckIns = z.output<typeof CheckIns>;

/** What became of an act: done; again (it was so already); stale (something later was noted); closed; unknown (nobody of this list). */
export type CheckInState = "done" | "again" | "stale" | "closed" | "unknown";
export interface CheckInResult {
  id: string;
  state: CheckInState;
  name?: string;
  school?: string | null;
}

/** Acts of the log. */
export const LOG_ACTS = ["present", "removed", "mode", "excused", "unexcused", "students", "school", "closed", "reopened", "code", "keeper", "keeper_ended"] as const;
export type LogAct = (typeof LOG_ACTS)[number];
