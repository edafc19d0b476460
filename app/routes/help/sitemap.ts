import { xml } from "#app/domain/feeds/atom.ts";
import { listPublicPages } from "#app/domain/feeds/feeds.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { absolute, paths } from "#app/paths.ts";

/** A sitemap may have 50,000 addresses; of each kind we tell at most this many. */
const MOST = 5_000;

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx }) => {
  const { nodes, establishments, events } = await listPublicPages(ctx.db, ctx.now, MOST);
  const pages = [
    ...[
      paths.home(),
      paths.nodes(),
      paths.circles(),
      paths.establishments(),
      paths.events(),
      paths.calendar(),
      paths.subscribe(),
      paths.help(),
      paths.privacy(),
      paths.accessibility(),
    ],
    ...nodes.map((slug) => paths.node(slug)),
    ...establishments.map((slug) => paths.establishment(slug)),
    ...events.map((id) => paths.event(id)),
  ];
  const lines = pages.map((path) => `<url><loc>${xml(absolute(ctx.deployment, path))}</loc></url>`);
  const body = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">', ...lines, "</urlset>", ""].join("\n");
  return new Response(body, { headers: { "Content-Type": "application/xml; charset=utf-8" } });
});
