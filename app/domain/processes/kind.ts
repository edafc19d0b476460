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
  view: (state: S, reader: { person: string | null; conducts: boolean }) => unknown;
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
  /** Where its forms are posted, and a fresh id for the act: the same button twice is one act. */
  to: string;
  actId: string;
  now: string;
}
