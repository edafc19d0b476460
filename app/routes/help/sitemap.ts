import { notFound } from "#app/domain/errors.ts";
import { xml } from "#app/domain/feeds/atom.ts";
import { listPublicPages } from "#app/domain/feeds/feeds.repo.server.ts";
import { countPublicWorks, listPublicCalls, listPublicWorks, type PublicAddress } from "#app/domain/openness/feed.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { absolute, paths } from "#app/paths.ts";

/** A sitemap may have 50,000 addresses; of each kind of page we tell at most this many. */
const MOST = 5_000;
/** Works in one file. More than these, and the sitemap is an index of parts: the pages, then the works in thousands. */
const WORKS_A_PART = 25_000;
const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, url }) => {
  const works = await countPublicWorks(ctx.db);
  const parts = Math.ceil(works / WORKS_A_PART);
  const asked = url.searchParams.get("parte");
  if (asked === null && parts > 1) return index(Array.from({ length: parts + 1 }, (_, n) => absolute(ctx.deployment, `${paths.sitemap()}?parte=${n}`)));
  const part = asked === null ? null : /^\d{1,4}$/.test(asked) ? Number(asked) : Number.NaN;
  if (part !== null && !(parts > 1 && part <= parts)) throw notFound();
  const entries: Entry[] = part === null || part === 0 ? await pagesOf(ctx.db, ctx.now) : [];
  if (part !== 0) {
    const found = await listPublicWorks(ctx.db, { offset: ((part ?? 1) - 1) * WORKS_A_PART, limit: WORKS_A_PART });
    entries.push(...found.map((work) => ({ path: pathOf(work), at: work.updated_at })));
  }
  const lines = entries.map(({ path, at }) => `<url><loc>${xml(absolute(ctx.deployment, path))}</loc>${at ? `<lastmod>${at.slice(0, 10)}</lastmod>` : ""}</url>`);
  return answer([`<urlset xmlns="${NAMESPACE}">`, ...lines, "</urlset>"]);
});

interface Entry {
  path: string;
  at?: string;
}

const pathOf = (work: PublicAddress): string => (work.kind === "collection" ? paths.collection(work.slug) : paths.work(work));

async function pagesOf(db: Parameters<typeof listPublicPages>[0], now: string): Promise<Entry[]> {
  const { nodes, establishments, events } = await listPublicPages(db, now, MOST);
  const calls = await listPublicCalls(db, MOST);
  const pages = [
    ...[paths.home(), paths.nodes(), paths.circles(), paths.establishments(), paths.events(), paths.calendar(), paths.subscribe()],
    ...[paths.resources(), paths.experiences(), paths.collections(), paths.calls(), paths.help(), paths.privacy(), paths.accessibility()],
    ...nodes.map((slug) => paths.node(slug)),
    ...establishments.map((slug) => paths.establishment(slug)),
    ...events.map((id) => paths.event(id)),
    ...calls.map((slug) => paths.call(slug)),
  ];
  return pages.map((path) => ({ path }));
}

const index = (addresses: string[]) =>
  answer([`<sitemapindex xmlns="${NAMESPACE}">`, ...addresses.map((address) => `<sitemap><loc>${xml(address)}</loc></sitemap>`), "</sitemapindex>"]);

function answer(lines: string[]): Response {
  return new Response(['<?xml version="1.0" encoding="UTF-8"?>', ...lines, ""].join("\n"), { headers: { "Content-Type": "application/xml; charset=utf-8" } });
}
