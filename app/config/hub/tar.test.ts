import fc from "fast-check";
import { expect, test } from "vitest";
import { packed, unpacked } from "./tar.ts";

test("what is packed comes out as it was, however the bytes are cut up on the way", async () => {
  const members = fc.uniqueArray(fc.record({ name: fc.stringMatching(/^[a-z]{1,20}$/), content: fc.uint8Array({ maxLength: 2_000 }) }), {
    selector: ({ name }) => name,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(members, fc.integer({ min: 1, max: 1_500 }), async (given, step) => {
      const chunks: Uint8Array[] = [];
      const input = given.map(({ name, content }) => ({ name, size: content.length, content: [content] }));
      for await (const chunk of packed(input, new Date(0))) chunks.push(chunk);
      const found: { name: string; content: Uint8Array }[] = [];
      for await (const { name, content } of unpacked(cut(Buffer.concat(chunks), step))) {
        const parts: Uint8Array[] = [];
        for await (const part of content) parts.push(part);
        found.push({ name, content: Uint8Array.from(Buffer.concat(parts)) });
      }
      expect(found).toEqual(given);
    }),
    { numRuns: 50 },
  );
});

async function* cut(bytes: Buffer, step: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}
