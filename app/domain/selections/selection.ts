/** The selection of somebody for a role (S3: Role Selection): what it remembers, and how its acts are read from forms. Pure. */
import { z } from "zod";
import type { NewAct } from "#app/domain/processes/machine.ts";
import { line, text } from "#app/domain/text.ts";

export const SELECTION_PHASES = ["describe", "nominate", "change", "propose", "consent", "integrate", "vote", "accept", "proclaimed", "withdrawn"] as const;
export type SelectionPhase = (typeof SELECTION_PHASES)[number];

export const MONTHS_MAX = 60;
/** Of a vote: for nobody. */
export const BLANK = "blank";

export interface RoleText {
  name: string;
  purpose: string;
  domain: string;
  accountabilities: string;
  qualifications: string;
}

/** What a selection begins with; written once, by opening.server.ts. */
export interface SelectionSetup {
  method: "consent" | "vote";
  mode: "live" | "days";
  role: RoleText;
  months: number;
  /** People from outside the circle who may be named from the start. */
  candidates: string[];
}

export interface Said {
  act: string;
  person: string;
  words: string;
  at: string;
}

export interface Nomination {
  person: string;
  nominee: string;
  reason: string;
  /** In the change round: what it was at first; kept: they said that it stays. */
  before: { nominee: string; reason: string } | null;
  kept: boolean;
}

export interface SelectionProposal {
  n: number;
  nominee: string;
  reason: string;
  months: number;
  conditions: string;
  at: string;
  by: string | null;
  /** How it came about: the facilitator's first proposal, an amendment that integrates objections, a vote. */
  from: "facilitator" | "amendment" | "vote";
}

export interface Voice {
  person: string;
  says: "consent" | "concern" | "object";
  words: string;
  at: string;
}

/** An item with an owner. It blocks while it is open. */
export interface Objection {
  id: string;
  person: string;
  proposal: number;
  reason: string;
  at: string;
  state: "open" | "withdrawn" | "integrated";
  /** Why its owner withdrew it. */
  why: string;
  /** The amendment that integrated it. */
  by: number | null;
}

export interface SelectionState {
  setup: SelectionSetup;
  phase: SelectionPhase;
  round: number;
  role: RoleText;
  months: number;
  amended: boolean;
  comments: Said[];
  nominations: Nomination[];
  /** Nominations and their reasons are on the table. */
  shown: boolean;
  proposals: SelectionProposal[];
  /** Voices on the proposal that stands. */
  voices: Voice[];
  /** Voices on those before it. */
  earlier: (Voice & { proposal: number })[];
  objections: Objection[];
  /** Came too late to count, and are kept. */
  late: (Voice & { id: string; phase: SelectionPhase })[];
  declined: { person: string; proposal: number; words: string; at: string }[];
  tallies: { round: number; counts: Record<string, number> }[];
  /** The second vote is between these. */
  tied: string[] | null;
  /** Who has spoken in this round. */
  spoken: string[];
  accepted: { person: string; proposal: number; at: string } | null;
  outcome: "proclaimed" | "withdrawn" | null;
  ended: { at: string; by: string | null; words: string } | null;
}

/** As a reader sees it: while nominations are written, one's own alone. */
export type SelectionView = SelectionState;

const NOBODY: RoleText = { name: "", purpose: "", domain: "", accountabilities: "", qualifications: "" };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
/** The fields of an act, whatever it says. */
export const fieldsOf = (data: unknown): Record<string, unknown> => (isRecord(data) ? data : {});
export const textOf = (data: unknown, name: string): string => {
  const fields = fieldsOf(data);
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === "string" ? value : "";
};
export const numberOf = (data: unknown, name: string): number | null => {
  const fields = fieldsOf(data);
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === "number" && Number.isFinite(value) ? value : null;
};
export const monthsOf = (data: unknown): number | null => {
  const months = numberOf(data, "months");
  return months !== null && Number.isInteger(months) && months >= 1 && months <= MONTHS_MAX ? months : null;
};
export const roleTextOf = (data: unknown): RoleText => ({
  name: textOf(data, "name"),
  purpose: textOf(data, "purpose"),
  domain: textOf(data, "domain"),
  accountabilities: textOf(data, "accountabilities"),
  qualifications: textOf(data, "qualifications"),
});

export function beginSelection(setup: unknown): SelectionState {
  const fields = fieldsOf(setup);
  const candidates = Array.isArray(fields.candidates) ? fields.candidates.filter((each): each is string => typeof each === "string") : [];
  const role = isRecord(fields.role) ? roleTextOf(fields.role) : NOBODY;
  const months = monthsOf(fields) ?? 12;
  return {
    setup: { method: fields.method === "vote" ? "vote" : "consent", mode: fields.mode === "live" ? "live" : "days", role, months, candidates },
    phase: "describe",
    round: 1,
    role,
    months,
    amended: false,
    comments: [],
    nominations: [],
    shown: false,
    proposals: [],
    voices: [],
    earlier: [],
    objections: [],
    late: [],
    declined: [],
    tallies: [],
    tied: null,
    spoken: [],
    accepted: null,
    outcome: null,
    ended: null,
  };
}

