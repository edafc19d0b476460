/** How far two words are from each other, and which one was meant. Pure. */

const ONE_EDIT_FROM = 5;
const TWO_EDITS_FROM = 9;

/** Mistakes that are looked for in a word: none in short ones, which are near to too many others. */
export const editsFor = (word: string): number => (/\d/.test(word) || word.length < ONE_EDIT_FROM ? 0 : word.length < TWO_EDITS_FROM ? 1 : 2);

/** Letters at the beginning and at the end of which one pair must be right: where a single mistake (or two letters that changed places) left one whole. */
export function wholeEnds(word: string): { beginning: string; ending: string } {
  const first = editsFor(word) === 2 ? 3 : Math.floor((word.length - 1) / 2);
  const last = editsFor(word) === 2 ? 3 : word.length - 1 - first;
  return { beginning: word.slice(0, first), ending: word.slice(-last) };
}

/** Letters changed, left out, put in, or two neighbours that changed places; more than `most` is told as `most + 1`. */
export function editsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && i > 1 && j > 1) edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      row.push(edits);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}

const MOST_MEANT = 4;

/** Of some words of the index those that may have been meant, the nearest first. */
export function nearest(word: string, terms: readonly string[]): string[] {
  const most = editsFor(word);
  return terms
    .map((term) => ({ term, edits: editsBetween(word, term, most), other: term[0] === word[0] ? 0 : 1 }))
    .filter(({ edits }) => edits > 0 && edits <= most)
    .sort((a, b) => a.edits - b.edits || a.other - b.other || (a.term < b.term ? -1 : 1))
    .slice(0, MOST_MEANT)
    .map(({ term }) => term);
}
