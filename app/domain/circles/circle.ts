/** What a circle and its roles are (S3: Circle, Role). Pure, browser-safe. */
import { z } from "zod";
import { someDay } from "#app/domain/optional-fields.ts";
import { ROLE_KEYS } from "#app/domain/rights.ts";
import { cleanLine, line, text } from "#app/domain/text.ts";

/** How a circle selects for its roles: by consent (S3: Role Selection), or by secret vote where it chose so. */
export const METHODS = ["consent", "vote"] as const;
export type Method = (typeof METHODS)[number];

/** Who reads its agreements. */
export const LOGBOOKS = ["public", "network", "circle"] as const;
export type LogbookReaders = (typeof LOGBOOKS)[number];

const whole = (min: number, max: number) => z.coerce.number("number").int("number").min(min, "too_small").max(max, "too_big");

/** Several lines that may not be empty. */
const words = (max: number) => text(max).refine((value) => value !== "", "required");

export const CircleInput = z.object({
  name: line(90),
  purpose: words(600),
  domain: text(2000),
  quorum: whole(1, 100),
  method: z.enum(METHODS, "choice"),
  logbook: z.enum(LOGBOOKS, "choice"),
});
export type CircleInput = z.output<typeof CircleInput>;

/** Somebody without account: named by whoever runs the circle. */
export const ExternalInput = z.object({
  external_name: line(120),
  external_organisation: z
    .string()
    .optional()
    .transform((value) => cleanLine(value ?? "").slice(0, 160)),
});

/** When the circle looks at how it goes; empty takes the date away. */
export const EvaluationInput = z.object({
  evaluation_on: someDay,
});

/** S3: Double Linking. up: speaks for this circle in the one above (delegate). down: brings here what the one above needs (coordinator). */
export const LINKS = ["up", "down"] as const;
export type Link = (typeof LINKS)[number];

const none = (value: string | undefined) => value || null;

export const RoleInput = z.object({
  name: line(80),
  purpose: words(600),
  domain: text(1000),
  accountabilities: text(2000),
  qualifications: text(2000),
  term_months: whole(1, 60),
  link: z
    .enum(["", ...LINKS], "choice")
    .optional()
    .transform(none),
  /** The row of the network's table of rights. Only administration may set it. */
  rights: z
    .enum(["", ...ROLE_KEYS], "choice")
    .optional()
    .transform(none),
});
export type RoleInput = z.output<typeof RoleInput>;

/** A seat: nobody holds it, somebody does, several do, or it ends soon. */
export type SeatState = "vacant" | "held" | "shared" | "ending";

/** From how many days before its end a term is said to end. */
export const ENDING_DAYS = 60;
const DAY = 86_400_000;

/** Days until a term ends, rounded up; null where it has no end. */
export const daysLeft = (endsAt: string | null, now: string): number | null => (endsAt ? Math.max(0, Math.ceil((Date.parse(endsAt) - Date.parse(now)) / DAY)) : null);

export const isEnding = (endsAt: string | null, now: string): boolean => {
  const days = daysLeft(endsAt, now);
  return days !== null && days <= ENDING_DAYS;
};

export function seatState(holders: readonly { ends_at: string | null }[], now: string): SeatState {
  if (holders.length === 0) return "vacant";
  if (holders.some((holder) => isEnding(holder.ends_at, now))) return "ending";
  return holders.length > 1 ? "shared" : "held";
}

/** What is left of a term, 1 at its beginning and 0 at its end; 1 where it has no end. */
export function termLeft(term: { since: string; ends_at: string | null }, now: string): number {
  if (!term.ends_at) return 1;
  const [from, to, at] = [Date.parse(term.since), Date.parse(term.ends_at), Date.parse(now)];
  return to <= from ? 0 : Math.min(1, Math.max(0, (to - at) / (to - from)));
}

export interface LinkSeat {
  name: string;
  holders: { person_id: string | null; name: string }[];
}

/** S3: Double Linking, as it stands. `gap` says what is missing, null when the link holds. */
export interface DoubleLink {
  up: LinkSeat | null;
  down: LinkSeat | null;
  gap: "no_seats" | "both_vacant" | "up_vacant" | "down_vacant" | "same_person" | null;
}

/** A circle is linked by two different people: who speaks for it above, and who brings here what is decided there. */
export function doubleLink(up: LinkSeat | null, down: LinkSeat | null): DoubleLink {
  return { up, down, gap: gapOf(up, down) };
}

function gapOf(up: LinkSeat | null, down: LinkSeat | null): DoubleLink["gap"] {
  if (!up || !down) return "no_seats";
  if (up.holders.length === 0) return down.holders.length === 0 ? "both_vacant" : "up_vacant";
  if (down.holders.length === 0) return "down_vacant";
  const above = new Set(up.holders.map((holder) => holder.person_id ?? holder.name));
  const all = new Set([...above, ...down.holders.map((holder) => holder.person_id ?? holder.name)]);
  return all.size < 2 ? "same_person" : null;
}
