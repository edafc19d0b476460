/** The four questions after a meeting. Pure. */
import { z } from "zod";
import { text } from "#app/domain/text.ts";
import { searchText } from "#db/search-text.ts";

const ANSWER_MAX = 2_000;
/** How long they can be answered. */
export const OPEN_DAYS = 30;

export const HarvestInput = z
  .object({
    valued: text(ANSWER_MAX),
    improve: text(ANSWER_MAX),
    transfer: text(ANSWER_MAX),
    again: z
      .number("choice")
      .int("choice")
      .min(0, "choice")
      .max(10, "choice")
      .optional()
      .transform((value) => value ?? null),
  })
  .superRefine((input, ctx) => {
    if (input.valued + input.improve + input.transfer === "" && input.again === null) ctx.addIssue({ code: "custom", path: ["valued"], message: "harvest_empty" });
  });
export type HarvestInput = z.output<typeof HarvestInput>;

/** What says nothing by itself; searchText form (no accents). */
const STOP_WORDS = new Set(
  (
    "a al algo alguna algunas alguno algunos ante antes aqui asi aun aunque bien cada casi como con contra cosa cosas cual cuando cuanto cuya da dar de debe deberia del desde donde dos el ella " +
    "ellas ellos en entre era eran es esa esas ese eso esos esta estaba estaban estado estamos estan estar estas este esto estos estuvo fue fueron ha habia hace hacer hacia han hasta hay he " +
    "hemos incluso ir la las le les lo los mas me mediante mejor mi mis mismo mucha muchas mucho muchos muy nada ni no nos nosotras nosotros nuestra nuestras nuestro nuestros o otra otras otro otros para " +
    "pero poca poco poder podria por porque puede pueden que quien quienes se sea sean ser seria si sido sin sino sobre solo son su sus tal tambien tan tanto te tener tenga tengo ti tiene tienen toda todas todo " +
    "todos tu tus un una unas uno unos va vamos ver vez y ya yo gracias mayor menos parte gusto gustaria encanto"
  ).split(" "),
);

export interface Word {
  /** As most people wrote it; of two equally common, the one with its accent. */
  word: string;
  /** In how many answers it stands. */
  count: number;
}

/**
 * The words of some answers for a cloud: each counted once an answer, accents and case set aside, plurals in -s with their singular; what stands in
 * one answer only is left out, for it could point at its writer. At most `most`, the commonest first.
 */
export function wordsOf(answers: readonly string[], most = 40): Word[] {
  const found = new Map<string, { count: number; spelled: Map<string, number> }>();
  for (const answer of answers) {
    const words = answer.match(/\p{L}{3,}/gu) ?? [];
    const own = new Map(words.map((word) => [stem(word), word.toLowerCase()]));
    for (const [key, word] of own) {
      if (STOP_WORDS.has(key) || STOP_WORDS.has(searchText(word))) continue;
      const entry = found.get(key) ?? { count: 0, spelled: new Map() };
      entry.count += 1;
      entry.spelled.set(word, (entry.spelled.get(word) ?? 0) + 1);
      found.set(key, entry);
    }
  }
  return [...found.values()]
    .filter(({ count }) => count > 1)
    .map(({ count, spelled }) => ({ word: [...spelled].sort((a, b) => b[1] - a[1] || b[0].localeCompare(a[0], "es"))[0]?.[0] ?? "", count }))
    .sort((a, b) => b.count - a.count || a.word.localeCompare(b.word, "es"))
    .slice(0, most);
}

/** "Tableros" and "tablero", "talleres" and "taller": the same word. */
function stem(word: string): string {
  const plain = searchText(word);
  if (/[^aeiou]es$/.test(plain) && plain.length > 5) return plain.slice(0, -2);
  return plain.length > 4 && plain.endsWith("s") ? plain.slice(0, -1) : plain;
}

/** 0 (smallest) to 4, by how often beside the commonest. */
export function sizeOf(count: number, most: number): number {
  return most <= 1 ? 2 : Math.min(4, Math.floor((count / most) * 5));
}
