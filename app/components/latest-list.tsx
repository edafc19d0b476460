import type { LatestRow } from "#app/domain/events/latest.repo.server.ts";
import { relativeDay } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Item, ItemList } from "#app/ui/card.tsx";
import { Icon, type IconName } from "#app/ui/icon.tsx";

const LOOK: Record<LatestRow["what"], { icon: IconName; said: string; to: (row: LatestRow) => string }> = {
  called: { icon: "calendar", said: "Se convocó", to: (row) => paths.event(row.ref) },
  held: { icon: "ok", said: "Se realizó", to: (row) => paths.event(row.ref) },
  node: { icon: "node", said: "Comenzó un nodo", to: (row) => paths.node(row.ref) },
  schools: { icon: "school", said: "Se sumaron a la red", to: () => paths.establishments() },
};

/** What happened lately, a line each. */
export function LatestList({ rows, now, label }: { rows: LatestRow[]; now: string; label: string }) {
  return (
    <ItemList label={label} dense>
      {rows.map((row) => (
        <Item
          key={`${row.what} ${row.ref}`}
          to={LOOK[row.what].to(row)}
          lead={<Icon name={LOOK[row.what].icon} />}
          title={row.what === "schools" ? counted(row.figure, "establecimiento", "establecimientos") : row.title}
          meta={
            <>
              <span>
                {LOOK[row.what].said} {relativeDay(row.at, now)}
              </span>
              {row.what === "held" && row.figure > 0 && <span>{counted(row.figure, "establecimiento participó", "establecimientos participaron")}</span>}
            </>
          }
        />
      ))}
    </ItemList>
  );
}
