/** The external actors of a node: kinds, the matrix of power and interest, what their forms take. Pure. */
import { z } from "zod";
import { isDay } from "#app/domain/calendar-days/school-day.ts";
import { someDay, someEmail, someLine } from "#app/domain/optional-fields.ts";
import { cleanText, line, text } from "#app/domain/text.ts";

export const STAKEHOLDER_KINDS = ["company", "higher_education", "public_service", "education_authority", "foundation", "municipality", "labour", "other"] as const;
export type StakeholderKind = (typeof STAKEHOLDER_KINDS)[number];
export const isStakeholderKind = (value: string | null): value is StakeholderKind => (STAKEHOLDER_KINDS as readonly string[]).includes(value ?? "");

export const CONTACT_WAYS = ["call", "meeting", "mail", "visit", "event", "other"] as const;
export type ContactWay = (typeof CONTACT_WAYS)[number];

/** The four fields of the matrix. */
export const QUADRANTS = ["satisfy", "manage", "monitor", "inform"] as const;
export type Quadrant = (typeof QUADRANTS)[number];

export interface Place {
  power: number;
  interest: number;
}

const HALF = 50;

export function quadrantOf({ power, interest }: Place): Quadrant {
  if (power >= HALF) return interest >= HALF ? "manage" : "satisfy";
  return interest >= HALF ? "inform" : "monitor";
}

/** A map of one node, drawn as one picture: past this it is an archive. */
export const ACTORS_MAX = 150;

const id = z.uuid("not_found");
const grade = z.number("number").int("number").min(0, "too_small").max(100, "too_big");

const actorFields = {
  name: line(160),
  kind: z.enum(STAKEHOLDER_KINDS, "choice"),
  power: grade,
  interest: grade,
  strategy: text(1_500),
  owner_name: someLine(120),
  next_step: someLine(200),
  next_on: someDay,
};
const contactFields = { contact_name: someLine(120), contact_email: someEmail, contact_phone: someLine(40) };

/** `seen`: when the row was last changed, as this form's reader saw it. */
export const StakeholderInput = z.object({ id, seen: someLine(40), ...actorFields, ...contactFields });
export type StakeholderInput = z.output<typeof StakeholderInput>;

export const MoveInput = z.object({ stakeholder_id: id, power: grade, interest: grade, seen: someLine(40) });
export type MoveInput = z.output<typeof MoveInput>;

/** A contact that was made. `id` is the form's own: sent twice, it is one note. */
export const ContactInput = z.object({
  id,
  on_day: z
    .string("required")
    .trim()
    .min(1, "required")
    .refine((value) => value === "" || isDay(value), "date"),
  way: z.enum(CONTACT_WAYS, "choice"),
  what: z.string("required").overwrite(cleanText).min(1, "required").max(1_000, "too_long"),
});
export type ContactInput = z.output<typeof ContactInput>;

export const InviteInput = z.object({ event_id: z.uuid("choice") });
