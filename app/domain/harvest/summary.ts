/** What the answers say together, without anybody's name. Pure. */
import { type Word, wordsOf } from "./harvest.ts";

export interface Summary {
  answers: number;
  /** null where too few said it to keep it nobody's. */
  again: { mean: number; count: number } | null;
  words: Word[];
}

/** Fewer than these would be somebody. */
const FEWEST = 3;

export function summaryOf(answers: readonly { valued: string; improve: string; transfer: string; again: number | null }[]): Summary {
  const again = answers.flatMap((answer) => (answer.again === null ? [] : [answer.again]));
  return {
    answers: answers.length,
    again: again.length < FEWEST ? null : { mean: again.reduce((sum, value) => sum + value, 0) / again.length, count: again.length },
    words: wordsOf(answers.map((answer) => [answer.valued, answer.improve, answer.transfer].join(" "))),
  };
}
