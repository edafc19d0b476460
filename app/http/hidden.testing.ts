/** Comparing what somebody is shown before and after. */

/** Without the instant at which it was asked, and the new name of what a form would make. */
export const timeless = (text: string): string =>
  text
    .replace(/<responseDate>[^<]*/g, "")
    .replace(/name="(?:comment|post|thread)_id" value="[^"]*"/g, "")
    .replace(/DTSTAMP:\S+/g, "");

export function firstDifference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return `«${a.slice(Math.max(0, at - 60), at + 80)}» is now «${b.slice(Math.max(0, at - 60), at + 80)}»`;
}

/** Which lists are not what they were, and which do not open at all, for such a one proves nothing. `closed`: those that may not open to this reader. */
export function changedLists(before: ReadonlyMap<string, string> = new Map(), after: ReadonlyMap<string, string> = new Map(), closed: ReadonlySet<string> = new Set()): string[] {
  if (before.size === 0) return ["nothing was shown"];
  return [...before].flatMap(([name, body]) => {
    const now = after.get(name) ?? "";
    if (!body.startsWith("200") && !closed.has(name)) return [`${name}: ${body.slice(0, 3)}`];
    return body === now ? [] : [`${name}: ${firstDifference(body, now)}`];
  });
}
