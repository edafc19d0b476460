import { createHash } from "node:crypto";

/** Tells whether a text is still the one that was shown; browsers send other line ends than they got. */
export function printOf(part: { title: string; notes_md: string }): string {
  return createHash("sha256")
    .update(`${part.title}\n${part.notes_md.replace(/\r\n?/g, "\n").trim()}`)
    .digest("base64url")
    .slice(0, 16);
}
