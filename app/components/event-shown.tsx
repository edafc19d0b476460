import type { ShownExperience } from "#app/domain/replications/showings.repo.server.ts";
import { FORMAT_LABELS } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Item, ItemList } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

/** Experiences of the repository that are shown at a meeting, each with its page. */
export function ShownExperiences({ shown }: { shown: readonly ShownExperience[] }) {
  if (shown.length === 0) return null;
  return (
    <Section title="Experiencias que se muestran" id="experiencias">
      <ItemList dense label="Experiencias">
        {shown.map((one) => (
          <Item key={`${one.slug}-${one.format}`} to={paths.experience(one.slug)} title={one.title} meta={[FORMAT_LABELS[one.format], one.school].filter(Boolean).join(" · ")} />
        ))}
      </ItemList>
    </Section>
  );
}
