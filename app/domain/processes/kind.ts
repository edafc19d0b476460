import type { Selectable } from "kysely";
import type { z } from "zod";
import type { Ctx } from "#app/domain/context.ts";
import type { ProcessesTable } from "#db/circle-tables.ts";
import type { Act, Machine, NewAct } from "./machine.ts";

export type ProcessRow = Selectable<ProcessesTable>;

export const PROCESS_KINDS = ["selection", "proposal", "advice", "poll"] as const;
export type ProcessKindName = (typeof PROCESS_KINDS)[number];

/** What a kind of process brings to the store: its machine, how its acts are read, and what follows from them. */
export interface ProcessKind<S = unknown> {
  kind: ProcessKindName;
  machine: Machine<S>;
  /** Reads the fields of a form (`act` names the kind of act) into an act; its messages are codes of i18n/errors.ts. */
  schema: z.ZodType<NewAct>;
  /** Adds what only the database knows, before it is decided: the count of a secret vote. */
  enrich?: (tx: Ctx, process: ProcessRow, state: S, act: NewAct) => Promise<NewAct>;
  /** Takes a secret choice out of the act: the record keeps that they voted, the ballot box keeps how often each choice was made. */
  secret?: (act: NewAct) => { act: NewAct; choice: string } | null;
  /** What follows, in the same transaction: the role is filled, the logbook written. Mails that ask for a voice are the store's. */
  effects: (tx: Ctx, process: ProcessRow, before: S, after: S, act: Act) => Promise<void>;
  /** The state as this reader may see it: plain JSON, without what is not shown yet (others' nominations while they are written). */
  view: (state: S, reader: Reader) => unknown;
  /** People whom it is about, wherever they belong: they may read it, and are told what came out (a nominee from outside the circle). */
  concerns?: (state: S) => readonly string[];
  /** The way from beginning to end, for "where we are": names of phases, in order. */
  phases?: (state: S) => readonly string[];
  /** What happens in a phase and what is asked: for the page (of its reader) and for the mail that calls to it. */
  words?: (phase: string, state: S, reader?: Reader & { hasVoice: boolean }) => PhaseWords;
  /** An act as a sentence of the record, without what this reader may not see yet; null: not told at all. */
  say?: (act: Act, context: { state: S; reader: Reader; name: (person: string) => string }) => SaidAct | null;
  /** What came out, in a sentence or two: for the mail to all, the list and the top of the page. null while it is under way. */
  result?: (state: S, name: (person: string) => string) => string | null;
  /** May also be done by a mailed link whose round has ended: an objection that crosses the end of its round is not lost. Default: no. */
  late?: (act: NewAct) => boolean;
}

export interface Reader {
  person: string | null;
  conducts: boolean;
}

export interface PhaseWords {
  title: string;
  /** What happens in this phase, and what is asked of whoever takes part: one sentence each. */
  happens: string;
  asked: string;
}

export interface SaidAct {
  /** Without a full stop where a quote follows: «Rosa objeta», and why in `quote`. */
  text: string;
  quote?: string;
}

/** What the page of a process shows around the body of its kind, for whoever reads it. */
export interface ProcessPage<V> {
  process: {
    id: string;
    kind: ProcessKindName;
    title: string;
    mode: "live" | "days";
    method: string;
    circle: { id: string; name: string };
    role: { id: string; name: string } | null;
    phase: string;
    round: number;
    deadline_at: string | null;
    outcome: string | null;
    opened_at: string;
    closed_at: string | null;
    /** Voices that a round needs now. */
    quorum: number;
    facilitator: string | null;
    author: string | null;
  };
  /** `view` of its kind. */
  view: V;
  /** Names of everyone who appears, by id. */
  people: Record<string, string>;
  /** Who has a voice now, and who of them has spoken in this round. */
  voices: string[];
  spoken: string[];
  /** Who reads; null = nobody who could act. */
  me: string | null;
  hasVoice: boolean;
  conducts: boolean;
  /** In a live meeting whoever conducts may write down what somebody in the room says: forms then carry `for`. */
  forOthers: boolean;
  /**
   * Where its forms are posted, and a fresh id for the act (field `act_id`): the same button twice is one act. Other fields: `act` names the kind of
   * act, `for` whose voice it is in a live meeting.
   */
  to: string;
  actId: string;
  now: string;
}
