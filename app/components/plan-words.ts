/** What the plan of an encounter says of its rows; the page and its PDF say the same. */

import { formatClp } from "#app/domain/encounters/clp.ts";
import { type ActorState, type BudgetTotals, dutyState } from "#app/domain/encounters/encounter.ts";
import { longDate } from "#app/i18n/dates.ts";
import { ACTOR_STATE_LABELS, DUTY_LABELS, FORMAT_LABELS } from "#app/i18n/labels.ts";

export interface PlanDuty {
  id: string;
  duty: string;
  name: string;
  email: string | null;
  person_id: string | null;
  accepted_at: string | null;
  declined_at: string | null;
}

export const DUTY_STATE_WORDS = { asked: "Sin respuesta aún", accepted: "Aceptó", declined: "No puede" } as const;

/** The seven duties with their people; those that nobody holds too, so that what is missing is seen. */
export function dutiesByKind(duties: readonly PlanDuty[]): { key: string; label: string; people: PlanDuty[] }[] {
  return Object.entries(DUTY_LABELS).map(([key, { one }]) => ({ key, label: one, people: duties.filter((duty) => duty.duty === key) }));
}

export const personWords = (duty: PlanDuty): string => `${duty.name || duty.email} (${DUTY_STATE_WORDS[dutyState(duty)].toLowerCase()})`;

/** What they answered to the invitation counts more than what was noted by hand. */
export function actorState(actor: { state: string; answer: string | null; invited: number }): ActorState {
  if (actor.answer === "yes") return "confirmed";
  if (actor.answer === "no") return "declined";
  if (actor.state === "considered" && actor.invited > 0) return "invited";
  return actor.state as ActorState;
}

export const actorStateWords = (actor: Parameters<typeof actorState>[0]): string => ACTOR_STATE_LABELS[actorState(actor)] ?? "";

export const actorName = (actor: { name: string; organisation: string }): string => [actor.name, actor.organisation].filter(Boolean).join(", ");

export const formatWords = (format: string): string => FORMAT_LABELS[format] ?? "";

export const dueWords = (task: { due_on: string | null; done_at: string | null }): string =>
  task.done_at ? "Hecha" : task.due_on ? `Para el ${longDate(task.due_on)}` : "Sin fecha";

/** «Está confirmado $ 1.500.000 de $ 2.500.000: faltan $ 1.000.000.» */
export function budgetSentence({ total, confirmed, gap }: BudgetTotals): string {
  if (total === 0) return "Todavía no hay montos.";
  const sum = `${formatClp(confirmed)} de ${formatClp(total)}`;
  return gap === 0
    ? `Está todo confirmado: ${formatClp(total)}.`
    : confirmed === 0
      ? `El total es ${formatClp(total)} y aún no hay nada confirmado.`
      : `Está confirmado ${sum}: faltan ${formatClp(gap)}.`;
}

/** «SLEP: $ 150.000 ($ 100.000 confirmados)» */
export function payerSentence({ payer, amount, confirmed }: BudgetTotals["payers"][number]): string {
  const state = payer === "" ? "" : confirmed === amount ? " (confirmado)" : confirmed === 0 ? " (por confirmar)" : ` (${formatClp(confirmed)} confirmados)`;
  return `${payerWords(payer)}: ${formatClp(amount)}${state}`;
}

export const payerWords = (payer: string): string => payer || "Por definir";
