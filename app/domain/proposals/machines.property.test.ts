import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Act, Machine, NewAct, Situation } from "#app/domain/processes/machine.ts";
import { replay } from "#app/domain/processes/machine.ts";
import { type AdviceState, adviceMachine } from "./advice.machine.ts";
import { type PollState, pollMachine, tally } from "./poll.machine.ts";
import { proposalMachine } from "./proposal.machine.ts";
import { currentVersion, openObjections, type ProposalState } from "./proposal-state.ts";

const PEOPLE = ["ana", "beto", "carla", "dani", "eva"];
const SETUP = { author: "ana", driver: { situation: "s", effect: "e", need: "n" }, text: "v1", review_on: "2027-05-01", role_id: null };
const POLL = { ...SETUP, options: ["a", "b", "c"].map((id) => ({ id, label: id })) };

/** What anybody at all may try: who, for whom, as what, with whom in the circle. `what` sees the state, so that ids can be right at times. */
interface Step {
  person: string | null;
  by: string | null;
  conducts: boolean;
  due: boolean;
  members: string[];
  pick: number;
  kind: string;
  word: string;
}

const step = (kinds: readonly string[]): fc.Arbitrary<Step> => {
  const anyone = fc.option(fc.constantFrom(...PEOPLE, "fuera"), { nil: null, freq: 8 });
  const apart = fc.record({ person: anyone, by: anyone });
  const self = fc.constantFrom(...PEOPLE, "fuera").map((id) => ({ person: id as string | null, by: id as string | null }));
  return fc
    .record({
      who: fc.oneof({ weight: 4, arbitrary: self }, { weight: 1, arbitrary: apart }),
      conducts: fc.boolean(),
      due: fc.boolean(),
      members: fc.oneof({ weight: 3, arbitrary: fc.constant(PEOPLE.slice(0, 3)) }, { weight: 1, arbitrary: fc.subarray(PEOPLE) }),
      pick: fc.nat(6),
      kind: fc.constantFrom(...kinds),
      word: fc.constantFrom("uno", "dos", "v1", ""),
    })
    .map(({ who, ...rest }) => ({ ...who, ...rest }));
};

const situationOf = (each: Step): Situation => ({
  now: "2026-11-21T15:00:00.000Z",
  person: each.person,
  by: each.by,
  members: each.members,
  conducts: each.conducts,
  due: each.due,
  quorum: Math.max(1, Math.ceil(each.members.length / 2)),
});

interface Moment<S> {
  before: S;
  after: S;
  act: Act;
  situation: Situation;
}

/** Tries every step; what is decided is done. Gives back each act that was, with the states around it. */
function play<S>(machine: Machine<S>, setup: unknown, steps: readonly Step[], actOf: (state: S, each: Step) => NewAct): { moments: Moment<S>[]; state: S } {
  let state = machine.begin(setup);
  const moments: Moment<S>[] = [];
  for (const [n, each] of steps.entries()) {
    const situation = situationOf(each);
    const clock = each.person === null && each.by === null && each.due ? machine.atDeadline(state, situation) : null;
    const wanted = clock ?? actOf(state, each);
    if (machine.decide(state, wanted, situation) !== null) continue;
    const act: Act = { ...wanted, id: `act${n}`, n: n + 1, round: machine.shape(state).round, person: each.person, by: each.by, at: situation.now };
    const after = machine.evolve(state, act);
    moments.push({ before: state, after, act, situation });
    state = after;
  }
  expect(
    replay(
      machine,
      setup,
      moments.map(({ act }) => act),
    ),
  ).toEqual(state);
  return { moments, state };
}

const PROPOSAL_ACTS = [
  "ask",
  "clear",
  "answer",
  "version",
  "react",
  "consent",
  "concern",
  "objection",
  "objection",
  "advance",
  "advance",
  "advance",
  "withdraw_objection",
  "integrate",
  "withdraw",
  "?",
];

function proposalAct(state: ProposalState, { kind, word, pick }: Step): NewAct {
  const version = currentVersion(state).n;
  const objection = state.objections[pick % Math.max(1, state.objections.length)]?.id ?? "x";
  const to = { clarify: ["react"], react: ["consent"], consent: ["adopted", "integrate"], integrate: ["consent"], adopted: ["adopted"], withdrawn: ["react"] }[state.phase];
  if (["consent", "concern", "objection"].includes(kind)) return { kind: "stance", data: { stance: kind, words: word, version: pick === 0 ? version - 1 : version } };
  const data = {
    text: `${word}${pick % 3 === 0 ? "" : pick}`,
    changed: "algo",
    how: "así",
    reason: word,
    objection,
    version,
    question: state.questions[0]?.id ?? "x",
    to: to[pick % to.length],
  };
  if (kind === "withdraw" && pick < 6) return { kind: "react", data };
  return { kind, data: kind === "?" ? [null, 3, "x", { act: "adopt" }][pick % 4] : data };
}

/** Half of the runs begin well into the process: chance alone seldom gets to a round of consent. */
const led: Step = { person: "beto", by: "beto", conducts: true, due: true, members: PEOPLE.slice(0, 3), pick: 1, kind: "advance", word: "uno" };
const run = fc.tuple(fc.nat(4), fc.array(step(PROPOSAL_ACTS), { maxLength: 60 })).map(([ahead, steps]) => {
  const consents = ["ana", "beto"].map((person) => ({ ...led, person, by: person, kind: "consent" }));
  return [[], [led], [led, led], [led, led, ...consents], [led, led, ...consents, { ...led, person: "carla", by: "carla", kind: "objection" }]][ahead]?.concat(steps) ?? steps;
});

