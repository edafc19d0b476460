/** The sheet of an experience as it is written: part after part, each with its place in the address. Browser-safe. */
import { z } from "zod";
import { cleanText, line, text } from "#app/domain/text.ts";
import { SECTION_KEYS, SECTIONS, type SectionKey } from "./experience.ts";
import type { ResourceContent } from "./resource.ts";

/** In the order in which it is written: what it is, its sections, who and for whom, and a last look. */
export const SHEET_PARTS = ["inicio", ...SECTION_KEYS, "quienes", "revisar"] as const;
export type SheetPart = (typeof SHEET_PARTS)[number];
export const sheetPart = (value: string | null): SheetPart => SHEET_PARTS.find((part) => part === value) ?? "inicio";
export const isWritten = (part: SheetPart): part is SectionKey | "inicio" => part !== "quienes" && part !== "revisar";

export const partLabel = (part: SheetPart): string =>
  part === "inicio" ? "De qué se trata" : part === "quienes" ? "Quiénes y para quiénes" : part === "revisar" ? "Revisar y publicar" : SECTIONS[part].label;

export const nextPart = (part: SheetPart): SheetPart => SHEET_PARTS[Math.min(SHEET_PARTS.indexOf(part) + 1, SHEET_PARTS.length - 1)] ?? "revisar";
export const partBefore = (part: SheetPart): SheetPart | null => SHEET_PARTS[SHEET_PARTS.indexOf(part) - 1] ?? null;

export const TITLE_MAX = 200;
export const SUMMARY_MAX = 600;
export const SECTION_MAX = 12_000;

/** How one begins: `id` is the form's own. */
export const StartInput = z.object({ id: z.uuid("not_found"), title: line(TITLE_MAX), summary: text(SUMMARY_MAX), copy: z.string().optional() });

/** What is written in a part. A title may be empty while it is a draft. */
export const OpeningInput = z.object({ title: text(TITLE_MAX), summary: text(SUMMARY_MAX) });
export const SectionInput = z.object({ body: z.string().overwrite(cleanText).max(SECTION_MAX, "too_long").default("") });

/** Whether a part has been written. */
export function isDone(part: SheetPart, content: ResourceContent): boolean {
  if (part === "inicio") return content.title !== "" && content.summary !== "";
  if (part === "quienes") return content.school_ids.length + content.authors.length > 0 && content.authors_agreed;
  return part !== "revisar" && Boolean(content.sections[part]);
}

/** The words of a written part as one text: what two tabs are compared by. */
export function wordsOfPart(part: SectionKey | "inicio", content: ResourceContent): string {
  return part === "inicio" ? `${content.title}\n${content.summary}` : (content.sections[part] ?? "");
}

/** A short mark of a text, the same for the same words: not a secret, only to see whether it is still what somebody read. */
export function markOf(words: string): string {
  let [a, b] = [0x811c9dc5, 0x1000193];
  for (let index = 0; index < words.length; index += 1) {
    const code = words.charCodeAt(index);
    a = Math.imul(a ^ code, 16_777_619);
    b = Math.imul(b + code, 2_654_435_761) ^ (b >>> 13);
  }
  return `${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}-${words.length}`;
}
