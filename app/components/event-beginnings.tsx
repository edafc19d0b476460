import type { DraftRow } from "#app/domain/events/drafts.repo.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Tag } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Cluster } from "#app/ui/layout.tsx";
import { DraftItems } from "./event-drafts.tsx";

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
          <DraftItems drafts={drafts} now={now} />
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
