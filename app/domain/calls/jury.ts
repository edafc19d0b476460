/** What the jury's forms take. Browser-safe. */
import { z } from "zod";
import { line, text } from "#app/domain/text.ts";
import { isId } from "#db/ids.ts";
import { CONFLICT_KINDS, type ConflictKind, type Criterion } from "./call.ts";

export const CONFLICT_NOTE_MAX = 500;
export const CRITERION_COMMENT_MAX = 1_500;
export const ASSESSMENT_COMMENT_MAX = 6_000;
export const AWARD_MAX = 80;
export const AWARD_NOTE_MAX = 1_000;
export const RESULTS_MAX = 10_000;

/** What a juror or an organiser may give as a reason. */
const CONFLICT_KEYS = Object.keys(CONFLICT_KINDS) as [ConflictKind, ...ConflictKind[]];

const id = z.string("required").refine(isId, "required");

export const ConflictInput = z.object({
  person_id: id,
  application_id: id,
  kind: z.enum(CONFLICT_KEYS, "choice"),
  note: text(CONFLICT_NOTE_MAX),
});
export type ConflictInput = z.output<typeof ConflictInput>;

/** One conflict more, while reading. */
export const OwnConflictInput = z.object({ kind: z.enum(CONFLICT_KEYS, "choice"), note: text(CONFLICT_NOTE_MAX) });

/** All of the list at once: `conflict_<application>` says why not, and is empty where there is none. */
export const DeclarationInput = z.object({ note: text(CONFLICT_NOTE_MAX), sure: z.literal("1", "declare_sure") });

export interface Declaration {
  note: string;
  conflicts: { application_id: string; kind: ConflictKind }[];
}

export function declaredIn(form: FormData): Declaration["conflicts"] {
  return [...form].flatMap(([name, value]) => {
    const [, applicationId] = /^conflict_([0-9a-f-]{36})$/.exec(name) ?? [];
    const kind = CONFLICT_KEYS.find((key) => key === value);
    return applicationId && kind ? [{ application_id: applicationId, kind }] : [];
  });
}

/** One assessment: points and a comment for each criterion, a comment on the whole, a note. `whole`: nothing may be missing. */
export function assessmentInput(criteria: readonly Pick<Criterion, "id" | "levels">[], whole: boolean) {
  const fields = criteria.flatMap(({ id: criterion, levels }) => {
    const known = levels.map((level) => String(level.points));
    const points = z
      .string()
      .optional()
      .transform((value) => value || null)
      .refine((value) => value === null || known.includes(value), "choice")
      .refine((value) => !whole || value !== null, "score_required");
    return [[`points_${criterion}`, points] as const, [`comment_${criterion}`, text(CRITERION_COMMENT_MAX)] as const];
  });
  return z.object({ ...Object.fromEntries(fields), comment_md: text(ASSESSMENT_COMMENT_MAX), note: text(ASSESSMENT_COMMENT_MAX) }).transform((found): AssessmentInput => {
    const read = found as unknown as Record<string, string | null>;
    const scores = criteria.map(({ id: criterion }) => {
      const points = read[`points_${criterion}`];
      return { criterion_id: criterion, points: points === null || points === undefined ? null : Number(points), comment: read[`comment_${criterion}`] ?? "" };
    });
    return { scores, comment_md: read.comment_md ?? "", note: read.note ?? "" };
  });
}

export interface AssessmentInput {
  /** `points` null: not yet. */
  scores: { criterion_id: string; points: number | null; comment: string }[];
  comment_md: string;
  note: string;
}

export const AwardInput = z.object({
  application_id: id,
  award: line(AWARD_MAX),
  position: z.coerce.number("number").int("number").min(1, "too_small").max(99, "too_big"),
  note: text(AWARD_NOTE_MAX),
});
export type AwardInput = z.output<typeof AwardInput>;

export const ResultsTextInput = z.object({ results_md: text(RESULTS_MAX) });
export const PublishResultsInput = z.object({ sure: z.literal("1", "results_sure") });
export const WithdrawResultsInput = z.object({ reason: line(CONFLICT_NOTE_MAX) });
