/** A real SMTP server on a free port, whose manners a test decides by the recipient's address. */
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { SMTPServer, type SMTPServerSession } from "smtp-server";

export type Manner =
  | "ok"
  /** Refuses with this code at RCPT TO. */
  | { rcpt: number }
  /** Takes the whole message and refuses it with this code. */
  | { data: number }
  /** Takes the whole message, keeps it, and drops the connection without a word. */
  | "drop"
  /** Takes the whole message and never answers. */
  | "silent";

export interface Received {
  to: string;
  from: string;
  bytes: string;
}

export interface TestSmtp extends AsyncDisposable {
  url: string;
  /** Every message that arrived whole, also those that were dropped or refused after it. */
  received: Received[];
  /** Connections that were opened. */
  connections: () => number;
}

/** `mannerOf` is asked at each attempt with the number of those before it, for that recipient. */
export async function testSmtp(mannerOf: (to: string, attempt: number) => Manner = () => "ok", options: { greet?: boolean } = {}): Promise<TestSmtp> {
  const received: Received[] = [];
  const attempts = new Map<string, number>();
  let connections = 0;
  const manner = (to: string) => mannerOf(to, (attempts.get(to) ?? 1) - 1);
  const refusal = (code: number) => Object.assign(new Error("refused by the test"), { responseCode: code });
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    logger: false,
    closeTimeout: 50,
    onConnect: (_session, callback) => {
      connections += 1;
      if (options.greet !== false) callback();
    },
    onRcptTo: ({ address }, _session, callback) => {
      attempts.set(address, (attempts.get(address) ?? 0) + 1);
      const how = manner(address);
      if (typeof how === "object" && "rcpt" in how) callback(refusal(how.rcpt));
      else callback();
    },
    onData: (stream, session, callback) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map((each) => each.address).join(",");
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : "";
        received.push({ to, from, bytes: Buffer.concat(chunks).toString("latin1") });
        const how = manner(to);
        if (how === "drop") hangUp(server, session);
        else if (typeof how === "object" && "data" in how) callback(refusal(how.data));
        else if (how !== "silent") callback();
      });
    },
  });
  server.on("error", () => undefined); // clients that leave
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(resolve));
  return { url: `smtp://127.0.0.1:${port}`, received, connections: () => connections, [Symbol.asyncDispose]: close };
}

function hangUp(server: SMTPServer, session: SMTPServerSession): void {
  const connections = (server as unknown as { connections: Set<{ session: SMTPServerSession; _socket: { destroy: () => void } }> }).connections;
  for (const connection of connections) if (connection.session.id === session.id) connection._socket.destroy();
}

/** An address where nothing listens. */
export async function closedSmtpUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `smtp://127.0.0.1:${port}`;
}
