/**
 * Takes mail from the mail server of this machine (LMTP), or straight from others (SMTP). Says 250 only when the message is stored in a transaction that
 * has ended; until then whoever delivers it keeps it. Takes mail for the hub's mailbox and nothing else, and never sends any.
 */
import type { AddressInfo } from "node:net";
import { isIP } from "node:net";
import type { Logger } from "pino";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { Ctx } from "#app/domain/context.ts";
import { LARGEST_MAIL, LARGEST_THREAD_MAIL } from "#app/domain/replies/incoming.ts";
import { isOurMailbox, readReplyAddress, readThreadAddress } from "#app/domain/replies/reply-address.ts";
import { type SenderChecks, TryLater } from "#app/domain/replies/sender.server.ts";
import { takeMail } from "#app/domain/replies/take-mail.server.ts";

export interface ListenOptions {
  /** lmtp://127.0.0.1:2424 or smtp://… */
  url: string;
  ctx: () => Ctx;
  checks: SenderChecks;
  log: Logger;
}

/** More than this is not even listened to; what answers a thread may bring files. */
const REFUSED_SIZE = 10_000_000;
const MOST_CONNECTIONS = 30;

export interface Listening {
  port: number;
  stop: () => Promise<void>;
}

export async function startListening({ url, ctx, checks, log }: ListenOptions): Promise<Listening> {
  const [, protocol, host = "", port = "0"] = /^(lmtp|smtp):\/\/(.+):(\d+)$/.exec(url) ?? [];
  const server = new SMTPServer({
    lmtp: protocol === "lmtp",
    name: new URL(ctx().deployment.publicUrl).hostname,
    banner: "Nodos",
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    size: LARGEST_THREAD_MAIL,
    maxClients: MOST_CONNECTIONS,
    socketTimeout: 60_000,
    closeTimeout: 500,
    onRcptTo: ({ address }, _session, callback) => callback(isTaken(ctx(), address) ? null : answer(550, "5.1.1 No such mailbox here")),
    onData: (stream, session, callback) => {
      receive(stream, session, { url, ctx, checks, log }).then(
        () => callback(null),
        (error: Error) => callback(error),
      );
    },
  });
  server.on("error", (error) => log.debug({ err: error }, "a connection that brought mail broke"));
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(Number(port), host.replace(/^\[|\]$/g, ""), () => resolve());
  });
  log.info({ url }, "listening for answers by mail");
  return { port: (server.server.address() as AddressInfo).port, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** The mailbox itself, or with a token that is ours. */
function isTaken({ deployment }: Ctx, address: string): boolean {
  if (!isOurMailbox(deployment, address)) return false;
  return address.toLowerCase() === deployment.mailFrom.address || readReplyAddress(deployment, address) !== null || readThreadAddress(deployment, address) !== null;
}

const answer = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });

async function receive(stream: SMTPServerDataStream, session: SMTPServerSession, { ctx, checks, log }: ListenOptions): Promise<void> {
  const recipients = session.envelope.rcptTo.map((each) => each.address);
  const forThread = recipients.some((address) => readThreadAddress(ctx().deployment, address) !== null);
  const { raw, size } = await bytesOf(stream, forThread ? LARGEST_THREAD_MAIL : LARGEST_MAIL);
  if (stream.sizeExceeded || (!forThread && size > REFUSED_SIZE)) throw answer(552, "5.3.4 Message too big");
  const mailFrom = session.envelope.mailFrom ? session.envelope.mailFrom.address : "";
  try {
    const result = await takeMail(ctx(), { source: "lmtp", raw, recipients, mailFrom, ...cameFrom(raw, session) }, checks);
    log.debug(result, "a message was delivered");
  } catch (error) {
    if (error instanceof TryLater) throw answer(451, "4.4.3 The sender cannot be looked up now, try again later");
    log.error({ err: error }, "a message could not be stored");
    throw answer(451, "4.3.0 The message cannot be stored now, try again later");
  }
}

/** Only as much as is kept; of what is longer the rest goes by. */
async function bytesOf(stream: SMTPServerDataStream, largest: number): Promise<{ raw: Buffer; size: number }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (size <= largest) chunks.push(chunk.subarray(0, largest + 1 - size));
    size += chunk.length;
  }
  return { raw: Buffer.concat(chunks), size };
}

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const PRIVATE = /^(10\.|127\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|0\.|::|f[cde])/i;

/**
 * The server that the message came from, for SPF: whoever is connected, if that is somebody outside; of the mail server of this machine, what it wrote
 * into the topmost Received. Anything else could be made up.
 */
export function cameFrom(raw: Buffer, { remoteAddress, hostNameAppearsAs }: Pick<SMTPServerSession, "remoteAddress" | "hostNameAppearsAs">): { ip?: string; helo?: string } {
  const remote = remoteAddress.replace(/^::ffff:/i, "");
  if (!LOOPBACK.test(remote)) return PRIVATE.test(remote) ? {} : { ip: remote, ...(hostNameAppearsAs ? { helo: hostNameAppearsAs } : {}) };
  const head =
    raw
      .subarray(0, 64_000)
      .toString("latin1")
      .split(/\r?\n\r?\n/, 1)[0] ?? "";
  const received = /^received:\s*from\s+(\S+)([\s\S]*?)\sby\s/im.exec(head.split(/\r?\n(?=received:)/i).find((part) => /^received:/i.test(part)) ?? "");
  const ip = /\[(?:ipv6:)?([0-9a-f.:]+)\]/i.exec(received?.[2] ?? "")?.[1];
  return ip && isIP(ip) && !PRIVATE.test(ip) ? { ip, ...(received?.[1] ? { helo: received[1] } : {}) } : {};
}
