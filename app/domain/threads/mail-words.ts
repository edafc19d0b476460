/** Words of a mail as Markdown that shows them as they were written. Pure. */

const NARROWEST = 55;
const WIDEST = 82;

/**
 * Joins lines that a program broke because they got long (plain text of Gmail and others): where the next word would not have fitted. Lines that
 * begin a list, a quote or a paragraph stay.
 */
export function unwrapped(lines: readonly string[]): string[] {
  const own = lines.filter((line) => !line.startsWith(">")).map((line) => line.length);
  const width = own.reduce((widest, length) => (length <= WIDEST ? Math.max(widest, length) : widest), 0);
  // Somebody's longer line says that nothing was broken.
  if (width < NARROWEST || own.some((length) => length > WIDEST && length > width + 20)) return [...lines];
  const joined: string[] = [];
  let open = 0;
  for (const line of lines) {
    const first = line.split(" ")[0]?.length ?? 0;
    if (joined.length > 0 && open > 0 && goesOn(line) && open + 1 + first > width) joined[joined.length - 1] = `${joined.at(-1)?.trimEnd()} ${line}`;
    else joined.push(line);
    open = line.startsWith(">") || line.trim() === "" || line.endsWith("  ") ? 0 : line.trimEnd().length;
  }
  return joined;
}

const goesOn = (line: string): boolean => line.trim() !== "" && !/^(?:[\s>]|[-*•–+] |\d{1,3}[.)] |--|__|==|\*\*)/.test(line);

/** What Markdown would swallow or make large is shown as typed: tags, rules under a line, lines that are set in, a number sign. */
export function asMarkdown(words: string): string {
  return words
    .split("\n")
    .map((line) => {
      const [, quote = "", rest = ""] = /^((?:>+ ?)?)(.*)$/.exec(line) ?? [];
      const text = rest
        .replace(/^(?: {4,}|\t)+/, "  ")
        .replace(/<(?!https?:\/\/[^\s<>]+>|mailto:[^\s<>]+>|[\w.+-]+@[\w.-]+>)(?=[a-z/!?])/gi, "\\<")
        .replace(/^(\s*)(#{1,6})(?=\s|$)/, "$1\\$2")
        .replace(/^(\s*)([-=_*])(?=[-=_*\s]*$)/, "$1\\$2")
        .replace(/^(\s*)(~{3,}|`{3,})/, "$1\\$2")
        .replace(/^ {0,3}>/, "\\>");
      return quote + (text === "\\-" && rest.trim() === "-" ? "-" : text);
    })
    .join("\n");
}
