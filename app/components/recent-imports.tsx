import { shortDate } from "#app/i18n/dates.ts";
import { KIND_LABELS, STATE_LABELS } from "#app/i18n/imports.ts";
import { paths } from "#app/paths.ts";
import { Badge, Item, ItemList } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

interface Run {
  id: string;
  kind: string;
  file_name: string;
  state: string;
  total: number;
  created_at: string;
  by_name: string | null;
}

/** What was imported lately, and where it stands. */
export function RecentImports({ runs }: { runs: readonly Run[] }) {
  if (runs.length === 0) return null;
  return (
    <Section title="Últimas importaciones">
      <ItemList label="Últimas importaciones">
        {runs.map((run) => (
          <Item
            key={run.id}
            to={paths.adminImportRun(run.id)}
            title={run.file_name}
            meta={`${KIND_LABELS[run.kind]}, ${run.total} líneas, ${shortDate(run.created_at, "America/Santiago")}${run.by_name ? `, por ${run.by_name}` : ""}`}
            trail={<Badge kind={run.state === "applied" ? "positive" : "neutral"}>{STATE_LABELS[run.state]}</Badge>}
          />
        ))}
      </ItemList>
    </Section>
  );
}
