import { sizeOf, type Word } from "#app/domain/harvest/harvest.ts";

/** How likely they are to come again: the mean of 0 to 10, and how many said so. */
export interface Again {
  mean: number;
  count: number;
}

/** «18 de 25 personas respondieron. De 0 a 10, volverían con un 8,6.» */
export function harvestSentence(answers: number, asked: number, again: Again | null): string {
  const who = asked >= answers && asked > 0 ? `${answers} de ${asked} personas respondieron` : answers === 1 ? "1 persona respondió" : `${answers} personas respondieron`;
  const mean = again && again.count > 0 ? ` De 0 a 10, qué tan probable es que vuelvan: ${again.mean.toLocaleString("es-CL", { maximumFractionDigits: 1 })}.` : "";
  return `${who}.${mean}`;
}

/** The words of the open answers, larger the more people wrote them; a list for whoever cannot see sizes. */
export function WordCloud({ words, label }: { words: readonly Word[]; label: string }) {
  if (words.length === 0) return null;
  const most = words[0]?.count ?? 1;
  const inOrder = [...words].sort((a, b) => a.word.localeCompare(b.word, "es"));
  return (
    <ul className="word-cloud" aria-label={label}>
      {inOrder.map(({ word, count }) => (
        <li key={word} className={`word-${sizeOf(count, most)}`}>
          {word}
          <span className="visually-hidden">, en {count} respuestas</span>
        </li>
      ))}
    </ul>
  );
}
