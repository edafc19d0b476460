import { createHash, randomBytes } from "node:crypto";

/** What is stored of a secret that only its holder knows: whoever reads the database opens nothing with it. */
export function tokenHash(raw: string): string {
  return createHash("sha256").update(raw).digest("hex");
}

/** 32 random bytes for a link, URL-safe. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}
