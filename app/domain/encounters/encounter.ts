/** The plan of an encounter: who does what, tasks, actors, experiences, budget. Pure. */
import { z } from "zod";
import { someDay, someEmail, someLine } from "#app/domain/optional-fields.ts";
import { line, text } from "#app/domain/text.ts";
import { parseClp } from "./clp.ts";

/** What there is to do at an encounter; in the order in which it is told. */
export const DUTIES = ["production", "agenda", "design", "communications", "actors", "registration", "harvest"] as const;
export type Duty = (typeof DUTIES)[number];

/** How an experience is shown. */
export const FORMATS = ["stand", "poster", "talk", "reel", "capsule", "round_table", "world_cafe"] as const;
export type Format = (typeof FORMATS)[number];

export const ACTOR_STATES = ["considered", "invited", "confirmed", "declined"] as const;
export type ActorState = (typeof ACTOR_STATES)[number];

/** The parts of the plan that are edited apart, by their word in the address. */
export const PLAN_PARTS = ["proposito", "roles", "tareas", "actores", "experiencias", "presupuesto"] as const;
export type PlanPart = (typeof PLAN_PARTS)[number];
export const planPart = (value: string | null): PlanPart => PLAN_PARTS.find((part) => part === value) ?? "proposito";

/** Of each kind: a plan is one page, not an archive. */
export const ROWS_MAX = 100;

const id = z.uuid("required");
const reference = z
  .uuid("not_found")
  .optional()
  .transform((value) => value ?? null);
const amount = z
  .string("required")
  .trim()
  .min(1, "required")
  .transform((value, ctx) => {
    const pesos = parseClp(value);
    if (pesos === null) ctx.addIssue({ code: "custom", message: "clp" });
    return pesos ?? 0;
  });

export const PurposeInput = z.object({ purpose: text(2_000), focus: text(2_000), venue_notes: text(2_000) });
export type PurposeInput = z.output<typeof PurposeInput>;

/** Somebody of the network (person_id), or anybody by name and address. */
export const DutyInput = z.object({ id, duty: z.enum(DUTIES, "choice"), person_id: reference, name: someLine(120), email: someEmail }).superRefine((input, ctx) => {
  if (input.person_id) return;
  if (input.name === "") ctx.addIssue({ code: "custom", path: ["name"], message: "duty_who" });
  else if (!input.email) ctx.addIssue({ code: "custom", path: ["email"], message: "required" });
});
export type DutyInput = z.output<typeof DutyInput>;

export const TaskInput = z.object({ id, title: line(200), person_id: reference, name: someLine(120), due_on: someDay });
export type TaskInput = z.output<typeof TaskInput>;

export const ActorInput = z.object({ id, name: line(120), organisation: someLine(160), part: someLine(200), email: someEmail, state: z.enum(ACTOR_STATES, "choice") });
export type ActorInput = z.output<typeof ActorInput>;

/** With `resource_id`, one of the repository: its title, school and authors are taken from there. */
export const ExperienceInput = z
  .object({ id, resource_id: reference, title: someLine(200), establishment_id: reference, authors: someLine(200), format: z.enum(FORMATS, "choice") })
  .superRefine((input, ctx) => {
    if (!input.resource_id && input.title === "") ctx.addIssue({ code: "custom", path: ["title"], message: "required" });
  });
export type ExperienceInput = z.output<typeof ExperienceInput>;

export const BudgetInput = z.object({
  id,
  item: line(200),
  amount,
  payer: someLine(160),
  confirmed: z
    .string()
    .optional()
    .transform((value) => value !== undefined),
});
export type BudgetInput = z.output<typeof BudgetInput>;

export const DutyDecision = z.object({ decision: z.enum(["accept", "decline"], "choice") });

export interface BudgetTotals {
  total: number;
  confirmed: number;
  /** What nobody has confirmed to pay. */
  gap: number;
  /** By who pays, the greatest first; "" is what nobody pays yet. */
  payers: { payer: string; amount: number; confirmed: number }[];
}

export function budgetTotals(items: readonly { amount: number; payer: string; confirmed_at: string | null }[]): BudgetTotals {
  const payers = new Map<string, { payer: string; amount: number; confirmed: number }>();
  for (const { amount: pesos, payer, confirmed_at } of items) {
    const key = payer.toLocaleLowerCase("es");
    const known = payers.get(key) ?? { payer, amount: 0, confirmed: 0 };
    payers.set(key, { ...known, amount: known.amount + pesos, confirmed: known.confirmed + (confirmed_at && payer ? pesos : 0) });
  }
  const all = [...payers.values()];
  const total = all.reduce((sum, one) => sum + one.amount, 0);
  const confirmed = all.reduce((sum, one) => sum + one.confirmed, 0);
  return {
    total,
    confirmed,
    gap: total - confirmed,
    payers: all.sort((a, b) => Number(a.payer === "") - Number(b.payer === "") || b.amount - a.amount || (a.payer < b.payer ? -1 : 1)),
  };
}

export type DutyState = "asked" | "accepted" | "declined";
export function dutyState(duty: { accepted_at: string | null; declined_at: string | null }): DutyState {
  return duty.declined_at ? "declined" : duty.accepted_at ? "accepted" : "asked";
}