/** The proposal that stands. */
export const standing = (state: SelectionState): SelectionProposal | null => state.proposals.at(-1) ?? null;
export const openObjections = (state: SelectionState): Objection[] => state.objections.filter((each) => each.state === "open");
/** Whom a vote is between. */
export const candidatesOf = (state: SelectionState): string[] => state.tied ?? [...new Set(state.nominations.map((each) => each.nominee))];
/** Whom one may name without further ado, besides the members. */
export const namedOutside = (state: SelectionState): string[] => [...new Set([...state.setup.candidates, ...state.nominations.map((each) => each.nominee)])];

/** Who won a vote; null: a tie, or nobody was voted for. */
export function winnerOf(counts: Record<string, number>, candidates: readonly string[]): { winner: string | null; tied: string[] } {
  const votesFor = (each: string) => (Object.hasOwn(counts, each) ? (counts[each] ?? 0) : 0);
  const most = Math.max(0, ...candidates.map(votesFor));
  const first = most === 0 ? [] : candidates.filter((each) => votesFor(each) === most);
  return { winner: first.length === 1 ? (first[0] ?? null) : null, tied: first.length > 1 ? [...first] : [] };
}

/** acts as forms bring them ----------------------------------------------------------------- */

const reason = line(600);
const person = z.string("required").min(1, "choice").max(64, "choice");
const whole = (min: number, max: number) => z.coerce.number("number").int("number").min(min, "too_small").max(max, "too_big");
const seen = whole(0, 1000);
const round = whole(1, 100_000).optional();

const nomination = { nominee: z.string().max(64, "choice").optional(), other: line(254).optional(), reason };
const terms = { nominee: person, reason, months: whole(1, MONTHS_MAX), conditions: text(1000) };
const bare = <K extends string>(act: K) => z.object({ act: z.literal(act), round });

/** By kind of act; each is also what gives its form its constraints. */
export const SelectionForms = {
  comment: z.object({ act: z.literal("comment"), words: reason }),
  fine: bare("fine"),
  describe: z.object({
    act: z.literal("describe"),
    purpose: text(600),
    domain: text(1000),
    accountabilities: text(2000),
    qualifications: text(2000),
    months: whole(1, MONTHS_MAX),
  }),
  open_nominations: bare("open_nominations"),
  nominate: z.object({ act: z.literal("nominate"), ...nomination }),
  close_nominations: bare("close_nominations"),
  keep: bare("keep"),
  change: z.object({ act: z.literal("change"), ...nomination }),
  close_change: bare("close_change"),
  propose: z.object({ act: z.literal("propose"), ...terms }),
  consent: z.object({ act: z.literal("consent"), proposal: seen, words: text(600) }),
  concern: z.object({ act: z.literal("concern"), proposal: seen, words: reason }),
  object: z.object({ act: z.literal("object"), proposal: seen, words: reason }),
  close_consent: z.object({ act: z.literal("close_consent"), proposal: seen, objections: seen }),
  take_up: z.object({ act: z.literal("take_up"), proposal: seen, objections: seen }),
  withdraw_objection: z.object({ act: z.literal("withdraw_objection"), objection: person, why: reason }),
  amend: z.object({ act: z.literal("amend"), objections: seen, ...terms }),
  vote: z.object({ act: z.literal("vote"), choice: person }),
  count: bare("count"),
  accept: z.object({ act: z.literal("accept"), proposal: seen }),
  decline: z.object({ act: z.literal("decline"), proposal: seen, words: reason }),
  no_answer: bare("no_answer"),
  withdraw: z.object({ act: z.literal("withdraw"), words: reason }),
};

/** The three buttons of the consent round are one form. */
const STANCES = { consent: "consent", concern: "concern", objection: "object" } as const;
const stance = z
  .object({ act: z.literal("stance"), stance: z.enum(["consent", "concern", "objection"], "choice"), proposal: seen, words: text(600) })
  .refine((said) => said.stance === "consent" || said.words !== "", { path: ["words"], message: "why_required" })
  .transform(({ stance: says, proposal, words }) => ({ act: STANCES[says], proposal, words }));

const [first, ...others] = Object.values(SelectionForms);
type AnyForm = typeof SelectionForms.comment;
/** Reads the fields of a form into an act. */
export const SelectionActs: z.ZodType<NewAct> = z
  .discriminatedUnion("act", [first as AnyForm, ...(others as unknown as AnyForm[]), stance as unknown as AnyForm])
  .transform(({ act, ...data }) => ({ kind: act as string, data }));
