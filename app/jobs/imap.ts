/**
 * Reads the hub's mailbox: what is new at once where the server tells (IDLE), else every minute. A message is marked only after it has been stored in a
 * transaction that has ended; one that was stored and not marked (a crash in between) comes again and is known by its digest. Which messages are
 * still to be read is asked of the server each time, so a changed UIDVALIDITY and several workers at one mailbox need no memory here.
 */
import { ImapFlow } from "imapflow";
import type { Logger } from "pino";
import type { Ctx } from "#app/domain/context.ts";
import { LARGEST_THREAD_MAIL } from "#app/domain/replies/incoming.ts";
import { type SenderChecks, TryLater } from "#app/domain/replies/sender.server.ts";
import { takeMail } from "#app/domain/replies/take-mail.server.ts";

export interface ImapOptions {
  url: string;
  ctx: () => Ctx;
  checks: SenderChecks;
  log: Logger;
  pollMs?: number;
  /** Tests: called between storing a message and marking it. */
  beforeMark?: () => Promise<void> | void;
}

/** Set on what has been read. A person who looks into the mailbox sets \Seen: that says nothing of us. */
const MARK = "NodosLeido";
/** What is older was there before us, or nobody waits for it any more. */
const REACH_MS = 60 * 24 * 3_600_000;
const POLL_MS = 60_000;
const RETRY_MS = [5_000, 15_000, 60_000, 300_000];

/** Messages whose sender could not be looked up: when to ask again, and how often it was asked. Known by UIDVALIDITY and UID. */
type Waiting = Map<string, { at: number; times: number }>;
const ASK_AGAIN_MS = [60_000, 300_000, 900_000, 1_800_000];

export function startImap(options: ImapOptions): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const waiting: Waiting = new Map();
  let client: ImapFlow | null = null;
  const run = async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      client = connectionTo(options.url);
      try {
        await client.connect();
        const onRead = () => {
          failures = 0;
        };
        await readUntilGone(client, options, { signal: stopping.signal, waiting, onRead });
      } catch (error) {
        if (!stopping.signal.aborted) options.log.warn({ err: error }, "the mailbox of answers cannot be read");
      } finally {
        client.close();
      }
      await pause(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? POLL_MS, stopping.signal);
      failures += 1;
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      client?.close();
      await running;
    },
  };
}

function connectionTo(address: string): ImapFlow {
  const url = new URL(address);
  const secure = url.protocol === "imaps:";
  const client = new ImapFlow({
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 300_000,
  });
  // What ends a connection rejects the command under way; without a listener it would end the process too.
  client.on("error", () => undefined);
  return client;
}

export const mailboxOf = (address: string): string => decodeURIComponent(new URL(address).pathname.replace(/^\/+/, "")) || "INBOX";

async function readUntilGone(client: ImapFlow, options: ImapOptions, { signal, waiting, onRead }: { signal: AbortSignal; waiting: Waiting; onRead: () => void }): Promise<void> {
  const lock = await client.getMailboxLock(mailboxOf(options.url));
  let news = false;
  let tell: () => void = () => undefined;
  const onNews = () => {
    news = true;
    tell();
  };
  client.on("exists", onNews);
  client.on("close", onNews);
  try {
    while (!signal.aborted && client.usable) {
      news = false;
      await readNew(client, options, { signal, waiting });
      onRead();
      if (signal.aborted || news) continue;
      const told = new Promise<void>((resolve) => {
        tell = resolve;
      });
      // Ends by itself when the next command is given.
      client.idle().catch(() => undefined);
      await Promise.race([told, pause(options.pollMs ?? POLL_MS, signal)]);
    }
  } finally {
    lock.release();
  }
}

/** Everything that is not marked yet, oldest first. What cannot be stored now is left for the next time. */
async function readNew(client: ImapFlow, options: ImapOptions, { signal, waiting }: { signal: AbortSignal; waiting: Waiting }): Promise<void> {
  const mailbox = client.mailbox;
  const marks = mailbox !== false && (mailbox.permanentFlags?.has("\\*") || mailbox.permanentFlags?.has(MARK) || false);
  const since = new Date(Date.parse(options.ctx().now) - REACH_MS);
  const uids = await client.search(marks ? { unKeyword: MARK, since } : { seen: false, since }, { uid: true });
  for (const uid of uids || []) {
    if (signal.aborted) return;
    const known = `${mailbox !== false ? mailbox.uidValidity : ""}:${uid}`;
    if ((waiting.get(known)?.at ?? 0) > Date.now()) continue;
    const message = await client.fetchOne(String(uid), { uid: true, internalDate: true, source: { start: 0, maxLength: LARGEST_THREAD_MAIL + 1 } }, { uid: true });
    // Gone: another worker moved it, or a person did.
    if (!message || message.source === undefined) continue;
    const fate = await store(options, message.source, message.internalDate);
    if (fate === "later") {
      const { times } = waiting.get(known) ?? { times: 0 };
      waiting.set(known, { times: times + 1, at: Date.now() + (ASK_AGAIN_MS[times] ?? 3_600_000) });
    }
    if (fate === "stored") {
      waiting.delete(known);
      await options.beforeMark?.();
      await client.messageFlagsAdd(String(uid), marks ? ["\\Seen", MARK] : ["\\Seen"], { uid: true });
    }
  }
}

async function store(options: ImapOptions, raw: Buffer, received: Date | string | undefined): Promise<"stored" | "later" | "failed"> {
  const at = received === undefined ? Number.NaN : new Date(received).getTime();
  try {
    const result = await takeMail(options.ctx(), { source: "imap", raw, ...(Number.isNaN(at) ? {} : { receivedAt: new Date(at).toISOString() }) }, options.checks);
    options.log.debug(result, "a message was read");
    return "stored";
  } catch (error) {
    if (error instanceof TryLater) {
      options.log.info({ reason: error.message }, "a message waits for its sender to be looked up");
      return "later";
    }
    options.log.error({ err: error }, "a message could not be stored");
    return "failed";
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, milliseconds);
    timer.unref();
    signal.addEventListener("abort", done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}
