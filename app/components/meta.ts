import type { MetaDescriptor } from "@remix-run/node";

/** The page's title and, where it helps people who see the link, its description. */
export function pageMeta(title: string, description?: string): MetaDescriptor[] {
  const all: MetaDescriptor[] = [{ title: `${title} · Nodos` }];
  if (description) all.push({ name: "description", content: description }, { property: "og:title", content: title }, { property: "og:description", content: description });
  return all;
}
