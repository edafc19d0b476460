import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changesBetween } from "./changes.ts";

describe("what changed between two versions", () => {
  it("is told by paragraph: written anew, added, taken out", () => {
    expect(changesBetween("Uno.\n\nDos.\n\nTres.", "Uno.\n\nDos, con plazo.\n\nTres.")).toEqual([{ same: 1 }, { before: ["Dos."], after: ["Dos, con plazo."] }, { same: 1 }]);
    expect(changesBetween("Uno.", "Uno.\n\nDos.")).toEqual([{ same: 1 }, { before: [], after: ["Dos."] }]);
    expect(changesBetween("- a\n- b\n- c", "- a\n- c")).toEqual([{ same: 1 }, { before: ["- b"], after: [] }, { same: 1 }]);
    expect(changesBetween("igual", "igual")).toEqual([{ same: 1 }]);
    expect(changesBetween("", "nuevo")).toEqual([{ before: [], after: ["nuevo"] }]);
  });

  it("leaves nothing out, and nothing in", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const changes = changesBetween(a.join("\n\n"), b.join("\n\n"));
        const count = (side: "before" | "after") => changes.reduce((sum, each) => sum + ("same" in each ? each.same : each[side].length), 0);
        expect([count("before"), count("after")]).toEqual([a.length, b.length]);
        expect(changes.flatMap((each) => ("same" in each ? [] : each.after)).every((each) => (b as string[]).includes(each))).toBe(true);
      }),
    );
  });

  it("does not take for ever with long texts", () => {
    const long = (word: string) => Array.from({ length: 3000 }, (_, n) => `${word}${n}`).join("\n\n");
    expect(changesBetween(long("a"), long("b"))).toHaveLength(1);
  });
});
