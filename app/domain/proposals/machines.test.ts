import { describe, expect, it } from "vitest";
import type { Machine, Situation } from "#app/domain/processes/machine.ts";
import { adviceMachine } from "./advice.machine.ts";
import { pollMachine, tally } from "./poll.machine.ts";
import { proposalMachine } from "./proposal.machine.ts";
import { currentVersion, openObjections } from "./proposal-state.ts";

const SETUP = { author: "ana", driver: { situation: "s", effect: "e", need: "n" }, text: "v1", review_on: "2027-05-01", role_id: null };
const POLL = { ...SETUP, options: ["a", "b", "c"].map((id) => ({ id, label: id })) };

/** A machine with three members, told act by act. */
function told<S>(machine: Machine<S>, setup: unknown, members = ["ana", "beto", "carla"]) {
  let state = machine.begin(setup);
  let n = 0;
  const by = (person: string | null, kind: string, data: object = {}, more: Partial<Situation> = {}) => {
    const situation = { now: `2026-11-21T15:00:00.${String(n).padStart(3, "0")}Z`, person, by: person, members, conducts: person === "beto", due: false, quorum: 2, ...more };
    const refused = machine.decide(state, { kind, data }, situation);
    n += 1;
    if (!refused) state = machine.evolve(state, { kind, data, id: `a${n}`, n, round: machine.shape(state).round, person, by: situation.by, at: situation.now });
    return refused;
  };
  return {
    by,
    state: () => state,
    atDeadline: (more: Partial<Situation> = {}) => machine.atDeadline(state, { now: "", person: null, by: null, members, conducts: false, due: true, quorum: 2, ...more }),
  };
}

