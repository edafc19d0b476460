import { expect, test } from "vitest";
import { base32, fromBase32 } from "./base32.ts";

test("writes the test vectors of RFC 4648 section 10 without padding, and reads them", () => {
  const vectors = { "": "", f: "MY", fo: "MZXQ", foo: "MZXW6", foob: "MZXW6YQ", fooba: "MZXW6YTB", foobar: "MZXW6YTBOI" };
  for (const [plain, coded] of Object.entries(vectors)) {
    expect(base32(Buffer.from(plain))).toBe(coded);
    expect(fromBase32(coded)?.toString()).toBe(plain);
  }
});

test("takes one spelling only: no small letters, no spare bits, no letter too many", () => {
  for (const wrong of ["my", "MZ", "M", "MY=", "MYA", "M1"]) expect(fromBase32(wrong)).toBeNull();
});
