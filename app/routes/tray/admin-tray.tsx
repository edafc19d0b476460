import { useLoaderData } from "@remix-run/react";
import { AdminTabs } from "#app/components/admin-tabs.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { TrayList, viewFrom } from "#app/components/tray-list.tsx";
import { countTray, listTray, TRAY_A_PAGE } from "#app/domain/replies/tray.repo.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Page } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Correos recibidos");

export const loader = loaderWith({ who: "admin" }, async ({ ctx, url }) => {
  const view = viewFrom(url);
  const page = pageFrom(url);
  const [counts, rows] = await Promise.all([countTray(ctx.db, "nobody"), listTray(ctx.db, "nobody", { view, page })]);
  return { list: { ...paged(rows, counts[view], page, TRAY_A_PAGE), view, counts } };
});

export default function AdminTray() {
  const { list } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Correos recibidos"
      width="wide"
      lead="Lo que llegó al correo de la red y no es de ninguna reunión: también las respuestas a conversaciones. Lo de cada reunión lo ve quien la coordina."
    >
      <AdminTabs current="tray" />
      <TrayList list={list} to={(query) => paths.adminTray(query)} mailTo={(mail) => paths.adminTrayMail(mail)} />
    </Page>
  );
}
