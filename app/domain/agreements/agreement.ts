/** What was agreed at a meeting: what, who, by when. Pure. */
import { z } from "zod";
import { cleanLine, isEmailAddress, line, text } from "#app/domain/text.ts";

export const AGREEMENTS_MAX = 100;

export const dueDay = z
  .string()
  .trim()
  .refine((value) => value === "" || (/^20\d\d-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value)), "date")
  .optional()
  .transform((value) => value || null);

export const AgreementInput = z.object({
  what: line(500),
  who: z
    .string()
    .overwrite(cleanLine)
    .max(254, "too_long")
    .optional()
    .transform((value) => value ?? ""),
  due: dueDay,
});
export type AgreementInput = z.output<typeof AgreementInput>;

/** What the owner says by the mailed link. */
export const SaidInput = z.object({ intent: z.enum(["done", "undone", "comment"], "choice"), comment: text(1_000) });

/** «Ana Pérez <ana@liceo.cl>», «ana@liceo.cl», «Ana Pérez» */
export function readOwner(typed: string): { name: string; email: string | null } {
  const match = /^(.*?)[<(\s]*([^\s<>()]+@[^\s<>()]+?)[>)\s]*$/.exec(typed);
  const email = match?.[2]?.toLowerCase() ?? "";
  if (!isEmailAddress(email)) return { name: typed, email: null };
  const name = (match?.[1] ?? "").trim();
  return { name: name || (email.split("@")[0] ?? email), email };
}

export const writeOwner = ({ owner_name, owner_email, owner_person_id }: { owner_name: string; owner_email: string | null; owner_person_id: string | null }): string =>
  owner_email !== null && owner_person_id === null ? `${owner_name} <${owner_email}>` : owner_name;

export type AgreementState = "open" | "late" | "done" | "dropped";

/** `today` is the reader's day. */
export function stateOf(agreement: { due_on: string | null; done_at: string | null; dropped_at: string | null }, today: string): AgreementState {
  if (agreement.dropped_at) return "dropped";
  if (agreement.done_at) return "done";
  return agreement.due_on !== null && agreement.due_on < today ? "late" : "open";
}
