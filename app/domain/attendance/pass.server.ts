/**
 * A pass: what the QR of an invitation says. Capital letters and digits alone, so that the picture stays coarse and a cheap camera reads it. It opens
 * nothing by itself: only whoever stands at the door can do something with it.
 */
import { createHash } from "node:crypto";
import { mintToken, readToken } from "#app/domain/signed-token.server.ts";

const PREFIX = "NODOS:";
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function passText(secret: string, invitationId: string): string {
  return PREFIX + base32(Buffer.from(mintToken(secret, "pass", invitationId), "base64url"));
}

/** The invitation of a pass that is ours, else null. */
export function readPass(secret: string, text: string): string | null {
  const body = text.trim().toUpperCase();
  const bytes = body.startsWith(PREFIX) ? fromBase32(body.slice(PREFIX.length)) : null;
  return bytes ? readToken(secret, "pass", bytes.toString("base64url")) : null;
}

/** What a phone knows a pass by: it finds who it belongs to, and makes no pass. */
export function passDigest(secret: string, invitationId: string): string {
  return createHash("sha256").update(passText(secret, invitationId)).digest("hex").slice(0, 24);
}

function base32(bytes: Buffer): string {
  let bits = 0;
  let value = 0;
  let text = "";
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      text += ALPHABET[(value >>> (bits - 5)) & 31];
      bits -= 5;
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET[(value << (5 - bits)) & 31] : text;
}

function fromBase32(text: string): Buffer | null {
  if (!/^[A-Z2-7]{1,80}$/.test(text)) return null;
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const letter of text) {
    value = (value << 5) | ALPHABET.indexOf(letter);
    bits += 5;
    if (bits >= 8) {
      bytes.push((value >>> (bits - 8)) & 255);
      bits -= 8;
    }
    value &= (1 << bits) - 1;
  }
  return Buffer.from(bytes);
}
