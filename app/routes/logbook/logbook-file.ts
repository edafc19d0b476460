import { csvFile } from "#app/components/event-answer-words.ts";
import { canReadLogbook } from "#app/domain/circles/circle.policy.ts";
import { findCircle } from "#app/domain/circles/circles.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { listLogbook, type Scope } from "#app/domain/logbook/logbook.repo.server.ts";
import { findNodePage } from "#app/domain/nodes/nodes.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { pdfResponse } from "#app/pdf/pdf.server.ts";
import { csvRows, logbookMarkdown, logbookPdf, MOST_IN_FILE } from "./logbook-files.server.ts";
import { askedOf } from "./logbook-page.server.ts";

/** The logbook of the address as a file: what its page shows to this reader with the same filter, without pages. */
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params, url }) => {
  const { scope, name } = await scopeOf(ctx, params);
  const { filter, asked } = askedOf(url, scope);
  const rows = await listLogbook(ctx.db, ctx.actor, filter, { today: isoDate(ctx.now), size: MOST_IN_FILE + 1 });
  const logbook = { name, asked, rows: rows.slice(0, MOST_IN_FILE), cut: rows.length > MOST_IN_FILE, names: ctx.actor !== null, now: ctx.now, deployment: ctx.deployment };
  const headers = { "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex" };
  if (url.pathname.endsWith(".pdf")) return pdfResponse(await logbookPdf(logbook), "bitacora.pdf");
  if (url.pathname.endsWith(".csv")) {
    return new Response(csvFile(csvRows(logbook)), {
      headers: { ...headers, "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="bitacora.csv"` },
    });
  }
  return new Response(logbookMarkdown(logbook), {
    headers: { ...headers, "Content-Type": "text/markdown; charset=utf-8", "Content-Disposition": `attachment; filename="bitacora.md"` },
  });
});

async function scopeOf(ctx: Ctx, { id, slug }: Record<string, string>): Promise<{ scope: Scope; name: string }> {
  if (id !== undefined) {
    const circle = await findCircle(ctx.db, id);
    if (!circle || !canReadLogbook(ctx.actor, circle)) throw notFound();
    return { scope: { circleId: circle.id }, name: circle.name };
  }
  if (slug !== undefined) {
    const node = await findNodePage(ctx.db, slug);
    if (!node) throw notFound();
    return { scope: { nodeId: node.id }, name: node.name };
  }
  return { scope: {}, name: ctx.deployment.networkName };
}
