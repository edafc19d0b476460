/**
 * A pass: what the QR of an invitation says. Capital letters and digits alone, so that the picture stays coarse and a cheap camera reads it. It opens
 * nothing by itself: only whoever stands at the door can do something with it.
 */
import { createHash } from "node:crypto";
import { base32, fromBase32 } from "#app/domain/base32.ts";
import { mintToken, readToken } from "#app/domain/signed-token.server.ts";

const PREFIX = "NODOS:";
const LONGEST = 80;

export function passText(secret: string, invitationId: string): string {
  return PREFIX + base32(Buffer.from(mintToken(secret, "pass", invitationId), "base64url"));
}

/** The invitation of a pass that is ours, else null. */
export function readPass(secret: string, text: string): string | null {
  const body = text.trim().toUpperCase();
  const bytes = body.startsWith(PREFIX) && body.length <= LONGEST ? fromBase32(body.slice(PREFIX.length)) : null;
  return bytes ? readToken(secret, "pass", bytes.toString("base64url")) : null;
}

/** What a phone knows a pass by: it finds who it belongs to, and makes no pass. */
export function passDigest(secret: string, invitationId: string): string {
  return createHash("sha256").update(passText(secret, invitationId)).digest("hex").slice(0, 24);
}
