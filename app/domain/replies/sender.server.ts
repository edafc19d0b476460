/**
 * Whether a message is from whom it says. Asks the sender's DNS, so never inside a transaction. The reasons behind each verdict are in
 * app/config/decisions (answers by mail).
 */
import { promises as dns } from "node:dns";
import { type AuthenticateResult, authenticate, type DKIMResult, type DNSResolver } from "mailauth";
import type { IncomingMessage } from "./read-message.server.ts";
import { trustedResults } from "./receiving-server.ts";
import { domainOf } from "./same-mailbox.ts";

export type Verdict =
  /** Something that only the From domain could have made says so. */
  | "verified"
  /** The domain publishes nothing to tell its mail by: the token has to suffice. */
  | "unpublished"
  /** It publishes SPF alone, and nobody told us which server the message came from. */
  | "unproven"
  /** It publishes how its mail is told, and this is not told so. */
  | "forged";

export interface SenderChecks {
  resolver?: DNSResolver;
  /** The name under which the receiving server writes Authentication-Results that can be believed. */
  authserv?: string | undefined;
}

/** How the message reached us, as far as somebody trustworthy says. */
export interface Envelope {
  ip?: string | undefined;
  helo?: string | undefined;
  mailFrom?: string | undefined;
  /** When the mailbox got it: a signature that has run out since was good then. */
  receivedAt: string;
}

/** DNS did not answer: nothing can be said yet. */
export class TryLater extends Error {}

/** Whose seal on a forwarded message is believed when it says that the message was right when it came to them. */
const TRUSTED_SEALERS = new Set(["google.com", "messagingengine.com"]);
/** Google Calendar answers for whoever is signed in there, in their name, under its own signature. */
const CALENDAR_SERVICE = { sender: "calendar-notification@google.com", domain: "google.com" };

export async function verdictOf(raw: Buffer, message: Pick<IncomingMessage, "from" | "fromCount" | "sender">, envelope: Envelope, checks: SenderChecks): Promise<Verdict> {
  const domain = domainOf(message.from.address);
  if (message.fromCount !== 1 || domain === "" || signaturesIn(raw) > MOST_SIGNATURES) return "forged";
  const told = checks.authserv ? trustedResults(raw, checks.authserv, domain) : null;
  if (told === "pass") return "verified";
  if (told === "fail") return "forged";
  const { resolver, failed } = watched(checks.resolver ?? askDns);
  const { ip, helo, mailFrom } = envelope;
  const result = await inTime(
    authenticate(raw, { ...(ip ? { ip, helo: helo ?? ip, sender: mailFrom ?? "" } : {}), mta: "nodos", resolver, disableBimi: true, rejectRsaSha1: true }),
    domain,
  );
  if (vouchedFor(result, message, domain, envelope)) return "verified";
  const published = await whatIsPublished(result, domain, resolver);
  if (failed()) throw new TryLater(`the DNS of ${domain} did not answer`);
  if (published.dmarc || published.signature || (published.spf && ip)) return "forged";
  return published.spf ? "unproven" : "unpublished";
}

/** Each signature is a question to somebody's name server: honest mail has three or four. */
const MOST_SIGNATURES = 12;
const HEAD_MAX = 200_000;

function signaturesIn(raw: Buffer): number {
  const head =
    raw
      .subarray(0, HEAD_MAX)
      .toString("latin1")
      .split(/\r?\n\r?\n/, 1)[0] ?? "";
  return head.match(/^dkim-signature:/gim)?.length ?? 0;
}

/** Name servers may be slow one after the other; the other messages wait meanwhile. */
const PATIENCE_MS = 40_000;

