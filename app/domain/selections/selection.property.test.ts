/** Whatever anybody does, in any order: what a selection must never do (Done, line 2 of the issue of circles). */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Act, type NewAct, quorumOf, replay, type Situation } from "#app/domain/processes/machine.ts";
import { selectionMachine as machine } from "./selection.machine.ts";
import { candidatesOf, openObjections, SelectionForms, type SelectionState, standing } from "./selection.ts";

const PEOPLE = ["ana", "beto", "caro", "dino", "eva", "fede", "gala"];
const OUTSIDERS = ["hugo", "ines"];
const ALL = [...PEOPLE, ...OUTSIDERS];
const KINDS = [...Object.keys(SelectionForms), "nonsense", "__proto__", "constructor"];
const VOICES = ["comment", "fine", "nominate", "keep", "change", "consent", "concern", "object", "withdraw_objection", "vote"];
const LED = ["describe", "propose", "amend", "no_answer", "withdraw"];
const GOES_ON = ["open_nominations", "close_nominations", "close_change", "close_consent", "take_up", "count"];

const stepArbitrary = fc.record({
  guided: fc.integer({ min: 0, max: 9 }),
  kind: fc.constantFrom(...KINDS),
  who: fc.nat(ALL.length), // the last is the clock
  by: fc.option(fc.nat(ALL.length), { freq: 3 }),
  about: fc.constantFrom(...ALL),
  n: fc.integer({ min: 0, max: 4 }),
  words: fc.constantFrom("", "porque sí", "por su paciencia", "porque sabe"),
  months: fc.constantFrom(6, 12, 24, 0, 99),
  due: fc.integer({ min: 0, max: 2 }),
  moves: fc.nat(ALL.length * 12), // most of the time nobody comes or goes
  twice: fc.boolean(),
  off: fc.nat(11),
  garbage: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.anything() }),
});
type Step = typeof stepArbitrary extends fc.Arbitrary<infer T> ? T : never;

const runArbitrary = fc.record({
  method: fc.constantFrom("consent", "consent", "vote"),
  mode: fc.constantFrom("live", "days"),
  percent: fc.constantFrom(30, 50, 75, 100),
  facilitator: fc.constantFrom("ana", "hugo"),
  steps: fc.array(stepArbitrary, { minLength: 30, maxLength: 110 }),
});

/** What a sensible person would do now, so that runs get somewhere. */
function sensible(state: SelectionState, step: Step, facilitator: string): { kind: string; person: string } {
  const someone = ALL[step.who] ?? "ana";
  const led = (kind: string) => ({ kind, person: facilitator });
  const closes = step.guided === 3 || step.guided === 4;
  if (state.phase === "describe") return closes ? led("open_nominations") : { kind: "fine", person: someone };
  if (state.phase === "nominate") return closes ? led("close_nominations") : { kind: "nominate", person: someone };
  if (state.phase === "change") return closes ? led("close_change") : { kind: step.n > 2 ? "change" : "keep", person: someone };
  if (state.phase === "propose") return led("propose");
  if (state.phase === "vote") return closes ? led("count") : { kind: "vote", person: someone };
  if (state.phase === "integrate") return step.n > 1 ? led("amend") : { kind: "withdraw_objection", person: openObjections(state)[0]?.person ?? someone };
  if (state.phase === "accept") return { kind: step.n === 4 ? "decline" : step.n === 3 ? "object" : "accept", person: standing(state)?.nominee ?? someone };
  // Impatient ones close over an objection.
  if (closes) return led(openObjections(state).length > 0 && step.guided === 3 ? "take_up" : "close_consent");
  return { kind: step.guided === 9 ? "object" : step.guided === 8 ? "concern" : "consent", person: someone };
}

interface World {
  members: string[];
  percent: number;
  facilitator: string;
  ballots: Map<string, Record<string, number>>;
}

