import { END_REASONS } from "#app/i18n/circle-words.ts";
import { longDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { Item, ItemList } from "#app/ui/card.tsx";
import { holderName } from "./circle-seats.tsx";

export interface TermItem {
  term_id: string;
  name: string | null;
  external: boolean;
  organisation: string;
  since: string;
  /** When it ended, or will. */
  to: string | null;
  /** Key of END_REASONS; "over": ran its whole time; null: goes on. */
  end: string | null;
  /** The selection that began it, where the reader may open it. */
  process_id: string | null;
  selected: boolean;
  conditions: string;
}

/** Who has held a role, the latest first: from when to when, how it began and how it ended. */
export function RoleHistory({ terms, label }: { terms: TermItem[]; label: string }) {
  return (
    <ItemList label={label} dense>
      {terms.map((term) => (
        <Item
          key={term.term_id}
          title={holderName(term)}
          meta={
            <>
              <span>{spanWords(term)}</span>
              <span>{term.process_id ? <a href={paths.process(term.process_id)}>Por elección</a> : term.selected ? "Por elección" : "Por nombramiento"}</span>
              {term.end && <span>{endWords(term.end)}</span>}
            </>
          }
        >
          {term.conditions !== "" && <p>Se acordó: {term.conditions}</p>}
        </Item>
      ))}
    </ItemList>
  );
}

function spanWords({ since, to, end }: TermItem): string {
  if (end) return `Del ${longDate(since)} al ${longDate(to ?? since)}`;
  return to ? `Desde el ${longDate(since)}, hasta el ${longDate(to)}` : `Desde el ${longDate(since)}`;
}

const endWords = (end: string): string => {
  const words = END_REASONS[end] ?? "completó su período";
  return words.charAt(0).toUpperCase() + words.slice(1);
};
