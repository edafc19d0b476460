import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { NodeFrame } from "#app/components/node-frame.tsx";
import { ThreadDrafts } from "#app/components/thread-drafts.tsx";
import { ThreadList } from "#app/components/thread-list.tsx";
import { listThreads } from "#app/domain/threads/listing.repo.server.ts";
import { listDrafts } from "#app/domain/threads/posts.repo.server.ts";
import { canAnnounce, canDiscuss } from "#app/domain/threads/thread.policy.ts";
import { isThreadKind, type ThreadKind } from "#app/domain/threads/thread.ts";
import { wordsFrom } from "#app/http/asked.server.ts";
import { pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Tag } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { SearchBox } from "#app/ui/form.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { nodeOfPage } from "../nodes/node-page.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { conversationSheet as links } from "#app/components/sheets.ts";

export const meta = ({ data: page }: { data: Loaded | undefined }) => (page ? pageMeta(`Conversaciones de ${page.frame.name}`) : []);

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, params, url }) => {
  const { node, frame } = await nodeOfPage(ctx, params.slug ?? "", url);
  const { db, actor, now } = ctx;
  const asked = url.searchParams.get("que");
  const kind = isThreadKind(asked) ? asked : undefined;
  const q = wordsFrom(url);
  const threads = await listThreads(db, actor, { nodeId: node.id, kind, q, page: pageFrom(url) });
  return {
    frame,
    kind,
    q,
    threads,
    drafts: actor ? await listDrafts(db, actor, node.id) : [],
    signedIn: actor !== null,
    may: { discuss: !frame.archived && canDiscuss(actor, node.id), announce: !frame.archived && canAnnounce(actor, node.id) },
    now,
  };
});

/** So many are seen without looking for them. */
const FEW = 6;

const KINDS: readonly { que: ThreadKind | undefined; label: string }[] = [
  { que: undefined, label: "Todo" },
  { que: "announcement", label: "Anuncios" },
  { que: "discussion", label: "Conversaciones" },
];

export default function NodeThreadsPage() {
  const page: Loaded = useLoaderData<typeof loader>();
  const { frame, kind, q, threads, drafts, signedIn, may, now } = page;
  const narrowed = q !== "" || kind !== undefined;
  const href = (change: { que?: string | undefined; q?: string; pagina?: number }) =>
    paths.nodeThreads(frame.slug, { ...(kind ? { que: kind } : {}), q, ...change } as { que?: string; q?: string });
  return (
    <NodeFrame node={frame} tab="threads" actions={<Beginnings slug={frame.slug} may={may} />}>
      <ThreadDrafts drafts={drafts} />
      {signedIn && (threads.total > 0 || narrowed) && (
        <>
          <nav className="thread-kinds" aria-label="Qué ver">
            {KINDS.map(({ que, label }) => (
              <Tag key={label} to={href({ que })} current={que === kind}>
                {label}
              </Tag>
            ))}
          </nav>
          {(threads.total > FEW || q !== "") && <Search page={page} />}
        </>
      )}
      {q !== "" && <p aria-live="polite">{threads.total === 0 ? `Nada calza con «${q}».` : `${counted(threads.total, "resultado", "resultados")} para «${q}».`}</p>}
      <h2 className="visually-hidden">{signedIn ? "Conversaciones y anuncios" : "Anuncios"}</h2>
      {threads.rows.length > 0 ? <ThreadList threads={threads.rows} now={now} label={`Conversaciones de ${frame.name}`} /> : <Nothing page={page} narrowed={narrowed} />}
      <Pagination page={threads.page} pages={threads.pages} href={(pagina) => href({ pagina })} />
      {!signedIn && (
        <p>
          <a href={paths.signIn(paths.nodeThreads(frame.slug))}>Entra para ver lo que conversan sus integrantes</a>
        </p>
      )}
    </NodeFrame>
  );
}

function Search({ page: { frame, kind, q } }: { page: Loaded }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is younger than the browsers of our schools
    <form method="get" action={paths.nodeThreads(frame.slug)} role="search" className="form">
      {kind && <input type="hidden" name="que" value={kind} />}
      <SearchBox label="Buscar en lo conversado" value={q} />
    </form>
  );
}

function Beginnings({ slug, may }: { slug: string; may: Loaded["may"] }) {
  if (!may.discuss && !may.announce) return null;
  return (
    <>
      {may.discuss && (
        <LinkButton to={paths.threadNew(slug)} icon="talk" kind="primary">
          Comenzar conversación
        </LinkButton>
      )}
      {may.announce && (
        <LinkButton to={paths.threadNew(slug, { que: "announcement" })} icon="announce">
          Anunciar
        </LinkButton>
      )}
    </>
  );
}

function Nothing({ page: { frame, q, kind, signedIn, may }, narrowed }: { page: Loaded; narrowed: boolean }) {
  if (narrowed) {
    return (
      <Empty
        title={q !== "" ? "Prueba con otras palabras" : "Todavía no hay"}
        icon="talk"
        action={<LinkButton to={paths.nodeThreads(frame.slug)}>Ver todo lo conversado</LinkButton>}
      >
        {q === "" && <p>{kind === "announcement" ? "El nodo no ha publicado anuncios." : "Nadie ha comenzado una conversación."}</p>}
      </Empty>
    );
  }
  if (!signedIn) {
    return (
      <Empty title="Por ahora no hay anuncios públicos" icon="announce">
        <p>Lo que el nodo anuncia para cualquiera aparece aquí.</p>
      </Empty>
    );
  }
  return (
    <Empty
      title="Aquí todavía no se conversa"
      icon="talk"
      action={
        may.discuss && (
          <LinkButton to={paths.threadNew(frame.slug)} kind="primary">
            Comenzar la primera
          </LinkButton>
        )
      }
    >
      <p>Una pregunta corta basta: a quien está a 400 kilómetros puede haberle pasado lo mismo. Se responde aquí o desde el correo.</p>
    </Empty>
  );
}
