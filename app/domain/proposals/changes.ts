/** What changed between two versions of a text, by paragraph, as somebody would say it: this was said before, this is said now. Pure. */

/** `before` alone: taken out; `after` alone: added; both: written anew. Unchanged paragraphs only as how many stand between. */
export type Change = { same: number } | { before: string[]; after: string[] };

const paragraphs = (text: string): string[] =>
  text
    .split(/\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)/)
    .map((each) => each.trim())
    .filter((each) => each !== "");

/** Past this, what differs is shown as one piece: comparing all with all would take too long. */
const TOO_MANY = 200_000;

export function changesBetween(before: string, after: string): Change[] {
  const a = paragraphs(before);
  const b = paragraphs(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const middle = between(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return joined([...Array.from({ length: head }, () => ({ same: 1 })), ...middle, ...Array.from({ length: tail }, () => ({ same: 1 }))]);
}

/** The longest common run of paragraphs stays; what stands around it was taken out or added. */
function between(a: readonly string[], b: readonly string[]): Change[] {
  if (a.length * b.length > TOO_MANY) return [{ before: [...a], after: [...b] }];
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const found: Change[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      found.push({ same: 1 });
      i += 1;
      j += 1;
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) {
      found.push({ before: [a[i] as string], after: [] });
      i += 1;
    } else {
      found.push({ before: [], after: [b[j] as string] });
      j += 1;
    }
  }
  return found;
}

function joined(changes: readonly Change[]): Change[] {
  const result: Change[] = [];
  for (const change of changes) {
    const last = result.at(-1);
    if ("same" in change && last && "same" in last) last.same += change.same;
    else if (!("same" in change) && last && !("same" in last)) {
      last.before.push(...change.before);
      last.after.push(...change.after);
    } else result.push("same" in change ? { same: change.same } : { before: [...change.before], after: [...change.after] });
  }
  return result;
}