const voiceOfMember = ({ act, situation }: Moment<unknown>) => {
  expect(act.person === null || situation.members.includes(act.person), `${act.kind} by ${act.person}`).toBe(true);
  if (act.by !== act.person) expect(situation.conducts || (act.person === null && act.by === null), "written down for another").toBe(true);
};

const once = (people: readonly string[]) => expect(new Set(people).size).toBe(people.length);

const LEADING = ["advance", "version", "integrate", "withdraw", "withdraw_objection", "count"];

describe("a proposal, whoever does whatever in whatever order", () => {
  it("never ends a round over an objection, adopts another text than was consented to, counts anybody twice, or lets in a voice from outside", () => {
    let adopted = 0;
    fc.assert(
      fc.property(run, (steps) => {
        const { moments, state } = play(proposalMachine, SETUP, steps, proposalAct);
        for (const moment of moments) {
          const { before, after, act, situation } = moment;
          if (!LEADING.includes(act.kind)) voiceOfMember(moment);
          if (act.kind === "stance" && before.phase === "consent") expect((act.data as { version: number }).version).toBe(currentVersion(before).n);
          once(after.voices.map((each) => each.person));
          once(after.reactions.map((each) => each.person));
          once(openObjections(after).map((each) => each.person));
          if (after.phase === "consent") expect(openObjections(after)).toEqual([]);
          // What somebody objected to is an item for ever, or was changed by themselves within the round.
          for (const each of before.objections) expect(after.objections.some(({ id, reason }) => id === each.id && reason === each.reason)).toBe(true);
          if (before.phase === "consent" && after.phase === "integrate") {
            const objecting = before.voices.filter((each) => each.stance === "objection").map((each) => each.id);
            expect(openObjections(after).map((each) => each.id)).toEqual(objecting);
          }
          if (after.phase === "adopted" && before.phase !== "adopted") {
            adopted += 1;
            expect(before.phase).toBe("consent");
            expect(before.voices.some((each) => each.stance === "objection") || openObjections(before).length > 0).toBe(false);
            expect(before.voices.every((each) => each.version === after.adopted)).toBe(true);
            expect(before.voices.filter((each) => situation.members.includes(each.person)).length).toBeGreaterThanOrEqual(situation.quorum);
            expect(after.versions).toEqual(before.versions);
          }
          if (before.phase === "adopted") expect({ ...after, late: [] }).toEqual({ ...before, late: [] });
          expect(after.round).toBe(before.round + (after.phase === before.phase ? 0 : 1));
        }
        for (const { state: how, person, resolved_by } of state.objections) if (how === "withdrawn") expect(person === resolved_by || resolved_by !== null).toBe(true);
      }),
      { numRuns: 1200 },
    );
    expect(adopted, "some of them get there").toBeGreaterThan(10);
  });

  it("an objection is withdrawn only as its owner's, or by who conducts once the owner has left", () => {
    fc.assert(
      fc.property(run, (steps) => {
        for (const { before, act, situation } of play(proposalMachine, SETUP, steps, proposalAct).moments) {
          if (act.kind !== "withdraw_objection") continue;
          const owner = before.objections.find((each) => each.id === (act.data as { objection: string }).objection)?.person ?? "";
          expect(act.person === owner || (situation.conducts && !situation.members.includes(owner))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("takes garbage without a word", () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), fc.anything(), step(PROPOSAL_ACTS), (setup, kind, data, each) => {
        for (const machine of [proposalMachine, adviceMachine, pollMachine] as Machine<unknown>[]) {
          const state = machine.begin(setup);
          const act = { kind, data };
          expect(machine.decide(state, act, situationOf(each))).not.toBeUndefined();
          machine.evolve(state, { ...act, id: "x", n: 1, round: 1, person: null, by: null, at: "" });
          machine.shape(state);
          machine.atDeadline(state, situationOf(each));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("advice", () => {
  it("is given once by each, never by its author, and only the author decides", () => {
    fc.assert(
      fc.property(fc.array(step(["advise", "advise", "decide", "withdraw", "?"]), { maxLength: 30 }), (steps) => {
        const { moments } = play(adviceMachine, SETUP, steps, (_: AdviceState, { kind, word }) => ({ kind, data: { text: word, heard: "todo", reason: word } }));
        for (const moment of moments) {
          if (moment.act.kind !== "withdraw") voiceOfMember(moment);
          if (moment.act.kind === "decide") expect(moment.act.person).toBe("ana");
          once(moment.after.advice.map((each) => each.person));
          expect(moment.after.advice.some((each) => each.person === "ana")).toBe(false);
          expect(moment.before.phase).toBe("asking");
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe("a poll", () => {
  it("has one voice of each, and none from outside", () => {
    fc.assert(
      fc.property(fc.array(step(["choose", "choose", "choose", "count", "withdraw", "?"]), { maxLength: 30 }), (steps) => {
        const { moments, state } = play(pollMachine, POLL, steps, (_: PollState, { kind, pick }) => ({ kind, data: { option: "abcxyzw"[pick], reason: "no" } }));
        for (const moment of moments) {
          if (!LEADING.includes(moment.act.kind)) voiceOfMember(moment);
          once(moment.after.choices.map((each) => each.person));
        }
        expect(tally(state).reduce((sum, each) => sum + each.votes, 0)).toBe(state.choices.length);
      }),
      { numRuns: 400 },
    );
  });
});
