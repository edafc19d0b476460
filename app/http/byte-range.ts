/** The header Range (RFC 9110 §14): one range of bytes; several are answered with the whole. Pure. */

export interface Range {
  start: number;
  /** Inclusive. */
  end: number;
}

/** null: the whole. "unsatisfiable": 416. */
export function rangeOf(header: string | undefined, size: number): Range | null | "unsatisfiable" {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return null;
  const [, first = "", last = ""] = match;
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? "unsatisfiable" : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (start >= size) return "unsatisfiable";
  return end < start ? null : { start, end };
}

/** `Content-Disposition` with a name of any letters (RFC 6266, RFC 5987). */
export function disposition(type: "inline" | "attachment", name: string): string {
  const plain = name
    .normalize("NFD")
    .replace(/[^\u0020-\u007E]/g, (letter) => (/\p{M}/u.test(letter) ? "" : "_"))
    .replace(/["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*!]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${type}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