/** An act as the store would bring it to the machine, and who and when. */
function actOf(state: SelectionState, step: Step, world: World): { act: NewAct; situation: Situation } {
  const guided = step.guided > 2;
  const wise = sensible(state, step, world.facilitator);
  // The right act at the right time by just anybody, or just any act.
  const chosen = guided ? wise : { kind: step.guided === 2 ? wise.kind : step.kind, person: ALL[step.who] ?? null };
  const by = step.by === null || guided ? chosen.person : (ALL[step.by] ?? null);
  const votes = candidatesOf(state);
  const data = {
    nominee: votes[step.n % Math.max(1, votes.length)] ?? step.about,
    ...(state.phase === "nominate" || state.phase === "change" ? { nominee: step.about, named: true } : {}),
    reason: step.words || "porque sí",
    words: step.words || "porque sí",
    why: step.words,
    months: guided ? [6, 12, 24][step.n % 3] : step.months,
    conditions: step.words,
    proposal: step.guided > 1 ? (standing(state)?.n ?? 0) - (step.off === 0 ? 1 : 0) : step.n,
    objections: step.guided > 1 ? openObjections(state).length : step.n,
    objection: openObjections(state)[guided ? 0 : step.n]?.id ?? "none",
    choice: step.n === 4 ? "blank" : (votes[step.n % Math.max(1, votes.length)] ?? step.about),
    tally: world.ballots.get(String(state.round)) ?? {},
    ...(step.guided > 1 ? {} : { round: step.n + 1 }),
  };
  const act = { kind: chosen.kind, data: step.garbage !== null && step.guided < 2 ? step.garbage : data };
  const live = state.setup.mode === "live";
  const situation = {
    now: "2026-11-21T15:00:00.000Z",
    person: chosen.person,
    by,
    members: world.members,
    conducts: by === world.facilitator,
    due: live || step.due === 0,
    quorum: quorumOf(world.members.length, world.percent),
  };
  return { act, situation };
}

/** What is known of the run from its acts alone, without looking into the machine's state. */
interface Model {
  open: Set<string>;
  proposals: { nominee: string }[];
  spoke: Set<string>;
  voted: Set<string>;
}

function observe(model: Model, before: SelectionState, { kind, data }: NewAct, { person, by, members, conducts, quorum }: Situation): void {
  const said = data as Record<string, unknown>;
  const who = person ?? "";
  if (VOICES.includes(kind)) expect(members, `${kind} by somebody without a voice`).toContain(person);
  if (LED.includes(kind)) expect([conducts, person === by, person !== null]).toEqual([true, true, true]);
  if (GOES_ON.includes(kind)) expect((conducts && person === by) || (person === null && by === null)).toBe(true);
  if (kind === "propose" || kind === "amend") model.proposals.push({ nominee: String(said.nominee) });
  if (["propose", "amend", "close_change", "count"].includes(kind)) model.spoke = new Set();
  if (kind === "amend") model.open = new Set();
  if (kind === "withdraw_objection") model.open.delete(who);
  if (before.phase === "consent" && (kind === "consent" || kind === "concern")) model.open.delete(who);
  if (kind === "object" && before.outcome === null) model.open.add(who);
  if (["consent", "concern", "object"].includes(kind)) model.spoke.add(who);
  if (kind === "close_consent") {
    expect([...model.open], "a round was closed with an open objection").toEqual([]);
    expect([...model.spoke].filter((each) => members.includes(each)).length, "a round was closed without a quorum").toBeGreaterThanOrEqual(quorum);
  }
  if (kind === "vote") {
    const ballot = `${before.round} ${who}`;
    expect(model.voted.has(ballot), "somebody voted twice").toBe(false);
    model.voted.add(ballot);
  }
}

function filledRightly(before: SelectionState, after: SelectionState, { kind, data }: NewAct, { person, by }: Situation): void {
  if (before.outcome !== null || after.outcome !== "proclaimed") return;
  const proposal = before.proposals.at(-1);
  expect([kind, person, by, (data as { proposal: number }).proposal]).toEqual(["accept", proposal?.nominee, proposal?.nominee, proposal?.n]);
  expect(openObjections(before)).toEqual([]);
  expect(after.accepted).toMatchObject({ person: proposal?.nominee, proposal: proposal?.n });
}

const unique = (people: readonly string[]) => expect(new Set(people).size).toBe(people.length);

function sound(before: SelectionState, after: SelectionState): void {
  unique(after.spoken);
  unique(after.nominations.map((each) => each.person));
  unique(after.voices.map((each) => each.person));
  unique(openObjections(after).map((each) => each.person));
  if (after.phase !== before.phase) expect(after.round).toBe(before.round + 1);
  expect(after.proposals.slice(0, before.proposals.length)).toEqual(before.proposals);
  for (const each of after.objections) expect([each.state === "withdrawn" || each.why === "", (each.state === "integrated") === (each.by !== null)]).toEqual([true, true]);
}

