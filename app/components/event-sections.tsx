import { SeriesSection } from "#app/components/event-series.tsx";
import type { EventMay } from "#app/domain/events/event.policy.ts";
import type { EventParts } from "#app/domain/events/event-parts.repo.server.ts";
import { ofCircle } from "#app/i18n/circle-words.ts";
import type { Zone } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import type { EventSections as Sections } from "#app/routes/events/event-sections.server.ts";
import { Section } from "#app/ui/layout.tsx";
import { AgendaSection, MinutesSection } from "./event-agenda.tsx";
import { DecidingSection } from "./event-deciding.tsx";
import { OpenPoll, PlanLink } from "./event-preparing.tsx";
import { ShownExperiences } from "./event-shown.tsx";
import { harvestSentence, WordCloud } from "./harvest-results.tsx";
import { TrayNotice } from "./tray-notice.tsx";

interface Props {
  event: { id: string; title: string; starts_at: string; ends_at: string; zone: Zone; circle_id: string | null; circle_name: string | null };
  parts: EventParts;
  sections: Sections;
  over: boolean;
  may: EventMay;
  signedIn: boolean;
}

/** What a meeting's page shows beside the meeting itself, in the order of its life: agenda, readings, minutes, agreements, harvest. */
export function EventSections({ event, parts, sections, over, may, signedIn }: Props) {
  const { harvest } = sections;
  const manages = may.manage;
  return (
    <>
      {event.circle_id && (
        <p>
          <a href={paths.circle(event.circle_id)}>Reunión {ofCircle(event.circle_name ?? "")}</a>
        </p>
      )}
      {parts.tray > 0 && manages && <TrayNotice id={event.id} count={parts.tray} />}
      {sections.series && <SeriesSection id={event.id} {...sections.series} />}
      {parts.poll > 0 && manages && <OpenPoll event={event} />}
      {parts.plan > 0 && manages && !over && <PlanLink event={event} />}
      {sections.agenda && <AgendaSection event={event} agenda={sections.agenda} manages={may.prepare} />}
      <ShownExperiences shown={sections.shown} />
      {sections.deciding && <DecidingSection eventId={event.id} {...sections.deciding} />}
      {parts.minutes_version > 0 && signedIn && <MinutesSection event={event} open={may.minutes ? parts.agreements : 0} />}
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
