import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Section } from "#app/ui/layout.tsx";

interface Props {
  event: { id: string };
}

/** For whoever manages it: people are saying which dates suit them. */
export function OpenPoll({ event }: Props) {
  return (
    <Section title="Hay un sondeo de fechas abierto" id="sondeo">
      <p>La fecha de arriba es provisoria hasta que elijas una.</p>
      <p>
        <LinkButton to={paths.eventPoll(event.id)} icon="calendar">
          Ver respuestas y elegir
        </LinkButton>
      </p>
    </Section>
  );
}

/** For whoever manages it: what is prepared stands in its plan. */
export function PlanLink({ event }: Props) {
  return (
    <Section title="Preparación" id="preparacion">
      <p>
        Roles, tareas, experiencias y presupuesto están en el <a href={paths.eventPlan(event.id)}>plan de encuentro</a>.
      </p>
    </Section>
  );
}
