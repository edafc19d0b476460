/** Text taken out of files: gathered up to a limit, cleaned, written down. */
import { open, writeFile } from "node:fs/promises";
import { LIMITS } from "./prepare-limits.ts";

/** Gathers pieces until there is enough; `full` says that no more is taken. */
export class TextGatherer {
  #pieces: string[] = [];
  #length = 0;

  add(piece: string): void {
    if (this.full || piece === "") return;
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  get full(): boolean {
    return this.#length >= LIMITS.text * 1.5;
  }

  text(): string {
    return cleanExtract(this.#pieces.join(""));
  }
}

/** One form of each letter, no control characters, no halves of surrogates, single spaces, at most one empty line. */
export function cleanExtract(text: string): string {
  const clean = text
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    // Soft hyphens and zero-width marks would hide a word from who looks for it.
    .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g, "")
    .replace(/[^\P{C}\n\t]/gu, " ")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return clean.length <= LIMITS.text ? clean : clean.slice(0, LIMITS.text).replace(/\p{Cs}$/u, "");
}

export async function writeText(path: string, gatherer: TextGatherer): Promise<void> {
  const text = gatherer.text();
  if (text) await writeFile(path, text);
}

/** Plain text, Markdown, CSV: UTF-8, UTF-16 with its mark, or else what old Windows wrote. */
export async function plainText(path: string): Promise<TextGatherer> {
  const file = await open(path);
  const gatherer = new TextGatherer();
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LIMITS.text * 4), 0, LIMITS.text * 4, 0);
    gatherer.add(decode(buffer.subarray(0, bytesRead)));
  } finally {
    await file.close();
  }
  return gatherer;
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    // As a stream: a letter cut by the limit is no fault.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
