/** An answer of one invitee, written as a program writes it and handed in at the door. */
import type { Stage } from "#app/domain/events/meetings.testing.ts";
import { TEST_DEPLOYMENT } from "#db/testing-cast.ts";
import { PROGRAMS, type ProgramName, type ReplyParts } from "./replies.testing.ts";
import { replyAddress } from "./reply-address.ts";
import { dnsOf, signed, type Zone } from "./senders.testing.ts";
import { takeMail } from "./take-mail.server.ts";

export const NOON = "2026-11-21T16:00:00.000Z";
export const ANSWERS = { ACCEPTED: "yes", DECLINED: "no", TENTATIVE: "maybe" } as const;
export type Partstat = keyof typeof ANSWERS;

/** Of what kinds the domains of the schools are. */
const ZONES: Record<string, Zone> = {
  "firmado.example": { dkim: true, dmarc: "v=DMARC1; p=reject", spf: "v=spf1 ip4:192.0.2.0/24 -all" },
  "gmail.com": { dkim: true, dmarc: "v=DMARC1; p=none" },
  "solofirma.example": { dkim: true },
  "google.com": { dkim: true, dmarc: "v=DMARC1; p=reject" },
  "engoogle.example": { spf: "v=spf1 include:_spf.google.com ~all", dmarc: "v=DMARC1; p=none" },
};
export const resolver = dnsOf(ZONES);

export interface Case {
  s: Stage;
  invitationId: string;
  eventId: string;
  email: string;
  name: string;
  program: ProgramName;
  partstat: Partstat;
}

type Result = { state: string; reason: string | null };

const parts = (c: Case, change: Partial<ReplyParts> = {}): ReplyParts => ({
  from: { name: c.name, address: c.email },
  to: replyAddress(TEST_DEPLOYMENT, c.invitationId),
  uid: `${c.eventId}@nodos.example`,
  partstat: c.partstat,
  stamp: "20261121T150500Z",
  messageId: `<${c.invitationId}.1@mail.example>`,
  ...change,
});

export const write = (c: Case, change: Partial<ReplyParts> = {}): string => PROGRAMS[c.program](parts(c, change));
export const take = (c: Case, raw: string, more: { now?: string; recipients?: string[]; ip?: string } = {}): Promise<Result> =>
  takeMail(
    c.s.as(null, more.now ?? NOON),
    { source: "lmtp", raw: Buffer.from(raw), recipients: more.recipients ?? [], ...(more.ip ? { ip: more.ip, helo: "mx.example", mailFrom: c.email } : {}) },
    { resolver },
  );
export const domainOf = (c: Case) => c.email.split("@")[1] ?? "";
export const takeSigned = async (c: Case, change: Partial<ReplyParts> = {}, more: { now?: string; recipients?: string[] } = {}) =>
  take(c, await signed(write(c, change), domainOf(c)), more);
export const other: Record<Partstat, Partstat> = { ACCEPTED: "DECLINED", DECLINED: "TENTATIVE", TENTATIVE: "ACCEPTED" };

export const programs = Object.keys(PROGRAMS) as ProgramName[];
export const statuses = Object.keys(ANSWERS) as Partstat[];
