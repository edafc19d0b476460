import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { regionFrom } from "#app/components/region-strip.tsx";
import { FoundItem } from "#app/components/search-found.tsx";
import { NothingFound, SearchHints } from "#app/components/search-nothing.tsx";
import { nodeOptions } from "#app/domain/nodes/nodes.repo.server.ts";
import { FOUND_PER_PAGE, searchAll } from "#app/domain/search/search.server.ts";
import { isSearchKind, SEARCH_KIND_KEYS, SEARCH_KINDS, type SearchKind } from "#app/domain/search/search.ts";
import { cleanLine } from "#app/domain/text.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { counted, regionLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { ItemList, Tag } from "#app/ui/card.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Cluster, Page } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";

export { repositorySheet as links } from "#app/components/sheets.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export const meta = ({ data }: { data: Loaded | undefined }) => [
  ...pageMeta(
    data?.asked.q ? `«${data.asked.q}»: buscar` : "Buscar",
    "Recursos, experiencias, reuniones, conversaciones, convocatorias, nodos, escuelas, personas y acuerdos de la red.",
  ),
  { name: "robots", content: "noindex" },
];

const TYPED_MOST = 200;

/** Whatever was typed: the first words of it, and never an error. */
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, url }) => {
  const q = cleanLine(url.searchParams.get("q") ?? "")
    .slice(0, TYPED_MOST)
    .trim();
  const kind = url.searchParams.get("en") ?? "";
  const slug = url.searchParams.get("nodo");
  const node = slug ? (await nodeOptions(ctx.db)).find((each) => each.slug === slug) : undefined;
  const literal = url.searchParams.get("exacta") === "1";
  const en = isSearchKind(kind) ? kind : undefined;
  const [region, page] = [regionFrom(url), pageFrom(url)];
  const found = await searchAll(ctx, { q, kind: en, nodeId: node?.id, region, page, literal });
  return {
    asked: { q, en, nodo: node?.slug, region, exacta: literal ? "1" : undefined },
    node: node?.name ?? null,
    kinds: found.kinds,
    mended: found.mended,
    words: found.words,
    list: paged(found.rows, found.total, page, FOUND_PER_PAGE),
    signedIn: ctx.actor !== null,
  };
});

export default function SearchPage() {
  const loaded = useLoaderData<typeof loader>();
  const { asked, list, words } = loaded;
  return (
    <Page title={asked.q ? `Buscar «${asked.q}»` : "Buscar"}>
      <div className="stack gap-m found-page">
        <SearchField asked={asked} />
        {asked.q === "" || words.length === 0 ? <SearchHints typed={asked.q} /> : <Answer {...loaded} />}
        <Pagination page={list.page} pages={list.pages} href={(pagina) => paths.search({ ...asked, pagina })} label="Páginas de lo encontrado" />
      </div>
    </Page>
  );
}

/** One field. What narrows it stays when other words are looked for. */
function SearchField({ asked }: { asked: Loaded["asked"] }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is younger than the browsers of our schools
    <form method="get" action={paths.search()} role="search" className="found-form no-print">
      {asked.nodo && <input type="hidden" name="nodo" value={asked.nodo} />}
      {asked.region && <input type="hidden" name="region" value={asked.region} />}
      <label htmlFor="found-q">¿Qué necesitas?</label>
      <div className="search-line">
        {/* biome-ignore lint/a11y/noAutofocus: the page is for nothing else; with words in it, its answers are read first */}
        <input className="input" type="search" id="found-q" name="q" defaultValue={asked.q} enterKeyHint="search" maxLength={TYPED_MOST} autoFocus={asked.q === ""} />
        <button type="submit" className="button button-primary">
          <Icon name="search" />
          Buscar
        </button>
      </div>
    </form>
  );
}

function Answer({ asked, node, kinds, mended, words, list, signedIn }: Loaded) {
  const all = SEARCH_KIND_KEYS.reduce((sum, kind) => sum + kinds[kind], 0);
  return (
    <>
      <Narrowed asked={asked} node={node} />
      {all > 0 && <Kinds asked={asked} kinds={kinds} all={all} />}
      <p aria-live="polite" className="found-count">
        {list.total === 0 ? "No encontramos nada con eso." : `${counted(list.total, "resultado", "resultados")}.`}
        {mended.length > 0 && list.total > 0 && (
          <>
            {" "}
            Buscamos también {mended.map(({ meant }) => `«${meant}»`).join(" y ")}. <a href={paths.search({ ...asked, exacta: "1" })}>Buscar solo «{asked.q}»</a>
          </>
        )}
      </p>
      {list.rows.length > 0 ? (
        <ItemList label="Lo que encontramos">
          {list.rows.map((found) => (
            <FoundItem key={found.ref_id} found={found} />
          ))}
        </ItemList>
      ) : (
        <NothingFound asked={asked} all={all} total={list.total} words={words} signedIn={signedIn} />
      )}
    </>
  );
}

function Kinds({ asked, kinds, all }: { asked: Loaded["asked"]; kinds: Record<SearchKind, number>; all: number }) {
  const shown = SEARCH_KIND_KEYS.filter((kind) => kinds[kind] > 0 || kind === asked.en);
  return (
    <nav aria-label="Qué buscar" className="no-print">
      <Cluster>
        <Tag to={paths.search({ ...asked, en: undefined })} current={!asked.en}>
          Todo ({all})
        </Tag>
        {shown.map((kind) => (
          <Tag key={kind} to={paths.search({ ...asked, en: kind })} current={asked.en === kind}>
            {SEARCH_KINDS[kind]} ({kinds[kind]})
          </Tag>
        ))}
      </Cluster>
    </nav>
  );
}

function Narrowed({ asked, node }: { asked: Loaded["asked"]; node: string | null }) {
  const within = [node && `el nodo ${node}`, asked.region && `la región de ${regionLabel(asked.region)}`].filter(Boolean);
  if (within.length === 0) return null;
  return (
    <p>
      Solo en {within.join(" y ")}. <a href={paths.search({ q: asked.q, en: asked.en })}>Buscar en toda la red</a>
    </p>
  );
}
