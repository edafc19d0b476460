import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { expect, test } from "vitest";
import { drainWhenDone } from "./drain.server.ts";

test("a long form that was refused unread does not hold up the next request on its connection", async () => {
  const server = createServer((req, res) => {
    drainWhenDone(req, res);
    if (req.method === "POST") createReadableStreamFromReadable(req); // as Remix does; nobody reads it
    res.end("done");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { port } = server.address() as AddressInfo;
  const send = (method: string, body = "") =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request({ agent, host: "127.0.0.1", port, method, timeout: 3_000, headers: { "Content-Length": body.length } }, (answer) => {
        answer.resume().once("end", () => resolve(answer.statusCode));
      });
      sent.once("timeout", () => sent.destroy(new Error("the connection hangs")));
      sent.once("error", reject);
      sent.end(body);
    });
  try {
    expect(await send("POST", "a".repeat(1_000_000))).toBe(200);
    expect(await send("GET")).toBe(200);
  } finally {
    agent.destroy();
    server.closeAllConnections();
    server.close();
  }
});
