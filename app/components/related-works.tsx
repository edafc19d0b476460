import type { RelatedWork } from "#app/domain/related/related.repo.server.ts";
import { RESOURCE_KINDS, type ResourceKind } from "#app/domain/resources/resource.ts";
import { paths } from "#app/paths.ts";
import { Item, ItemList } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

/** What else may help; nothing at all where there is nothing. */
export function Related({ works }: { works: readonly RelatedWork[] }) {
  if (works.length === 0) return null;
  return (
    <Section title="También te puede servir" id="relacionados">
      <ItemList dense label="Relacionados">
        {works.map((work) => (
          <Item key={work.id} to={paths.work(work)} title={work.title} meta={whyOf(work)} />
        ))}
      </ItemList>
    </Section>
  );
}

function whyOf({ kind, why, replications_count }: RelatedWork): string {
  const said = [RESOURCE_KINDS[kind as ResourceKind] ?? "", why === "adaptation" ? "de la misma cadena de adaptaciones" : "", replicated(replications_count)];
  return said.filter(Boolean).join(" · ");
}

const replicated = (count: number): string => (count === 0 ? "" : count === 1 ? "lo usó otra escuela" : `lo usaron ${count} escuelas`);
