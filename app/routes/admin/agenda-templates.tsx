import { useLoaderData } from "@remix-run/react";
import { AdminTabs } from "#app/components/admin-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { templatesFor } from "#app/domain/agenda/templates.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { durationWords } from "#app/i18n/dates.ts";
import { eventKindLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Badge, Item, ItemList } from "#app/ui/card.tsx";
import { Page } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";

export const meta = () => pageMeta("Plantillas de agenda");

export const loader = loaderWith({ who: "admin" }, async ({ ctx }) => ({ templates: await templatesFor(ctx), fresh: newId() }));

export default function AgendaTemplatesPage() {
  const { templates, fresh } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Plantillas de agenda"
      lead="Con ellas empieza quien prepara una reunión. Cambiarlas no toca las agendas que ya existen."
      actions={
        <LinkButton to={paths.adminAgendaTemplate(fresh)} kind="primary" icon="plus">
          Nueva plantilla
        </LinkButton>
      }
    >
      <AdminTabs current="templates" />
      <ItemList label="Plantillas">
        {templates.map(({ id, name, event_kind, parts }) => (
          <Item
            key={id}
            to={paths.adminAgendaTemplate(id)}
            title={name}
            meta={parts.map((part) => `${part.title} (${durationWords(part.minutes)})`).join(" · ")}
            trail={event_kind ? <Badge>{eventKindLabel(event_kind)}</Badge> : undefined}
          />
        ))}
      </ItemList>
    </Page>
  );
}
