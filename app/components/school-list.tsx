import type { ReactNode } from "react";
import { counted, regionLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Item, ItemList } from "#app/ui/card.tsx";

export interface SchoolListItem {
  id: string;
  slug: string;
  name: string;
  comuna: string;
  region_code: string;
  /** People of the school in the node at hand. */
  members?: number;
}

/** Schools one under the other, each a link to its page. `trailOf` puts an act at the right of each. */
export function SchoolList({ schools, label, trailOf, dense }: { schools: SchoolListItem[]; label?: string; trailOf?: (school: SchoolListItem) => ReactNode; dense?: boolean }) {
  return (
    <ItemList label={label} dense={dense}>
      {schools.map((school) => (
        <Item
          key={school.id}
          to={paths.establishment(school.slug)}
          title={school.name}
          trail={trailOf?.(school)}
          meta={
            <>
              <span>{placeOf(school)}</span>
              {school.members !== undefined && school.members > 0 && <span>{counted(school.members, "persona en el nodo", "personas en el nodo")}</span>}
            </>
          }
        />
      ))}
    </ItemList>
  );
}

/** «Rancagua, O'Higgins»; once where comuna and region are called the same. */
export function placeOf({ comuna, region_code }: { comuna: string; region_code: string }): string {
  const region = regionLabel(region_code);
  return comuna === region ? comuna : `${comuna}, ${region}`;
}
