/** An application: what is written, what is kept of an experience, and who sees what of it. Browser-safe. */
import { z } from "zod";
import type { Attachment } from "#app/domain/files/file.ts";
import type { SectionKey } from "#app/domain/resources/experience.ts";
import { text } from "#app/domain/text.ts";
import type { Zone } from "#app/i18n/zones.ts";
import type { ApplicationState, CallKind, CallWork, Phase, QuestionKind } from "./call.ts";

export const TITLE_MAX = 200;
export const SUMMARY_MAX = 1_000;
export const TEAM_MAX = 1_000;
export const REASON_MAX = 2_000;
/** What an answer has at most where the question says nothing. */
export const ANSWER_MAX: Record<QuestionKind, number> = { line: 300, text: 6_000, number: 30, choice: 300, choices: 300, link: 500 };
/** Withdrawn ones and all: more is not applying. */
export const BEGUN_MAX = 10;

/** The experience as it was when the application was sent in. */
export interface WorkSnapshot {
  resource_id: string;
  slug: string;
  version: number;
  title: string;
  summary: string;
  authors: string[];
  schools: { id: string; name: string }[];
  specialties: string[];
  levels: string[];
  sections: { key: SectionKey; html: string }[];
  /** When it was copied. */
  at: string;
}

export type Answer = string | string[];
export type Answers = Record<string, Answer>;

/** own: who applies. organiser: all of it. juror: what is assessed. blind: that, without anything that says who it is. */
export type Sight = "own" | "organiser" | "juror" | "blind";

/** What the reader of an application sees of it. What their sight leaves out is null or empty. */
export interface ApplicationPage {
  id: string;
  sight: Sight;
  call: {
    id: string;
    slug: string;
    title: string;
    kind: CallKind;
    work: CallWork;
    blind: boolean;
    zone: Zone;
    closes_at: string;
    results_at: string | null;
    phase: Phase;
    files_most: number;
    node_id: string | null;
  };
  number: number | null;
  state: ApplicationState;
  title: string;
  summary: string;
  /** null: not to be known, or the account is closed. */
  who: { id: string; name: string; email: string | null } | null;
  school: { id: string; slug: string; name: string; comuna: string } | null;
  team: string;
  answers: { id: string; kind: QuestionKind; label: string; answer: Answer }[];
  /** How many answers are left out because they say who applies. */
  reserved: number;
  work: WorkSnapshot | null;
  /** The experience as it stands in the repository; null where there is none, or where the reader must not look there. */
  resource: { id: string; slug: string; title: string } | null;
  files: Attachment[];
  created_at: string;
  updated_at: string;
  submitted_at: string | null;
  withdrawn_at: string | null;
  out_at: string | null;
  out_reason: string | null;
  /** Organisers know it before it is published. */
  award: string | null;
  award_note: string;
  may: { edit: boolean; submit: boolean; withdraw: boolean; setOut: boolean; bringBack: boolean };
}

/** One line of the organisers' list. */
export interface ApplicationCard {
  id: string;
  number: number | null;
  state: ApplicationState;
  title: string;
  summary: string;
  who: { name: string; email: string } | null;
  school: { slug: string; name: string; comuna: string } | null;
  with_work: boolean;
  files: number;
  submitted_at: string | null;
  award: string | null;
}

/** How one begins: `id` is the form's own. */
export const StartInput = z.object({ id: z.uuid("not_found"), experiencia: z.string().optional() });

/** Written as one goes: nothing is asked for yet. */
export const ApplicationInput = z.object({
  title: text(TITLE_MAX),
  summary: text(SUMMARY_MAX),
  team: text(TEAM_MAX),
  resource_id: z.string().optional(),
});
export type ApplicationInput = z.output<typeof ApplicationInput>;

export const OutInput = z.object({
  reason: z
    .string("required")
    .overwrite((value) => value.trim())
    .min(1, "required")
    .max(REASON_MAX, "too_long"),
});
