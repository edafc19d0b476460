import { expect, test } from "vitest";
import { SELECTION_PHASES } from "#app/domain/selections/selection.ts";
import { SELECTION_READERS, selectionWords } from "./selection-words.ts";

const sentences = (text: string) => text.split(/[.!?](?:\s|$)/).filter((each) => each.trim() !== "");

test("every phase says to every reader in two short sentences what happens and what is asked of them", () => {
  for (const phase of SELECTION_PHASES) {
    for (const reader of SELECTION_READERS) {
      const { title, happens, asked } = selectionWords(phase, reader);
      expect([title.length > 3, title.length < 40], `${phase} ${title}`).toEqual([true, true]);
      expect([...sentences(happens), ...sentences(asked)], `${phase} ${reader}`).toHaveLength(2);
      for (const said of [happens, asked]) {
        expect(said.length, said).toBeLessThanOrEqual(110);
        expect(said.split(" ").length, said).toBeLessThanOrEqual(20);
      }
    }
  }
});

test("without the words of the trade", () => {
  for (const phase of SELECTION_PHASES) {
    for (const reader of SELECTION_READERS) {
      const { title, happens, asked } = selectionWords(phase, reader);
      expect(`${title} ${happens} ${asked}`).not.toMatch(/nominaci|sociocr|driver|tensión|integrar|quórum|ronda de consentimiento/i);
    }
  }
});
