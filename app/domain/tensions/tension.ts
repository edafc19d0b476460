/** What somebody feels the circle should take care of (S3: Driver). Pure. */
import { z } from "zod";
import { text } from "#app/domain/text.ts";

const said = (max: number) => text(max).refine((value) => value !== "", "required");

export const TensionInput = z.object({ situation: said(600), effect: text(600), need: text(600) });
export type TensionInput = z.output<typeof TensionInput>;

const id = z.string().min(1).max(64);

/** The forms of the page of tensions. */
export const TensionForm = z.discriminatedUnion("intent", [
  TensionInput.extend({ intent: z.literal("raise"), tension_id: id }),
  TensionInput.extend({ intent: z.literal("edit"), tension_id: id }),
  z.object({ intent: z.literal("settle"), tension_id: id, note: said(600) }),
  z.object({ intent: z.literal("take"), tension_id: id, event_id: z.string("choice").min(1, "choice").max(64) }),
]);
export type TensionForm = z.output<typeof TensionForm>;

const TITLE_MAX = 90;

/** Its first sentence: nobody is asked to write a title as well. */
export function titleOf(situation: string): string {
  const first = (situation.split(/(?<=[.!?])\s|\n/)[0] ?? "").trim().replace(/\.$/, "");
  if (first.length <= TITLE_MAX) return first;
  return `${first.slice(0, TITLE_MAX).replace(/\s+\S*$/, "")}…`;
}