function run({ method, mode, percent, facilitator, steps }: typeof runArbitrary extends fc.Arbitrary<infer T> ? T : never) {
  const setup = { method, mode, months: 12, role: { name: "Secretaría" }, candidates: ["hugo"] };
  const world: World = { members: [...PEOPLE], percent, facilitator, ballots: new Map() };
  const model: Model = { open: new Set(), proposals: [], spoke: new Set(), voted: new Set() };
  const acts: Act[] = [];
  let state = machine.begin(setup);
  const take = ({ kind, data }: NewAct, situation: Situation) => {
    if (machine.decide(state, { kind, data }, situation) !== null) return;
    observe(model, state, { kind, data }, situation);
    const { person, by, now } = situation;
    const box = world.ballots.get(String(state.round)) ?? {};
    const choice = (data as { choice?: string } | null)?.choice ?? "";
    if (kind === "vote") world.ballots.set(String(state.round), { ...box, [choice]: (box[choice] ?? 0) + 1 });
    const kept = kind === "vote" ? {} : data;
    const act: Act = { kind, data: kept, id: `act-${acts.length}`, n: acts.length + 1, round: state.round, person, by, at: now };
    const after = machine.evolve(state, act);
    filledRightly(state, after, { kind, data }, situation);
    sound(state, after);
    acts.push(act);
    state = after;
  };
  for (const step of steps) {
    const mover = ALL[step.moves];
    if (mover !== undefined) {
      world.members = world.members.includes(mover) ? world.members.filter((each) => each !== mover) : [...world.members, mover];
    }
    const { act, situation } = actOf(state, step, world);
    take(act, situation);
    if (step.twice) take(act, situation);
    if (step.due === 0 && step.guided < 3) {
      const clock = { ...situation, person: null, by: null, conducts: false, due: true };
      const next = machine.atDeadline(state, clock);
      const tally = world.ballots.get(String(state.round)) ?? {};
      const whole = next?.kind === "count" ? { kind: "count", data: { ...(next.data as object), tally } } : next;
      if (whole) expect(machine.decide(state, whole, clock), "the clock does what may not be done").toBeNull();
      if (whole) take(whole, clock);
    }
  }
  expect(replay(machine, setup, acts)).toEqual(state);
  return state;
}

test("no sequence of acts closes a round over an objection, fills a role without a yes, counts anybody twice or lets an outsider speak", () => {
  const ends: Record<string, number> = {};
  fc.assert(
    fc.property(runArbitrary, (input) => {
      const { outcome, setup } = run(input);
      const key = `${setup.method} ${outcome ?? "open"}`;
      ends[key] = (ends[key] ?? 0) + 1;
    }),
    { numRuns: 400 },
  );
  // And it does get somewhere: by consent and by vote.
  expect(ends["consent proclaimed"] ?? 0, JSON.stringify(ends)).toBeGreaterThan(10);
  expect(ends["vote proclaimed"] ?? 0, JSON.stringify(ends)).toBeGreaterThan(5);
});

test("whatever an act says, it is answered: nothing throws", () => {
  const anything = fc.oneof(fc.anything(), fc.record({ nominee: fc.anything(), proposal: fc.anything(), months: fc.anything(), tally: fc.anything(), objection: fc.anything() }));
  const phases = (["describe", "nominate", "change", "propose", "consent", "integrate", "vote", "accept", "proclaimed", "withdrawn"] as const).map((phase) => ({
    ...machine.begin(null),
    phase,
  }));
  fc.assert(
    fc.property(anything, fc.constantFrom(...KINDS), fc.constantFrom(...phases), fc.constantFrom("ana", "hugo", null), (data, kind, state, person) => {
      const situation = { now: "", person, by: person, members: PEOPLE, conducts: true, due: true, quorum: 1 };
      machine.decide(state, { kind, data }, situation);
      const after = machine.evolve(state, { kind, data, id: "x", n: 1, round: 1, person, by: person, at: "" });
      machine.shape(after);
      machine.atDeadline(after, situation);
      machine.shape(machine.begin(data));
    }),
    { numRuns: 600 },
  );
});
