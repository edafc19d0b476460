/** What a call needs before it is published. Browser-safe. */
import type { CallKind } from "./call.ts";

/** `needed` stops it from being published; the others are advice. */
export interface Lacking {
  what: "bases" | "closed" | "rubric" | "questions" | "jury" | "jury_date" | "prizes";
  needed: boolean;
}

interface Made {
  kind: CallKind;
  body_md: string;
  prizes: string;
  work: string;
  closes_at: string;
  jury_at: string | null;
}

export function lackingOf(call: Made, parts: { questions: number; criteria: number; jurors: number }, now: string): Lacking[] {
  const contest = call.kind === "contest";
  const found: [Lacking["what"], boolean, boolean][] = [
    ["bases", true, call.body_md.trim() === ""],
    ["closed", true, call.closes_at <= now],
    ["rubric", true, contest && parts.criteria === 0],
    ["questions", false, parts.questions === 0 && call.work !== "required"],
    ["jury", false, contest && parts.jurors === 0],
    ["jury_date", false, contest && call.jury_at === null],
    ["prizes", false, call.prizes.trim() === ""],
  ];
  return found.filter(([, , lacks]) => lacks).map(([what, needed]) => ({ what, needed }));
}
