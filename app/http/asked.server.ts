/** What addresses and small forms say, cleaned: a NUL in a query is an error to PostgreSQL, and no search needs a novel. */
import { cleanLine } from "#app/domain/text.ts";
import { isId } from "#db/ids.ts";

const MOST_LETTERS = 100;

/** The words of a search (`?q=`), of one line and not too long; "" where there are none. */
export function wordsFrom(url: URL, name = "q"): string {
  return cleanLine(url.searchParams.get(name) ?? "").slice(0, MOST_LETTERS);
}

/** An id in a form or in the address; "" (which is nobody's) where it cannot be one. */
export function idFrom(from: FormData | URLSearchParams, name: string): string {
  const value = from.get(name);
  return typeof value === "string" && isId(value) ? value : "";
}
