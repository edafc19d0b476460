import { outcomeLabel, processKindLabel } from "#app/i18n/governance.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Badge, Item, ItemList } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

interface Props {
  eventId: string;
  circleId: string;
  runs: boolean;
  processes: { id: string; kind: string; title: string; outcome: string | null }[];
}

/** Of a meeting of a circle: what it decides step by step, and how to begin. */
export function DecidingSection({ eventId, circleId, runs, processes }: Props) {
  if (processes.length === 0 && !runs) return null;
  return (
    <Section title="Decidir en esta reunión" id="decidir">
      {processes.length > 0 ? (
        <ItemList label="Lo que se decide en esta reunión">
          {processes.map(({ id, kind, title, outcome }) => (
            <Item
              key={id}
              to={paths.process(id)}
              title={title}
              meta={<span>{processKindLabel(kind)}</span>}
              trail={<Badge kind={outcome ? "neutral" : "info"}>{outcomeLabel(outcome)}</Badge>}
            />
          ))}
        </ItemList>
      ) : (
        <p>El círculo puede elegir a alguien para un rol, o acordar una propuesta, aquí mismo y paso a paso. Lo que se decida queda en el acta.</p>
      )}
      {runs && (
        <p className="cluster">
          <LinkButton to={paths.selectionNew(circleId, { reunion: eventId })} icon="people">
            Elegir para un rol
          </LinkButton>
          <LinkButton to={paths.proposalNew(circleId, { reunion: eventId })} icon="plus">
            Abrir una propuesta
          </LinkButton>
        </p>
      )}
    </Section>
  );
}
