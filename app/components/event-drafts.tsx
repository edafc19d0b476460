import type { DraftRow } from "#app/domain/events/drafts.repo.server.ts";
import { longDateTime, relativeDay } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { Item, ItemList } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

interface Drafts {
  drafts: DraftRow[];
  now: string;
}

/** What was begun and not published, each with the way back to it. */
export function DraftItems({ drafts, now }: Drafts) {
  return (
    <ItemList label="Borradores" dense>
      {drafts.map((draft) => (
        <Item
          key={draft.id}
          to={paths.eventReview(draft.id)}
          title={draft.title}
          meta={`Para el ${longDateTime(draft.starts_at, isZone(draft.zone) ? draft.zone : MAIN_ZONE)}. Editado ${relativeDay(draft.updated_at, now)}.`}
        />
      ))}
    </ItemList>
  );
}

/** On top of a page, so that it is not forgotten. */
export function DraftList(drafts: Drafts) {
  return (
    <Section title="Borradores" id="borradores">
      <DraftItems {...drafts} />
    </Section>
  );
}
