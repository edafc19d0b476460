/** What publishing asks for: told field by field, in codes of app/i18n/errors.ts. Pure. */
import { closingInstant, isWebLink } from "./content.ts";
import type { ResourceContent } from "./resource.ts";

/** Field name -> codes; empty where nothing is missing. `files`: how many the version has. */
export function missingIn(content: ResourceContent, files: number): Record<string, string[]> {
  const missing: Record<string, string[]> = {};
  const lack = (field: string, code: string) => {
    missing[field] = [...(missing[field] ?? []), code];
  };
  if (content.title === "") lack("title", "resource_title");
  if (content.summary === "") lack("summary", "resource_summary");
  if (content.link_url && !isWebLink(content.link_url)) lack("link_url", "web_link");
  substance(content, files, lack);
  if (content.visibility === "node" && content.node_ids.length === 0) lack("node_ids", "resource_node");
  if (content.visibility === "circle" && !content.circle_id) lack("circle_id", "resource_circle");
  if (content.kind === "opportunity" && !closingInstant(content)) lack("closes_date", "resource_closes");
  if (content.authors.length === 0 && content.school_ids.length === 0) lack("authors", "resource_authors");
  return missing;
}

function substance(content: ResourceContent, files: number, lack: (field: string, code: string) => void): void {
  if (content.kind === "experience") {
    if (!content.sections.need) lack("need", "section_required");
    if (!content.sections.what) lack("what", "section_required");
    return;
  }
  if (content.kind === "link" && !content.link_url) lack("link_url", "resource_link");
  else if (content.body_md === "" && !content.link_url && files === 0) lack("body_md", "resource_substance");
}