describe("a proposal led through", () => {
  const inConsent = () => {
    const told1 = told(proposalMachine, SETUP);
    for (const person of ["ana", "beto", "carla"]) told1.by(person, "clear");
    told1.by("beto", "advance", { to: "react", version: 1 });
    told1.by("beto", "advance", { to: "consent", version: 1 }, { due: true });
    return told1;
  };

  it("is adopted in the end: one objection integrated, one withdrawn, everyone asked again", () => {
    const { by, state } = inConsent();
    expect(by("ana", "stance", { stance: "consent", version: 1 })).toBeNull();
    expect(by("beto", "stance", { stance: "objection", words: "falta plazo", version: 1 })).toBeNull();
    expect(by("carla", "stance", { stance: "objection", words: "cuesta", version: 1 })).toBeNull();
    expect(by("beto", "advance", { to: "adopted", version: 1 })).toBe("objection_open");
    expect(by("beto", "advance", { to: "integrate", version: 1 })).toBeNull();
    const [plazo, costo] = state().objections.map((each) => each.id);
    expect(by("ana", "integrate", { objection: plazo, how: "con plazo", text: "v1" })).toBe("unchanged");
    expect(by("ana", "withdraw_objection", { objection: costo, reason: "no es mía" })).toBe("not_theirs");
    expect(by("ana", "integrate", { objection: plazo, how: "con plazo", text: "v2 con plazo" })).toBeNull();
    expect(state().phase).toBe("integrate");
    expect(by("carla", "withdraw_objection", { objection: costo, reason: "con plazo se paga" })).toBeNull();
    expect(state()).toMatchObject({ phase: "consent", voices: [] });
    for (const person of ["ana", "beto"]) by(person, "stance", { stance: "consent", version: 2 });
    expect(by("beto", "advance", { to: "adopted", version: 2 })).toBe("too_early");
    expect(by("carla", "stance", { stance: "concern", words: "ojo", version: 1 })).toBe("unknown");
    by("carla", "stance", { stance: "concern", words: "ojo", version: 2 });
    expect(by("beto", "advance", { to: "adopted", version: 2 })).toBeNull();
    expect(state()).toMatchObject({ phase: "adopted", adopted: 2, concerns: [{ person: "carla", words: "ojo" }] });
    expect(proposalMachine.shape(state()).outcome).toBe("adopted");
  });

  it("a new review date alone is a new version", () => {
    const { by, state } = told(proposalMachine, SETUP);
    expect(by("ana", "version", { text: "v1", review_on: "2027-02-01", changed: "revisar antes" })).toBeNull();
    expect(currentVersion(state())).toMatchObject({ n: 2, review_on: "2027-02-01" });
  });

  it("what comes after its round is kept: an objection while integrating is one more item; after the adoption it stands beside", () => {
    const { by, state } = inConsent();
    by("beto", "stance", { stance: "objection", words: "falta plazo", version: 1 });
    by("beto", "advance", { to: "integrate", version: 1 }, { due: true });
    expect(by("beto", "stance", { stance: "objection", words: "y otra", version: 1 })).toBe("spoken");
    expect(by("carla", "stance", { stance: "objection", words: "tarde", version: 1 })).toBeNull();
    expect(openObjections(state()).map((each) => each.reason)).toEqual(["falta plazo", "tarde"]);
    const other = inConsent();
    for (const person of ["ana", "beto"]) other.by(person, "stance", { stance: "consent", version: 1 });
    expect(other.by("beto", "advance", { to: "adopted", version: 1 }, { due: true })).toBeNull();
    expect(other.by("carla", "stance", { stance: "objection", words: "no llegué", version: 1 })).toBeNull();
    expect(other.by("fuera", "stance", { stance: "objection", words: "yo", version: 1 })).toBe("no_voice");
    expect(other.state()).toMatchObject({ phase: "adopted", late: [{ person: "carla", words: "no llegué" }] });
  });

  it("the clock goes on where it may, and waits for a person where it may not", () => {
    const start = told(proposalMachine, SETUP);
    expect(start.atDeadline()).toMatchObject({ data: { to: "react" } });
    start.by(null, "advance", { to: "react", version: 1 }, { by: null, due: true });
    expect(start.atDeadline(), "too few have reacted").toBeNull();
    const { by, atDeadline } = inConsent();
    expect(atDeadline()).toBeNull();
    by("ana", "stance", { stance: "consent", version: 1 });
    by("beto", "stance", { stance: "consent", version: 1 });
    expect(atDeadline()).toMatchObject({ data: { to: "adopted" } });
    expect(atDeadline({ members: ["carla", "dani", "eva"] }), "voices of who left do not make a quorum").toBeNull();
    by("beto", "stance", { stance: "objection", words: "no", version: 1 });
    expect(atDeadline()).toMatchObject({ data: { to: "integrate" } });
    expect(by(null, "advance", { to: "adopted", version: 1 }, { due: true })).toBe("objection_open");
  });
});

describe("advice", () => {
  it("needs one voice, or that its time is over, before it is decided", () => {
    const { by, state } = told(adviceMachine, SETUP);
    expect(by("ana", "decide", { text: "lo hago", heard: "nada" })).toBe("too_early");
    expect(by("carla", "advise", { text: "con calma" })).toBeNull();
    expect(by("beto", "decide", { text: "lo hago", heard: "nada" })).toBe("not_yours");
    expect(by("ana", "decide", { text: "lo hago", heard: "con calma" })).toBeNull();
    expect(state()).toMatchObject({ phase: "decided", decision: { text: "lo hago" } });
    expect(by("beto", "advise", { text: "tarde" })).toBe("closed");
  });
});

describe("a poll", () => {
  it("is counted when everyone spoke or its time is over, with a quorum", () => {
    const { by, state, atDeadline } = told(pollMachine, POLL);
    by("ana", "choose", { option: "a" });
    expect(by("ana", "choose", { option: "a" })).toBe("unchanged");
    expect(by("ana", "choose", { option: "b" })).toBeNull();
    expect(by("ana", "count")).toBe("too_early");
    expect(atDeadline()).toBeNull();
    by("carla", "choose", { option: "b" });
    expect(by("carla", "count", {}, { due: true })).toBe("not_yours");
    expect(by("beto", "count", {}, { due: true })).toBeNull();
    expect(tally(state()).map((each) => each.votes)).toEqual([0, 2, 0]);
  });
});
