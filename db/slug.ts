import { searchText } from "./search-text.ts";

const MAX = 80;

/** A name as it stands in a URL: «Red Ñuble y Biobío sin Fronteras» -> "red-nuble-y-biobio-sin-fronteras". Never empty. */
export function slugify(name: string): string {
  const plain = searchText(name)
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (plain.length <= MAX) return plain || "sin-nombre";
  // Cut at a word, unless the first word is all there is.
  return plain
    .slice(0, MAX + 1)
    .replace(/-[^-]*$/, "")
    .slice(0, MAX);
}
