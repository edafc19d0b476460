/** What a proposal is at any moment: its versions, and what was said of them. Pure. */
import { z } from "zod";
import { type Driver, NOTHING_TOLD, type Stance, told } from "./proposal.ts";

export interface Version {
  n: number;
  text: string;
  review_on: string;
  /** What changed, in the words of who wrote it; "" of the first. */
  changed: string;
  /** null: as it was proposed. */
  by: string | null;
  at: string | null;
}

export interface Question {
  id: string;
  person: string;
  text: string;
  at: string;
  answers: { id: string; person: string; text: string; at: string }[];
}

export interface Said {
  person: string;
  text: string;
  version: number;
  at: string;
}

export interface Voice {
  id: string;
  person: string;
  stance: Stance;
  words: string;
  version: number;
  at: string;
}

/** S3: Objection. An argument that stays until it is resolved: nobody's act is lost. */
export interface Objection {
  id: string;
  person: string;
  reason: string;
  /** The version that it was against. */
  version: number;
  state: "open" | "integrated" | "withdrawn";
  /** How it was integrated, or why it was withdrawn. */
  words: string;
  /** The version that takes it up. */
  integrated_in: number | null;
  resolved_by: string | null;
}

export interface ProposalState {
  phase: "clarify" | "react" | "consent" | "integrate" | "adopted" | "withdrawn";
  round: number;
  author: string;
  driver: Driver;
  role_id: string | null;
  /** The agreement whose place it would take. */
  supersedes: string | null;
  versions: Version[];
  questions: Question[];
  /** Who said that all is clear to them. */
  clear: string[];
  reactions: Said[];
  /** Of this consent round. */
  voices: Voice[];
  objections: Objection[];
  /** Concerns of rounds that ended: they do not block, and are not forgotten. */
  concerns: Voice[];
  /** What came after its round had ended. */
  late: Voice[];
  /** Number of the version that was consented to. */
  adopted: number | null;
  withdrawn: { by: string | null; reason: string } | null;
}

const word = z.string().catch("");
const Setup = z
  .object({
    ...told,
    review_on: word,
    role_id: z.string().nullable().catch(null),
    supersedes: z.string().nullable().catch(null),
  })
  .catch({ ...NOTHING_TOLD, review_on: "", role_id: null, supersedes: null });
export const readSetup = (setup: unknown): z.output<typeof Setup> => Setup.parse(setup);

export const currentVersion = (state: ProposalState): Version => state.versions[state.versions.length - 1] as Version;
export const openObjections = (state: ProposalState): Objection[] => state.objections.filter((each) => each.state === "open");
