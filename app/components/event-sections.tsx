import type { EventParts } from "#app/domain/events/event-parts.repo.server.ts";
import { paths } from "#app/paths.ts";
import type { EventSections as Sections } from "#app/routes/events/event-sections.server.ts";
import { Section } from "#app/ui/layout.tsx";
import { harvestSentence, WordCloud } from "./harvest-results.tsx";

interface Props {
  event: { id: string; title: string };
  parts: EventParts;
  sections: Sections;
  over: boolean;
  manages: boolean;
  signedIn: boolean;
}

/** What a meeting's page shows beside the meeting itself, in the order of its life: agenda, readings, minutes, agreements, harvest. */
export function EventSections({ event, sections, manages }: Props) {
  const { harvest } = sections;
  return (
    <>
      {harvest && harvest.answers > 0 && (
        <Section title="Qué dijeron" id="cosecha">
          <p>{harvestSentence(harvest.answers, 0, harvest.again)}</p>
          <WordCloud words={harvest.words} label="Palabras que más se repiten" />
          {manages && (
            <p>
              <a href={paths.eventHarvest(event.id)}>Leer todas las respuestas</a>
            </p>
          )}
        </Section>
      )}
    </>
  );
}
