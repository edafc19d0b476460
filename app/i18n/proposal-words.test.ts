import { describe, expect, it } from "vitest";
import { adviceMachine } from "#app/domain/proposals/advice.machine.ts";
import { pollMachine } from "#app/domain/proposals/poll.machine.ts";
import { proposalMachine } from "#app/domain/proposals/proposal.machine.ts";
import { PROPOSAL_STEPS } from "./proposal-words.ts";

const sentences = (text: string): number => (text.match(/[.!?](?=\s|$)/g) ?? []).length;

describe("what a step says", () => {
  const steps = Object.entries(PROPOSAL_STEPS).flatMap(([kind, phases]) => Object.entries(phases).map(([phase, words]) => ({ name: `${kind} ${phase}`, words })));

  it.each(steps)("$name: two short sentences to whoever reads", ({ words: { title, happens, asked } }) => {
    expect(title.length).toBeLessThanOrEqual(28);
    for (const each of Object.values(asked)) {
      expect(sentences(happens) + sentences(each)).toBe(2);
      expect(Math.max(happens.length, each.length)).toBeLessThanOrEqual(110);
      expect(`${happens} ${each}`).not.toMatch(/driver|S3|sociocr|quórum|facilitator/i);
    }
  });

  it("is there from the first step of each", () => {
    expect(PROPOSAL_STEPS.proposal).toHaveProperty(proposalMachine.begin({}).phase);
    expect(PROPOSAL_STEPS.advice).toHaveProperty(adviceMachine.begin({}).phase);
    expect(PROPOSAL_STEPS.poll).toHaveProperty(pollMachine.begin({}).phase);
  });
});
