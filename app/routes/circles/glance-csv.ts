import { csvFile } from "#app/components/event-answer-words.ts";
import { listNodesWithCircle } from "#app/domain/circles/picture.repo.server.ts";
import { findGlance } from "#app/domain/governance/glance.repo.server.ts";
import { VIEW_SLUGS, viewOf } from "#app/domain/governance/glance.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { cohortsOf, scopeOf, tableOf } from "./glance-table.server.ts";

const MOST = 5_000;

/** The rows behind one figure, for a spreadsheet. */
export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, url }) => {
  const wanted = viewOf(url.searchParams.get("ver"));
  const view = wanted === "lapsed" && !ctx.actor.admin ? "vacant" : wanted;
  const node = (await listNodesWithCircle(ctx.db)).find(({ slug }) => slug === url.searchParams.get("nodo"));
  const scope = scopeOf(ctx, node?.id ?? null);
  const table = await tableOf(ctx, view, scope, await findGlance(ctx.db, scope), await cohortsOf(ctx, scope), { limit: MOST, offset: 0 });
  return new Response(csvFile([table.headers, ...table.rows.map(({ cells }) => cells)]), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="circulos-${VIEW_SLUGS[view]}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
});
