/** A process as small as can be, to try the store with: the circle talks, votes in secret, and somebody closes. What objects stands until it is taken back. */
import { z } from "zod";
import { newId } from "#db/ids.ts";
import type { ProcessKind } from "./kind.ts";
import type { Machine } from "./machine.ts";
import type { NewDeed, OpenProcess } from "./processes.server.ts";

export interface Talk {
  phase: "talk" | "vote" | "over";
  round: number;
  spoken: string[];
  /** Every word that was said, in order. */
  said: string[];
  objections: string[];
  outcome: string | null;
}

const read = (data: unknown): { words: string } => z.object({ words: z.string() }).catch({ words: "" }).parse(data);

const machine: Machine<Talk> = {
  begin: () => ({ phase: "talk", round: 1, spoken: [], said: [], objections: [], outcome: null }),
  decide: (state, act, { person, by, members, conducts, due, quorum }) => {
    if (state.outcome !== null) return act.kind === "object" ? null : "closed";
    if (act.kind === "next" || act.kind === "close") {
      if (!conducts && by !== null) return "not_yours";
      if (state.objections.length > 0) return "objection_open";
      if (state.spoken.length < quorum) return "no_quorum";
      return due || members.every((member) => state.spoken.includes(member)) ? null : "too_early";
    }
    if (person === null || !members.includes(person)) return "no_voice";
    if (act.kind === "object") return null;
    if (act.kind === "own" && by !== person) return "not_yours";
    if ((act.kind === "vote") !== (state.phase === "vote")) return "not_now";
    return state.spoken.includes(person) ? "spoken" : null;
  },
  evolve: (state, act) => {
    if (act.kind === "next") return { ...state, phase: "vote", round: state.round + 1, spoken: [] };
    if (act.kind === "close") return { ...state, phase: "over", round: state.round + 1, outcome: "counted" };
    const said = [...state.said, read(act.data).words];
    if (act.kind === "object") return { ...state, said, objections: [...state.objections, act.person ?? ""] };
    return { ...state, said, spoken: [...state.spoken, act.person ?? ""] };
  },
  shape: ({ phase, round, spoken, outcome }) => ({ phase, round, spoken, outcome, asks: { who: outcome === null ? "everyone" : "nobody" } }),
  atDeadline: (state, { quorum }) => (state.phase === "talk" && state.spoken.length >= quorum ? { kind: "next", data: null } : null),
};

/** Under the name of a real one: its rows are like any other's. */
export const talkKind: ProcessKind<Talk> = {
  kind: "poll",
  machine,
  schema: z.object({ act: z.string(), words: z.string().default("") }).transform(({ act, words }) => ({ kind: act, data: { words } })),
  secret: (act) => (act.kind === "vote" ? { act: { kind: "vote", data: null }, choice: read(act.data).words } : null),
  effects: async () => undefined,
  view: (state) => state,
  late: (act) => act.kind === "object",
};

export const talkForm = (circleId: string, change: Partial<OpenProcess> = {}): OpenProcess => ({
  id: newId(),
  circleId,
  title: "¿Dónde nos juntamos?",
  mode: "days",
  facilitatorPersonId: null,
  phaseDays: 3,
  setup: {},
  ...change,
});

export const deed = (kind: string, words = "", change: Partial<NewDeed> = {}): NewDeed => ({ id: newId(), kind, data: { words }, ...change });
