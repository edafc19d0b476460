/** Where somebody's circles wait for their voice, and what they conduct. */
import type { MyTurn } from "#app/domain/processes/lists.repo.server.ts";
import { longDateTime } from "#app/i18n/dates.ts";
import { processKindLabel } from "#app/i18n/governance.ts";
import { paths } from "#app/paths.ts";
import { Item, ItemList } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

export function MyTurns({ turns }: { turns: MyTurn[] }) {
  const speak = turns.filter((turn) => turn.turn === "speak");
  const conduct = turns.filter((turn) => turn.turn === "conduct");
  return (
    <>
      {speak.length > 0 && <Turns title="Te toca hablar" turns={speak} />}
      {conduct.length > 0 && <Turns title="Te toca conducir" turns={conduct} />}
    </>
  );
}

function Turns({ title, turns }: { title: string; turns: MyTurn[] }) {
  return (
    <Section title={title}>
      <ItemList label={title}>
        {turns.map(({ id, kind, title: what, circle, deadline_at }) => (
          <Item
            key={id}
            to={paths.process(id)}
            title={what}
            meta={
              <span>
                {processKindLabel(kind)} · {circle}
                {deadline_at && ` · hasta el ${longDateTime(deadline_at)}`}
              </span>
            }
          />
        ))}
      </ItemList>
    </Section>
  );
}
