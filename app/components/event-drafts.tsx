import type { DraftRow } from "#app/domain/events/drafts.repo.server.ts";
import { longDateTime, relativeDay } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { Item, ItemList } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

/** What was begun and not published: on top, so that it is not forgotten. */
export function DraftList({ drafts, now }: { drafts: DraftRow[]; now: string }) {
  return (
    <Section title="Borradores" id="borradores">
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
    </Section>
  );
}
