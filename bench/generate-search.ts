/** The index over everything that can be found. */
import { rebuildSearch } from "#app/domain/search/rebuild.server.ts";
import type { Making } from "./rows.ts";

const TOLD_EVERY = 4_000;

export async function generateSearch({ db, say }: Making): Promise<void> {
  let told = 0;
  await rebuildSearch(db, (read, kind) => {
    if (read - told < TOLD_EVERY) return;
    told = read;
    say(`the index: ${read} things read (${kind})`);
  });
}
