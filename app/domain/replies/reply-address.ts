/**
 * The address that answers to one invitation are sent to: `reuniones+<token>@red.cl`. It is the ORGANIZER and the Reply-To of its mails.
 * One person's answers to one thread go to an address of the same form, whose token has another purpose: it answers no invitation, and an
 * invitation's posts nothing.
 * Nothing is stored: the token is the id of the invitation (of the reader's row) and a MAC of it under SECRET. Lower-case base32, for mail servers write the part before
 * the @ in capitals or small letters as they please; 80 bits of MAC, for the part has 64 octets at most and each guess is a mail.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { base32, fromBase32 } from "#app/domain/base32.ts";
import type { Deployment } from "#app/domain/context.ts";

const ID_BYTES = 16;
const MAC_BYTES = 10;
const TOKEN_LENGTH = Math.ceil(((ID_BYTES + MAC_BYTES) * 8) / 5);
const LOCAL_MAX = 64;

type Mailbox = Pick<Deployment, "secret" | "mailFrom">;

/** What MAIL_FROM may have before the @ so that a token still fits behind it. */
export const LONGEST_LOCAL = LOCAL_MAX - 1 - TOKEN_LENGTH;

/** What an answer to the address is for: an invitation, or a thread (then the id is of the row of whoever reads it). */
type ReplyPurpose = "reply" | "thread";

/** The plain mailbox where a token would not fit: those answers are then read by a person. */
export function replyAddress(deployment: Mailbox, invitationId: string): string {
  return addressOf(deployment, "reply", invitationId);
}

/** Where one reader's answers to one thread go. */
export function threadAddress(deployment: Mailbox, readerId: string): string {
  return addressOf(deployment, "thread", readerId);
}

function addressOf(deployment: Mailbox, purpose: ReplyPurpose, uuid: string): string {
  const { local, domain } = partsOf(deployment.mailFrom.address);
  if (local.length > LONGEST_LOCAL) return deployment.mailFrom.address;
  const id = Buffer.from(uuid.replaceAll("-", ""), "hex");
  return `${local}+${base32(Buffer.concat([id, mac(deployment.secret, purpose, id)])).toLowerCase()}@${domain}`;
}

/** The invitation whose reply address this is, in whatever case it came; null where it is not one of ours. */
export function readReplyAddress(deployment: Mailbox, address: string): string | null {
  return idIn(deployment, "reply", address);
}

/** The reader whose address of a thread this is, as above. */
export function readThreadAddress(deployment: Mailbox, address: string): string | null {
  return idIn(deployment, "thread", address);
}

function idIn(deployment: Mailbox, purpose: ReplyPurpose, address: string): string | null {
  const ours = partsOf(deployment.mailFrom.address.toLowerCase());
  const { local, domain } = partsOf(address.trim().toLowerCase());
  if (domain !== ours.domain || !local.startsWith(`${ours.local}+`)) return null;
  const bytes = fromBase32(local.slice(ours.local.length + 1).toUpperCase());
  if (bytes?.length !== ID_BYTES + MAC_BYTES) return null;
  const id = bytes.subarray(0, ID_BYTES);
  if (!timingSafeEqual(bytes.subarray(ID_BYTES), mac(deployment.secret, purpose, id))) return null;
  const hex = id.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The hub's mailbox itself, with or without something behind a plus: what the listener takes mail for. */
export function isOurMailbox(deployment: Mailbox, address: string): boolean {
  const ours = partsOf(deployment.mailFrom.address.toLowerCase());
  const { local, domain } = partsOf(address.trim().toLowerCase());
  return domain === ours.domain && (local === ours.local || local.startsWith(`${ours.local}+`));
}

function partsOf(address: string): { local: string; domain: string } {
  const at = address.lastIndexOf("@");
  return { local: address.slice(0, Math.max(at, 0)), domain: address.slice(at + 1) };
}

function mac(secret: string, purpose: ReplyPurpose, id: Buffer): Buffer {
  return createHmac("sha256", secret).update(purpose).update("\0").update(id).digest().subarray(0, MAC_BYTES);
}
