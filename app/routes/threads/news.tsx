import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { ThreadDrafts } from "#app/components/thread-drafts.tsx";
import { ThreadList } from "#app/components/thread-list.tsx";
import { nodesOfReader } from "#app/domain/resources/resource.policy.ts";
import { markAllRead } from "#app/domain/threads/all-read.server.ts";
import { listThreads } from "#app/domain/threads/listing.repo.server.ts";
import { listDrafts } from "#app/domain/threads/posts.repo.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { conversationSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Novedades de tus nodos");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, url }) => {
  const { db, actor, now } = ctx;
  const nodeIds = nodesOfReader(actor);
  return { threads: await listThreads(db, actor, { nodeIds, page: pageFrom(url), unreadFirst: true }), drafts: await listDrafts(db, actor), nodes: nodeIds.length, now };
});

/** «Marcar todo como leído». */
export const action = actionWith({ who: "signed_in" }, async ({ ctx }) => {
  await markAllRead(ctx);
  return redirectWithFlash(paths.news(), "Quedó todo como leído.");
});

export default function NewsPage() {
  const { threads, drafts, nodes, now }: Loaded = useLoaderData<typeof loader>();
  const fresh = threads.rows.filter((thread) => thread.unread);
  const seen = threads.rows.filter((thread) => !thread.unread);
  return (
    <Page
      title="Novedades de tus nodos"
      lead={threads.total > 0 && threads.page === 1 && fresh.length === 0 ? "Estás al día: leíste todo." : undefined}
      actions={
        <LinkButton to={paths.accountNotices()} icon="bell">
          Qué me llega por correo
        </LinkButton>
      }
    >
      <ThreadDrafts drafts={drafts} />
      {threads.total === 0 && <Nothing nodes={nodes} />}
      {fresh.length > 0 && (
        <Section
          title="Sin leer"
          actions={
            <ButtonForm action={paths.news()} kind="quiet" size="small" icon="check">
              Marcar todo como leído
            </ButtonForm>
          }
        >
          <ThreadList threads={fresh} now={now} label="Sin leer" nodes />
        </Section>
      )}
      {seen.length > 0 && (
        <Section title={fresh.length > 0 ? "Lo que ya leíste" : "Lo último"}>
          <ThreadList threads={seen} now={now} label="Ya leído" nodes />
        </Section>
      )}
      <Pagination page={threads.page} pages={threads.pages} href={(pagina) => paths.news({ pagina })} />
    </Page>
  );
}

function Nothing({ nodes }: { nodes: number }) {
  return (
    <Empty
      title={nodes === 0 ? "Todavía no estás en ningún nodo" : "Nada nuevo por ahora"}
      icon="talk"
      action={<LinkButton to={paths.nodes()}>{nodes === 0 ? "Buscar mi nodo" : "Ver los nodos"}</LinkButton>}
    >
      <p>Los anuncios y las conversaciones de tus nodos aparecen aquí, primero lo que no has leído.</p>
    </Empty>
  );
}
