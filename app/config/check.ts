/** `npm run check`: types, lint and formatting (import rules included), dead code. Exit code 1 where anything is found. */
import { spawnSync } from "node:child_process";

const BIN = "node_modules/.bin";
const stages: [string, string, string[]][] = [
  ["types", `${BIN}/tsc`, ["--noEmit"]],
  ["lint, import rules and formatting", `${BIN}/biome`, ["ci", "--error-on-warnings", "--max-diagnostics=40", "."]],
  // Files that something outside the imports starts or reads: routes, entries, commands, tests; and the form kit, whose re-exports the tool misreads.
  [
    "dead code",
    `${BIN}/ts-unused-exports`,
    [
      "tsconfig.json",
      "--excludePathsFromReport=app/routes;app/root;app/entry;app/routes.ts;vite.config;vitest.config;playwright.config;emails/;testing;app/ui/form;fontkit.d",
      "--ignoreLocallyUsed",
    ],
  ],
];

let failed = 0;
for (const [title, command, args] of stages) {
  process.stdout.write(`== ${title}\n`);
  const result = spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"], shell: false });
  if (result.status !== 0) failed += 1;
}
process.stdout.write(failed ? `\n${failed} of ${stages.length} checks failed\n` : `\nall ${stages.length} checks passed\n`);
process.exit(failed ? 1 : 0);
