/** The zod pieces through which all typed text goes. Messages are codes of app/i18n/errors.ts. */
import { z } from "zod";

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what we take out
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** One line: NFC, control characters and line ends gone, white space single, trimmed. */
export function cleanLine(value: string): string {
  return value
    .normalize("NFC")
    .replace(/[\r\n\t]+/g, " ")
    .replace(CONTROL, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Several lines: NFC, control characters gone, line ends LF, trimmed. */
export function cleanText(value: string): string {
  return value.normalize("NFC").replace(/\r\n?/g, "\n").replace(CONTROL, "").trim();
}

/** A required line of at most `max` characters. */
export const line = (max: number) => z.string("required").overwrite(cleanLine).min(1, "required").max(max, "too_long");

/** An optional line: empty becomes null. */
export const optionalLine = (max: number) =>
  z
    .string()
    .overwrite(cleanLine)
    .max(max, "too_long")
    .optional()
    .transform((value) => value || null);

/** Markdown or plain text of several lines; empty is allowed and becomes "". */
export const text = (max: number) =>
  z
    .string()
    .overwrite(cleanText)
    .max(max, "too_long")
    .optional()
    .transform((value) => value ?? "");

// One bare address: no display name, list, comment, quote or control character (a CR or a comma would reach others).
const ADDRESS = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

export function isEmailAddress(value: string): boolean {
  return value.length <= 254 && ADDRESS.test(value) && (value.split("@")[0]?.length ?? 65) <= 64;
}

/** One bare address, lower case. Anything with CR, LF, comma or a display name is refused, not mended. */
export const emailAddress = z
  .string("required")
  .overwrite((value) =>
    value
      .replace(/^ +| +$/g, "")
      .normalize("NFC")
      .toLowerCase(),
  )
  .min(1, "required")
  .max(254, "too_long")
  .refine((value) => value === "" || isEmailAddress(value), "email");

/** A checkbox: present is true, absent is false. */
export const checkbox = z
  .string()
  .optional()
  .transform((value) => value !== undefined);

/** What a mail greets somebody by; "" where their name is not known, or is only their address. */
export const firstName = (name: string): string => (name.includes("@") ? "" : (name.trim().split(/\s+/)[0] ?? ""));
