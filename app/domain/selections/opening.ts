/** How a selection is opened: which role, how, who conducts. Pure. */
import { z } from "zod";
import { line } from "#app/domain/text.ts";

export const PHASE_DAYS_MAX = 14;

const id = z.string("required").min(1, "choice").max(64, "choice");
const none = (value: string | undefined) => value || null;

export const SelectionOpening = z.object({
  process_id: id,
  role_id: id,
  mode: z.enum(["live", "days"], "choice"),
  phase_days: z.coerce.number("number").int("number").min(1, "too_small").max(PHASE_DAYS_MAX, "too_big").default(4),
  event_id: z.string().max(64, "choice").optional().transform(none),
  facilitator_id: z.string().max(64, "choice").optional().transform(none),
  /** Somebody from outside the circle: their address or whole name. */
  facilitator_other: line(254).optional(),
  method: z.enum(["consent", "vote"], "choice").default("consent"),
});
export type SelectionOpening = z.output<typeof SelectionOpening>;
