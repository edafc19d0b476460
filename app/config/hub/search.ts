/** `search rebuild`: the index of the search from the things themselves. */
import { rebuildSearch } from "#app/domain/search/rebuild.server.ts";
import { withDatabase } from "./open.ts";
import { count, during, say } from "./terminal.ts";
import type { Verb } from "./verb.ts";

export const searchRebuild: Verb = {
  name: "search rebuild",
  help: `
Builds the index of the search anew, from what the database holds: for when the rules of words have changed with a version,
or when rows were changed by hand. The server may run meanwhile: people go on searching, in what is there so far. The index is
kept by every change anyway, and filled by itself after an update: it is seldom needed.`,
  options: {},
  run: () =>
    withDatabase(async ({ db }) => {
      const read = await during("reading", (progress) => rebuildSearch(db, (so_far, kind) => progress.at(`${so_far} (${kind})`)));
      const { found } = await db
        .selectFrom("search_entries")
        .select((eb) => eb.fn.countAll<number>().as("found"))
        .executeTakeFirstOrThrow();
      say(`${count(Number(read), "thing")} read; ${count(Number(found), "thing")} can be found.`);
      return 0;
    }),
};
