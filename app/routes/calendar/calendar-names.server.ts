/** The names of what the calendar is narrowed by. */
import { redirect } from "@remix-run/node";
import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { nodeOptions } from "#app/domain/nodes/nodes.repo.server.ts";
import { establishmentOptions, findEstablishmentBySlug } from "#app/domain/places/establishments.repo.server.ts";
import { redirectedSlug } from "#app/domain/slugs.repo.server.ts";
import { cleanLine } from "#app/domain/text.ts";
import { type CalendarQuery, calendarHref } from "./calendar-query.ts";

export type Named = { slug: string; name: string };
const MOST_SCHOOLS = 8;

/** Nodes to choose from, and those chosen. What was renamed leads on; what never was is 404. */
export async function namesFor(ctx: Ctx, query: CalendarQuery, url: URL) {
  const all = await nodeOptions(ctx.db);
  const node = query.node ? all.find(({ slug }) => slug === query.node) : null;
  if (node === undefined) throw await elsewhere(ctx, query, "node");
  const territory = query.territory ? all.find(({ slug, kind }) => slug === query.territory && kind === "territorial") : null;
  if (territory === undefined) throw await elsewhere(ctx, query, "territory");
  const school = query.school ? await findEstablishmentBySlug(ctx.db, query.school) : null;
  if (school === undefined) throw await elsewhere(ctx, query, "school");
  const words = school ? "" : cleanLine(url.searchParams.get("escuela") ?? "").slice(0, 100);
  const found = words === "" ? [] : await establishmentOptions(ctx.db, words, MOST_SCHOOLS);
  const named = ({ slug, name }: Named): Named => ({ slug, name });
  return {
    ids: { nodeId: node?.id, territoryId: territory?.id, establishmentId: school?.id },
    node: node && named(node),
    territory: territory && named(territory),
    school: school && named(school),
    nodes: all.filter(({ kind, slug }) => kind !== "territorial" || slug === query.node).map(named),
    territories: all.filter(({ kind }) => kind === "territorial").map(named),
    schools: { words, found: found.map(({ slug, name, comuna }) => ({ slug, name, comuna })) },
  };
}

async function elsewhere(ctx: Ctx, query: CalendarQuery, what: "node" | "territory" | "school"): Promise<unknown> {
  const slug = await redirectedSlug(ctx.db, what === "school" ? "establishment" : "node", query[what] ?? "");
  return slug ? redirect(calendarHref(query, { [what]: slug }), 301) : notFound();
}
