import { PeopleList, type PersonListItem } from "#app/components/people-list.tsx";
import type { Seat } from "#app/domain/circles/seats.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Section } from "#app/ui/layout.tsx";
import { SeatList } from "./circle-seats.tsx";
import type { NodeFrameData } from "./node-frame.tsx";

interface Part {
  page: {
    frame: NodeFrameData;
    coordinators: PersonListItem[];
    uncoordinated: boolean;
    seats: Seat[];
    /** The reader may create its circle. */
    begins: boolean;
  };
}

/** Who governs the node: the seats of its circle, or whoever coordinates it while it has none. */
export function NodeCoordination({ page }: Part) {
  const { frame, seats } = page;
  const { circle } = frame;
  return (
    <Section title="Coordinación" actions={circle && <a href={paths.circle(circle)}>Ver el círculo</a>}>
      {circle ? <SeatList seats={seats} label="Roles del círculo" toOf={(seat) => paths.circleRole(circle, seat.id)} /> : <Coordinators page={page} />}
      <p>
        <a href={paths.nodePeople(frame.slug)}>{counted(frame.members, "persona es parte", "personas son parte")} de este nodo</a>
      </p>
    </Section>
  );
}

function Coordinators({ page: { frame, coordinators, uncoordinated, begins } }: Part) {
  return (
    <>
      {coordinators.length > 0 && <PeopleList people={coordinators} label="Quienes coordinan" />}
      {coordinators.length === 0 && <p>{uncoordinated ? "Hoy nadie coordina este nodo." : "Quienes coordinan no publican su nombre. Con tu cuenta puedes verlo."}</p>}
      {begins && (
        <p>
          <LinkButton to={paths.circleNew({ nodo: frame.slug })}>Crear el círculo</LinkButton>
        </p>
      )}
    </>
  );
}
