import type { DraftRow } from "#app/domain/events/drafts.repo.server.ts";
import { longDateTime, relativeDay } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { Item, ItemList, Tag } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Cluster } from "#app/ui/layout.tsx";

export interface Beginnings {
  drafts: DraftRow[];
  templates: { id: string; name: string }[];
}

/** Before an empty form: what was begun already, and what one can begin from. */
export function EventBeginnings({ drafts, templates, now }: Beginnings & { now: string }) {
  if (drafts.length + templates.length === 0) return null;
  return (
    <div>
      {drafts.length > 0 && (
        <Disclosure summary={drafts.length === 1 ? "Tienes un borrador sin terminar" : `Tienes ${counted(drafts.length, "borrador", "borradores")} sin terminar`} id="borradores">
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
        </Disclosure>
      )}
      {templates.length > 0 && (
        <Disclosure summary="Empezar desde una plantilla" id="plantillas">
          <div className="stack gap-m">
            <Cluster>
              {templates.map(({ id, name }) => (
                <Tag key={id} to={paths.eventNew({ plantilla: id })}>
                  {name}
                </Tag>
              ))}
            </Cluster>
            <p>
              <a href={paths.eventTemplates()}>Ver y ordenar las plantillas</a>
            </p>
          </div>
        </Disclosure>
      )}
    </div>
  );
}
