import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Answer, askForAWhile } from "./client.ts";

const plain = (body: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
const chunked = (parts: string[]) => `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${parts.map((part) => `${part.length.toString(16)}\r\n${part}\r\n`).join("")}0\r\n\r\n`;
const unchanged = 'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\n\r\n';

test("an answer is whole exactly with its last byte, however it is cut up on the way", () => {
  const bodies = fc.stringMatching(/^[\r\n0a-z]{0,60}$/);
  const parts = fc.array(fc.stringMatching(/^[\r\n0a-z]{1,40}$/), { maxLength: 5 });
  const answers = fc.array(fc.oneof(bodies.map(plain), parts.map(chunked), fc.constant(unchanged)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(answers, fc.infiniteStream(fc.integer({ min: 1, max: 50 })), (given, steps) => {
      const answer = new Answer();
      for (const text of given) {
        const bytes = Buffer.from(text);
        for (let at = 0; at < bytes.length; ) {
          const to = Math.min(bytes.length, at + (steps.next().value ?? 1));
          expect(answer.take(bytes.subarray(at, to))).toBe(to === bytes.length);
          at = to;
        }
        expect(answer.status).toBe(Number(text.slice(9, 12)));
      }
    }),
  );
});

test("it asks a real server on several connections, and counts what it was answered", async () => {
  let served = 0;
  const server = createServer((req, res) => {
    served += 1;
    if (req.headers.cookie !== "a=b") res.statusCode = 400;
    res.write("some of it, ");
    res.end("the rest".repeat(5_000));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const answers = await askForAWhile({ url: `http://127.0.0.1:${port}/x?y=1`, headers: { cookie: "a=b" }, connections: 3, seconds: 0.2 });
  server.close();
  expect(served).toBeGreaterThanOrEqual(3);
  expect(answers.times).toHaveLength(served);
  expect([...answers.statuses]).toEqual([[200, served]]);
});
