import type { InvestitureListItem } from "#app/domain/investitures/investitures.repo.server.ts";
import { longDate, shortDate } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Avatar, Item, ItemList, ProseHtml } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

export interface InvestedCard {
  term_id: string;
  role: string;
  purpose: string;
  /** null: did not agree to stand on public pages, and the reader is not signed in. */
  name: string | null;
  /** School or organisation. */
  from: string;
  since: string;
  ends_at: string | null;
}

/** Whoever took on the roles, each with what the role is for. */
export function InvestitureSheet({ message_html, invested }: { message_html: string; invested: InvestedCard[] }) {
  return (
    <div className="invested">
      {message_html !== "" && <ProseHtml html={message_html} />}
      <ul className="invested-people">
        {invested.map((each) => (
          <li key={each.term_id} className="invested-person">
            <Avatar name={each.name ?? "–"} size="l" />
            <div>
              <p className="invested-role">{each.role}</p>
              {each.name === null ? <p className="invested-from">Con tu cuenta puedes ver su nombre</p> : <p className="invested-name">{each.name}</p>}
              {each.name !== null && each.from !== "" && <p className="invested-from">{each.from}</p>}
              <p>{each.purpose}</p>
              <p className="invested-term">{termWords(each)}</p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

const termWords = ({ since, ends_at }: InvestedCard): string => (ends_at ? `Del ${longDate(since)} al ${longDate(ends_at)}` : `Desde el ${longDate(since)}`);

/** On the page of a circle: whom it presented. Nothing where it presented nobody. */
export function CircleInvestitures({ investitures }: { investitures: InvestitureListItem[] }) {
  if (investitures.length === 0) return null;
  return (
    <Section title="Investiduras" id="investiduras">
      <ItemList dense>
        {investitures.map(({ id, title, published_at, people }) => (
          <Item key={id} to={paths.investiture(id)} title={title} meta={<span>{`${shortDate(published_at)} · ${counted(people, "persona", "personas")}`}</span>} />
        ))}
      </ItemList>
    </Section>
  );
}
