import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isEmailAddress } from "#app/domain/text.ts";
import { PASTED_MAX, parsePastedAddresses } from "./pasted-addresses.ts";

const good = (text: string) => parsePastedAddresses(text).good;

describe("pasted addresses", () => {
  test.each<[string, string, [string, string][]]>([
    [
      "as Gmail copies them",
      'Ana Pérez <ana@x.cl>, "Soto, Luis" <luis@y.cl>',
      [
        ["Ana Pérez", "ana@x.cl"],
        ["Luis Soto", "luis@y.cl"],
      ],
    ],
    [
      "as Outlook copies them",
      "Pérez Soto, Ana <ANA@X.cl>; luis@y.cl;",
      [
        ["Ana Pérez Soto", "ana@x.cl"],
        ["", "luis@y.cl"],
      ],
    ],
    [
      "bare, by commas",
      "ana@x.cl,luis@y.cl , eva@z.cl",
      [
        ["", "ana@x.cl"],
        ["", "luis@y.cl"],
        ["", "eva@z.cl"],
      ],
    ],
    [
      "bare, by blanks",
      "ana@x.cl luis@y.cl",
      [
        ["", "ana@x.cl"],
        ["", "luis@y.cl"],
      ],
    ],
    [
      "one a line",
      "ana@x.cl\r\n\r\n<luis@y.cl>\nmailto:eva@z.cl?subject=hola",
      [
        ["", "ana@x.cl"],
        ["", "luis@y.cl"],
        ["", "eva@z.cl"],
      ],
    ],
    [
      "cells of a spreadsheet",
      "Ana Pérez\tana@x.cl\nluis@y.cl\tLuis Soto",
      [
        ["Ana Pérez", "ana@x.cl"],
        ["Luis Soto", "luis@y.cl"],
      ],
    ],
    [
      "rows of a CSV",
      "Ana Pérez,Liceo A-1,ana@x.cl,docente\nluis@y.cl,Luis Soto,Liceo B-2",
      [
        ["Ana Pérez", "ana@x.cl"],
        ["Luis Soto", "luis@y.cl"],
      ],
    ],
    [
      "a list of a message",
      "• Ana Pérez: ana@x.cl\n2) Luis Soto - luis@y.cl\n- eva@z.cl.",
      [
        ["Ana Pérez", "ana@x.cl"],
        ["Luis Soto", "luis@y.cl"],
        ["", "eva@z.cl"],
      ],
    ],
    [
      "in parentheses",
      "Ana Pérez (ana@x.cl)\nluis@y.cl (Luis Soto)",
      [
        ["Ana Pérez", "ana@x.cl"],
        ["Luis Soto", "luis@y.cl"],
      ],
    ],
    [
      "with the header of a mail",
      "Para: Ana <ana@x.cl>; 'luis@y.cl' <luis@y.cl>",
      [
        ["Ana", "ana@x.cl"],
        ["", "luis@y.cl"],
      ],
    ],
    ["with the address on the next line", "Ana Pérez\n<ana@x.cl>", [["Ana Pérez", "ana@x.cl"]]],
    [
      "with a quote that is never closed",
      '"Ana Pérez <ana@x.cl>, luis@y.cl',
      [
        ["Ana Pérez", "ana@x.cl"],
        ["", "luis@y.cl"],
      ],
    ],
    [
      "with invisible characters",
      "\u200Bana@x.cl\u00A0;\u202Aluis@y.cl\u202C",
      [
        ["", "ana@x.cl"],
        ["", "luis@y.cl"],
      ],
    ],
  ])("%s", (_, text, expected) => {
    expect(parsePastedAddresses(text)).toEqual({ good: expected.map(([name, address]) => ({ name, address })), bad: [], duplicates: 0 });
  });

  test("each address once, with the first name given for it", () => {
    expect(parsePastedAddresses("ana@x.cl; ANA@x.cl, Ana Pérez <ana@x.cl>")).toEqual({ good: [{ name: "Ana Pérez", address: "ana@x.cl" }], bad: [], duplicates: 2 });
  });

  test("bad ones are told line by line, and spoil no others", () => {
    const result = parsePastedAddresses("Ana <ana@x.cl>\nsin correo\nluis@@y.cl\nLuis <luis@>; eva@z.cl\nñandú@z.cl");
    expect(result.good.map((each) => each.address)).toEqual(["ana@x.cl", "eva@z.cl"]);
    expect(result.bad).toEqual([
      { line: 2, text: "sin correo", reason: "no_address" },
      { line: 3, text: "luis@@y.cl", reason: "bad_address" },
      { line: 4, text: "Luis <luis@>", reason: "bad_address" },
      { line: 5, text: "ñandú@z.cl", reason: "bad_address" },
    ]);
  });

  test("no more than the limit", () => {
    const text = Array.from({ length: PASTED_MAX + 2 }, (_, n) => `a${n}@x.cl`).join("\n");
    const result = parsePastedAddresses(text);
    expect(result.good).toHaveLength(PASTED_MAX);
    expect(result.bad.map((each) => each.reason)).toEqual(["too_many", "too_many"]);
  });

  test.each(["<", "<@", '"', "@", ",a@", "(", "a,", "<a@x.cl", " <"])("200,000 characters of %j are read in no time", (unit) => {
    const begun = performance.now();
    parsePastedAddresses(unit.repeat(200_000 / unit.length));
    expect(performance.now() - begun).toBeLessThan(1_500);
  });

  const address = fc.stringMatching(/^[a-z][a-z0-9._-]{0,10}[a-z0-9]@[a-z][a-z0-9-]{0,8}[a-z]\.(cl|com|edu\.cl)$/).filter(isEmailAddress);
  const word = fc.constantFrom("Ana", "José", "Ñusta", "Pérez", "O'Higgins", "de la Fuente", "Müller-Soto");
  const person = fc.record({ first: word, last: word, address, form: fc.nat(6) });
  const written = (p: { first: string; last: string; address: string; form: number }) =>
    [
      `${p.first} ${p.last} <${p.address}>`,
      `"${p.first} ${p.last}" <${p.address}>`,
      `"${p.last}, ${p.first}" <${p.address}>`,
      p.address,
      `<${p.address}>`,
      `mailto:${p.address}`,
      `${p.first} ${p.last} (${p.address})`,
    ][p.form] as string;

  test("whoever is written in any usual form, by any separator, is found with their name", () => {
    const separator = fc.constantFrom(";", "; ", ",", ", ", "\n", "\r\n", " ;\n", ",\n");
    fc.assert(
      fc.property(fc.uniqueArray(person, { selector: (p) => p.address, minLength: 1, maxLength: 12 }), separator, (people, by) => {
        const result = parsePastedAddresses(people.map(written).join(by));
        expect(result.bad).toEqual([]);
        expect(result.good).toEqual(people.map((p) => ({ name: [3, 4, 5].includes(p.form) ? "" : `${p.first} ${p.last}`, address: p.address })));
      }),
    );
  });

  test("any text at all: every address found is one bare address and every name one clean line", () => {
    const noise = fc.string({ unit: fc.constantFrom("a", "@", ".", "<", ">", '"', ",", ";", "(", ")", "\n", "\t", " ", "cl", "ñ", "\u0000", "'", ":"), maxLength: 80 });
    fc.assert(
      fc.property(fc.oneof(noise, fc.string({ unit: "binary" })), (text) => {
        for (const { name, address } of good(text)) {
          expect(isEmailAddress(address)).toBe(true);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
          expect(name).not.toMatch(/[\u0000-\u001F<>"]/);
        }
      }),
      { numRuns: 500 },
    );
  });
});
