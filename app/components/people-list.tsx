import type { ReactNode } from "react";
import { POSITIONS, type Position } from "#app/domain/identity/person.ts";
import { paths } from "#app/paths.ts";
import { Avatar, Item, ItemList } from "#app/ui/card.tsx";

export interface PersonListItem {
  person_id: string;
  name: string;
  position?: string | null;
  organisation?: string | null;
  specialty?: string | null;
  school?: string | null;
  school_slug?: string | null;
}

/** People with what they do and where; never an address. */
export function PeopleList<P extends PersonListItem>({
  people,
  label,
  trailOf,
  bodyOf,
  dense,
}: {
  people: P[];
  label?: string;
  trailOf?: (person: P) => ReactNode;
  bodyOf?: (person: P) => ReactNode;
  dense?: boolean;
}) {
  return (
    <ItemList label={label} dense={dense}>
      {people.map((person) => (
        <Item key={person.person_id} lead={<Avatar name={person.name} size={dense ? "s" : "m"} />} title={person.name} meta={<About person={person} />} trail={trailOf?.(person)}>
          {bodyOf?.(person)}
        </Item>
      ))}
    </ItemList>
  );
}

function About({ person }: { person: PersonListItem }) {
  const position = POSITIONS[person.position as Position] ?? null;
  const words = [position, person.specialty, person.school ? null : person.organisation].filter(Boolean);
  return (
    <>
      {words.length > 0 && <span>{words.join(", ")}</span>}
      {person.school && (person.school_slug ? <a href={paths.establishment(person.school_slug)}>{person.school}</a> : <span>{person.school}</span>)}
    </>
  );
}
