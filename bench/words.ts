/** Words that sound Spanish, as many different ones as one likes: the n-th is always the same. */
const ONSETS = ["b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "ch", "br", "cr", "tr", "pl"];
const VOWELS = ["a", "e", "i", "o", "u"];
const ENDINGS = ["do", "ra", "nte", "ción", "mos", "les", "dad", "res", "na", "to"];

/** Numbers of one length give words of one length, so that no two are the same. */
export function wordOf(n: number): string {
  const syllables: string[] = [];
  let rest = Math.floor(n / ENDINGS.length);
  for (let turn = 0; turn < 3; turn += 1) {
    const syllable = rest % (ONSETS.length * VOWELS.length);
    syllables.push(`${ONSETS[syllable % ONSETS.length]}${VOWELS[Math.floor(syllable / ONSETS.length)]}`);
    rest = Math.floor(rest / (ONSETS.length * VOWELS.length));
  }
  return syllables.join("") + ENDINGS[n % ENDINGS.length];
}
