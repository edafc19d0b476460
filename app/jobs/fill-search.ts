import type { Ctx } from "#app/domain/context.ts";
import { fillSearch } from "#app/domain/search/rebuild.server.ts";

/** What was there before there was a search, a few hundred things at a time. */
export async function fillSearchIndex({ db }: Ctx): Promise<boolean> {
  return fillSearch(db);
}
