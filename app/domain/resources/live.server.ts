/** What readers see of a resource: its row and what hangs on it, written from the content of a version. */
import type { Ctx } from "#app/domain/context.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { noteOpenness } from "#app/domain/openness/openness.server.ts";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import { deleteSlugRedirect, freeSlug, insertSlugRedirect } from "#app/domain/slugs.repo.server.ts";
import { bumpRevision } from "#db/revision.ts";
import { syncClosingDate } from "./closing-date.server.ts";
import { closingInstant } from "./content.ts";
import { SECTION_KEYS } from "./experience.ts";
import { RESOURCE_KINDS, type ResourceContent } from "./resource.ts";
import { type ResourceRow, replaceTies, updateResource } from "./resources.repo.server.ts";

/** The columns that come from the content. */
export function columnsOf(content: ResourceContent, now: string) {
  const { kind, title, summary, body_md, link_url, language, licence, visibility, circle_id, objectives, closes_local, zone, adapted_from_id } = content;
  return {
    ...{ kind, title, summary, body_md, link_url, language, licence, visibility, circle_id, objectives, closes_local, zone, adapted_from_id },
    body_html: renderMarkdown(body_md),
    levels: JSON.stringify(content.levels),
    closes_at: closingInstant(content),
    updated_at: now,
  };
}

/** What its address is made of while it has no title. */
export const nameForSlug = (content: Pick<ResourceContent, "title" | "kind">): string => content.title || `${RESOURCE_KINDS[content.kind]} sin título`;

/** Puts the content where readers find it. A new title brings a new address; the old one leads to it for ever. */
export async function writeContent(tx: Ctx, row: Pick<ResourceRow, "id" | "slug" | "title" | "authors_agreed_at">, content: ResourceContent): Promise<{ slug: string }> {
  const slug = content.title === row.title ? row.slug : await freeSlug(tx.db, "resource", nameForSlug(content), { ownId: row.id });
  if (slug !== row.slug) {
    await deleteSlugRedirect(tx.db, "resource", slug);
    await insertSlugRedirect(tx.db, "resource", row.slug, row.id);
  }
  const authors_agreed_at = content.authors_agreed ? (row.authors_agreed_at ?? tx.now) : null;
  const adapted_from_id = content.adapted_from_id === row.id ? null : content.adapted_from_id;
  await updateResource(tx.db, row.id, { ...columnsOf(content, tx.now), slug, authors_agreed_at, adapted_from_id });
  await replaceTies(tx.db, row.id, content, sectionsOf(content));
  return { slug };
}

function sectionsOf(content: ResourceContent): { key: string; md: string; html: string }[] {
  if (content.kind !== "experience") return [];
  return SECTION_KEYS.flatMap((key) => {
    const md = content.sections[key];
    return md ? [{ key, md, html: renderMarkdown(md) }] : [];
  });
}

/** In the transaction of whatever readers can notice. */
export async function liveChanged(tx: Ctx, resourceId: string): Promise<void> {
  await syncClosingDate(tx, resourceId);
  await noteOpenness(tx, resourceId);
  await bumpRevision(tx.db, "public", tx.now);
  await refreshSearch(tx.db, "resource", [resourceId]);
}
