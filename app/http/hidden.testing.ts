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
