/** The child it is compared with: `node:http` that sends the same bytes with the same headers, and does nothing else. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tellParent } from "./children.ts";

/** One answer of the real server, as it went over the wire. */
export interface Recorded {
  status: number;
  headers: Record<string, string | string[]>;
  /** Base64: what crosses between processes is text. */
  body: string;
}

process.once("message", (given) => {
  const answers = new Map((given as Recorded[]).map(({ status, headers, body }, index) => [`/${index}`, { status, headers, bytes: Buffer.from(body, "base64") }]));
  const server = createServer((req, res) => {
    const answer = answers.get(req.url ?? "");
    res.writeHead(answer?.status ?? 404, answer?.headers);
    res.end(answer?.bytes);
  });
  server.listen(0, "127.0.0.1", () => tellParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  process.once("SIGTERM", () => process.exit(0));
});
