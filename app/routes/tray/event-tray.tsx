import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { TrayList, viewFrom } from "#app/components/tray-list.tsx";
import { countTray, listTray, TRAY_A_PAGE } from "#app/domain/replies/tray.repo.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { managedEvent } from "#app/routes/events/event-access.server.ts";
import { Page } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Correos recibidos");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const event = await managedEvent(ctx, params.id);
  const of = { eventId: event.id, seriesId: event.series_id };
  const view = viewFrom(url);
  const page = pageFrom(url);
  const [counts, rows] = await Promise.all([countTray(ctx.db, of), listTray(ctx.db, of, { view, page })]);
  return { id: event.id, title: event.title, list: { ...paged(rows, counts[view], page, TRAY_A_PAGE), view, counts } };
});

export default function EventTray() {
  const { id, title, list } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Correos recibidos"
      eyebrow={<a href={paths.event(id)}>{title}</a>}
      lead="Quien responde desde su calendario o contesta el correo de la reunión llega aquí. Lo que se entiende se anota solo; lo demás espera que lo revises."
    >
      <TrayList list={list} to={(query) => paths.eventTray(id, query)} mailTo={(mail) => paths.eventTrayMail(id, mail)} />
    </Page>
  );
}