async function inTime<T>(work: Promise<T>, domain: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TryLater(`the DNS of ${domain} is too slow`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function vouchedFor(result: AuthenticateResult, message: Pick<IncomingMessage, "sender">, domain: string, envelope: Envelope): boolean {
  const { dkim, spf, dmarc, arc } = result;
  const signed = dkim.results.filter((each) => holds(each, envelope.receivedAt));
  const published = dmarc && dmarc.status.result !== "none" ? dmarc : null;
  if (published) {
    // Strict alignment, where it is asked for, is DMARC's to judge; which signature it was is ours: one that leaves text unsigned is none.
    if (published.status.result === "pass" && (published.alignment?.spf.result || signed.some((each) => each.status.aligned))) return true;
    if (signed.some((each) => each.signingDomain?.toLowerCase() === domain)) return true;
  } else {
    if (signed.some((each) => each.status.aligned)) return true;
    if (spf && spf.status.result === "pass" && within(spf.domain, domain)) return true;
  }
  if (arc && sealedAsGood(arc, domain)) return true;
  const refuses = published !== null && published.policy !== "none";
  return !refuses && message.sender === CALENDAR_SERVICE.sender && signed.some((each) => each.signingDomain === CALENDAR_SERVICE.domain && signs(each, "sender"));
}

/** A signature of the whole message that was good when it came. */
function holds(signature: DKIMResult, receivedAt: string): boolean {
  const { status, expiresAfter } = signature;
  const passed = status.result === "pass" || (status.comment === "expired" && typeof expiresAfter === "string" && receivedAt <= expiresAfter);
  return passed && !status.underSized && signs(signature, "from");
}

const signs = ({ signingHeaders }: DKIMResult, header: string): boolean =>
  (signingHeaders?.keys ?? "")
    .toLowerCase()
    .split(/\s*:\s*/)
    .includes(header);

/** The domain itself, or one below it. */
const within = (domain: string, parent: string): boolean => domain.toLowerCase() === parent || domain.toLowerCase().endsWith(`.${parent}`);

type Arc = Exclude<AuthenticateResult["arc"], false>;

/** One seal, of somebody we know, who says that DMARC passed for this very domain. A longer chain has hands in it that we do not know. */
function sealedAsGood(arc: Arc, domain: string): boolean {
  if (arc.status.result !== "pass" || arc.i !== 1 || !arc.signature) return false;
  const sealer = arc.signature.signingDomain?.toLowerCase() ?? "";
  const dmarc = arc.authenticationResults?.dmarc as { result?: unknown; header?: { from?: unknown } } | undefined;
  return TRUSTED_SEALERS.has(sealer) && dmarc?.result === "pass" && String(dmarc.header?.from ?? "").toLowerCase() === domain;
}

async function whatIsPublished(result: AuthenticateResult, domain: string, resolver: DNSResolver): Promise<{ dmarc: boolean; spf: boolean; signature: boolean }> {
  const { dmarc, dkim } = result;
  return {
    dmarc: dmarc !== false && dmarc.status.result !== "none",
    signature: dkim.results.some((each) => each.status.aligned),
    spf: await hasSpf(domain, resolver),
  };
}

async function hasSpf(domain: string, resolver: DNSResolver): Promise<boolean> {
  const records = await resolver(domain, "TXT").catch(() => []);
  return records.some((record) => /^v=spf1(\s|$)/i.test(Array.isArray(record) ? record.join("") : record));
}

/** What is said plainly by the name server: there is no such record. */
const NOT_THERE = new Set(["ENOTFOUND", "ENODATA", "NXDOMAIN", "NODATA"]);

/** Notes whether any question went without an answer. */
function watched(resolver: DNSResolver): { resolver: DNSResolver; failed: () => boolean } {
  let failed = false;
  return {
    failed: () => failed,
    resolver: async (name, type) => {
      try {
        return await resolver(name, type);
      } catch (error) {
        const code = String((error as NodeJS.ErrnoException).code ?? "");
        // A name that cannot be asked for (EBADNAME, EBADQUERY) has no record either.
        if (!NOT_THERE.has(code) && !code.startsWith("EBAD")) failed = true;
        throw error;
      }
    },
  };
}

const askDns: DNSResolver = async (name, type) => {
  const server = new dns.Resolver({ timeout: 5_000, tries: 2 });
  return (await server.resolve(name, type)) as string[][] | string[];
};
