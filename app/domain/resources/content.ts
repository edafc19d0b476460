/** The content of a version as it is kept: read from JSON, tidied, and put together from a change. Pure. */

import { cleanLine, cleanText } from "#app/domain/text.ts";
import { isZone, wallToInstant } from "#app/i18n/zones.ts";
import { isId } from "#db/ids.ts";
import { searchText } from "#db/search-text.ts";
import { SECTION_KEYS } from "./experience.ts";
import { LANGUAGES, LEVELS, RESOURCE_KINDS, ResourceContent, type ResourceKind } from "./resource.ts";

/** As read from resource_versions.content. */
export const contentOf = (json: string): ResourceContent => ResourceContent.parse(JSON.parse(json));

/** What a new one of a kind begins with. */
export const blankContent = (kind: ResourceKind): ResourceContent => ResourceContent.parse({ kind });

/** The content after a change. Sections are put part by part; all else is replaced as a whole. */
export function changedBy(content: ResourceContent, patch: Partial<ResourceContent>): ResourceContent {
  return tidied(ResourceContent.parse({ ...content, ...patch, sections: { ...content.sections, ...patch.sections } }));
}

/** Clean text, no doubles, nothing unknown: whoever wrote it (a form, an import), it is kept alike. */
export function tidied(content: ResourceContent): ResourceContent {
  const sections: ResourceContent["sections"] = {};
  for (const key of SECTION_KEYS) {
    const text = cleanText(content.sections[key] ?? "");
    if (text) sections[key] = text;
  }
  const opportunity = content.kind === "opportunity";
  return {
    ...content,
    title: cleanLine(content.title),
    summary: cleanLine(content.summary),
    body_md: cleanText(content.body_md),
    link_url: content.link_url ? cleanLine(content.link_url) || null : null,
    authors: tidyAuthors(content.authors),
    school_ids: [...new Set(content.school_ids)],
    node_ids: [...new Set(content.node_ids)],
    specialty_ids: [...new Set(content.specialty_ids)],
    levels: Object.keys(LEVELS).filter((level) => content.levels.includes(level)),
    objectives: cleanText(content.objectives),
    language: Object.hasOwn(LANGUAGES, content.language) ? content.language : "es",
    tags: tidyTags(content.tags),
    circle_id: content.visibility === "circle" && content.circle_id && isId(content.circle_id) ? content.circle_id : null,
    closes_local: opportunity ? content.closes_local : null,
    zone: opportunity && content.closes_local ? content.zone : null,
    adapted_from_id: content.adapted_from_id && isId(content.adapted_from_id) ? content.adapted_from_id : null,
    sections,
  };
}

function tidyAuthors(authors: ResourceContent["authors"]): ResourceContent["authors"] {
  const seen = new Set<string>();
  return authors
    .map(({ name, person_id }) => ({ name: cleanLine(name), person_id: person_id && isId(person_id) ? person_id : null }))
    .filter(({ name }) => name !== "" && !seen.has(searchText(name)) && seen.add(searchText(name)));
}

function tidyTags(tags: readonly string[]): string[] {
  const seen = new Set<string>();
  return tags.map((tag) => cleanLine(tag).replace(/^#\s*/, "")).filter((tag) => searchText(tag) !== "" && !seen.has(searchText(tag)) && seen.add(searchText(tag)));
}

/** The end of an opportunity as an instant; null where there is none, or where the clocks skip it. */
export function closingInstant(content: Pick<ResourceContent, "closes_local" | "zone">): string | null {
  if (!content.closes_local || !isZone(content.zone)) return null;
  const found = wallToInstant(content.closes_local, content.zone);
  return found.ok ? found.instant : null;
}

/** A link that a page may show: http or https, with a host. */
export function isWebLink(value: string): boolean {
  try {
    const { protocol, hostname } = new URL(value);
    return (protocol === "http:" || protocol === "https:") && hostname.includes(".");
  } catch {
    return false;
  }
}

export const isResourceKind = (value: unknown): value is ResourceKind => typeof value === "string" && Object.hasOwn(RESOURCE_KINDS, value);
