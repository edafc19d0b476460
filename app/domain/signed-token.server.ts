import { createHmac, timingSafeEqual } from "node:crypto";

const MAC_BYTES = 15;

/** What a link opens. An invitation's: answer, stop, reply (as a mail address), pass (its QR at the door), harvest, minutes. */
type Purpose = "answer" | "feed" | "stop" | "reply" | "pass" | "harvest" | "minutes" | "poll" | "duty" | "agreement" | "certificate" | "voice" | "digest" | "mute";

/**
 * A link token for a row: its UUID and a MAC of it under SECRET, 42 URL-safe characters. Nothing needs storing, so a stolen
 * database opens no link; revoke by a dated column of the row. `purpose` keeps an answer link from serving as a feed.
 */
export function mintToken(secret: string, purpose: Purpose, id: string): string {
  const bytes = Buffer.from(id.replaceAll("-", ""), "hex");
  return Buffer.concat([bytes, mac(secret, purpose, bytes)]).toString("base64url");
}

/** The row id of a token that is ours, else null. */
export function readToken(secret: string, purpose: Purpose, token: string): string | null {
  if (!/^[A-Za-z0-9_-]{42}$/.test(token)) return null;
  const all = Buffer.from(token, "base64url");
  const bytes = all.subarray(0, 16);
  if (all.length !== 16 + MAC_BYTES || !timingSafeEqual(all.subarray(16), mac(secret, purpose, bytes))) return null;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function mac(secret: string, purpose: string, id: Buffer): Buffer {
  return createHmac("sha256", secret).update(purpose).update("\0").update(id).digest().subarray(0, MAC_BYTES);
}
