/**
 * The frame of everything that a circle decides step by step: selections for roles, proposals, advice, polls. Each is a pure machine: `decide` says whether
 * an act may be done, `evolve` what it makes of the state, and the state is nothing but the acts in their order. Pure, without a clock: time comes with the act.
 */

/** What somebody does, as read from the form. */
export interface NewAct {
  kind: string;
  data: unknown;
}

/** As it stands in the record. */
export interface Act extends NewAct {
  id: string;
  n: number;
  /** The round in which it was done. */
  round: number;
  /** Whose voice it is; null = the clock. */
  person: string | null;
  /** Who wrote it down: themselves, or in a live meeting whoever conducts. */
  by: string | null;
  at: string;
}

/** Who acts, and what the circle is at this moment. */
export interface Situation {
  now: string;
  person: string | null;
  by: string | null;
  /** Everyone with a voice in the circle now. */
  members: readonly string[];
  /** `by` conducts: the facilitator of this process, or a role that may run the circle. */
  conducts: boolean;
  /** The deadline of the phase has come. Always true in a live meeting: there the facilitator sees who is in the room. */
  due: boolean;
  /** How many voices a round needs (quorumOf). */
  quorum: number;
}

/** Why an act is not taken; in Spanish in app/i18n/governance.ts. */
export type Refusal =
  | "no_voice" // not of this circle
  | "not_yours" // another's to do
  | "not_now" // not in this phase
  | "closed" // it is over
  | "spoken" // one voice each, and it cannot be changed here
  | "too_early" // some have not spoken, and there is still time
  | "no_quorum"
  | "objection_open"
  | "no_objection" // nothing to integrate
  | "not_theirs" // the objection is another's
  | "unknown" // no such nominee, objection, version, option
  | "unchanged"; // says the same as before

/** What lists, mails and the frame of the page need to know of any state. */
export interface Shape {
  phase: string;
  /** 1 at first; raised whenever a phase begins, also when one of the same name begins again. */
  round: number;
  /** Whose turn it is. */
  asks: { who: "everyone" } | { who: "person"; person: string } | { who: "facilitator" } | { who: "nobody" };
  /** Who has spoken in this round. */
  spoken: readonly string[];
  /** null = under way; else proclaimed, adopted, decided, counted, withdrawn. */
  outcome: string | null;
}

export interface Machine<S> {
  begin(setup: unknown): S;
  /** null: it may be done. Never throws, whatever the act says. */
  decide(state: S, act: NewAct, situation: Situation): Refusal | null;
  /** Of an act that was decided. Pure and total: an act of the record is a fact. */
  evolve(state: S, act: Act): S;
  shape(state: S): Shape;
  /** What the clock does when the deadline of the phase has passed; null: only a person can go on (the facilitator is told). */
  atDeadline(state: S, situation: Situation): NewAct | null;
}

export const replay = <S>(machine: Machine<S>, setup: unknown, acts: readonly Act[]): S => acts.reduce((state, act) => machine.evolve(state, act), machine.begin(setup));

/** How many of `members` must have spoken: `percent` of them, rounded up, and at least one. */
export const quorumOf = (members: number, percent: number): number => Math.max(1, Math.ceil((members * percent) / 100));
