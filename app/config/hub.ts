/**
 * `npm run hub -- <verb>`: the administrator's command line. Results go to stdout, what is going on to stderr.
 * Exit codes: 0 done; 1 not done, and one line says why; 2 not understood.
 */
import { resolve } from "node:path";
import { note, say } from "./hub/terminal.ts";
import { commandLine, helpOf, Misuse, Refusal, readArgs, type Verb } from "./hub/verb.ts";

interface Entry {
  about: string;
  load: () => Promise<Verb>;
}

/** Each is loaded when it is asked for: help comes at once. */
const VERBS: Record<string, Entry> = {
  migrate: { about: "make the database, or bring it to this version", load: async () => (await import("./hub/migrate.ts")).migrateVerb },
  "import establishments": { about: "schools from a CSV file; a dry run unless told to write", load: async () => (await import("./hub/import.ts")).importEstablishments },
  "import people": { about: "people from a CSV file; a dry run unless told to write", load: async () => (await import("./hub/import.ts")).importPeople },
  backup: { about: "everything into one file, while the server runs", load: async () => (await import("./hub/backup.ts")).backupVerb },
  restore: { about: "everything back from that file", load: async () => (await import("./hub/restore.ts")).restoreVerb },
  "user create": { about: "a person, with a one-time link to set a password", load: async () => (await import("./hub/user.ts")).userCreate },
  "mail queue": { about: "how much mail waits, and what has failed", load: async () => (await import("./hub/mail.ts")).mailQueue },
  "search rebuild": { about: "the index of the search, from the things themselves", load: async () => (await import("./hub/search.ts")).searchRebuild },
  check: { about: "is the data whole and in order?", load: async () => (await import("./hub/check.ts")).checkVerb },
};

function generalHelp(): string {
  const width = Math.max(...Object.keys(VERBS).map((name) => name.length));
  const lines = Object.entries(VERBS).map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`);
  return `${commandLine("VERB [options]")}

${lines.join("\n")}

${commandLine("VERB --help")}  says more. Which database: DATABASE_URL (default sqlite:data/nodos.db).
Exit codes: 0 done, 1 not done, 2 not understood. With --json use  npm run -s hub -- …  so that npm adds nothing.`;
}

/** npm runs scripts in the project's folder; a file is meant from where it was typed. */
function fromWhereTyped(path: string): string {
  const typedIn = process.env.npm_lifecycle_event === "hub" ? process.env.INIT_CWD : undefined;
  return resolve(typedIn ?? process.cwd(), path);
}

async function main(argv: string[]): Promise<number> {
  const verbs = Object.keys(VERBS);
  const name = verbs.find((each) => each === argv.slice(0, each.split(" ").length).join(" "));
  const entry = name === undefined ? undefined : VERBS[name];
  if (name === undefined || !entry) return unknownVerb(argv, verbs);
  const verb = await entry.load();
  const args = readArgs(verb, argv.slice(name.split(" ").length), fromWhereTyped);
  if (args) return verb.run(args);
  say(helpOf(verb));
  return 0;
}

function unknownVerb(argv: string[], verbs: string[]): number {
  if (argv.includes("--help") || argv.includes("-h") || argv[0] === "help") {
    say(generalHelp());
    return 0;
  }
  const words = argv.filter((word) => !word.startsWith("-")).slice(0, 2);
  if (words.length === 0) {
    process.stderr.write(`${generalHelp()}\n`);
    return 2;
  }
  const near = verbs.filter((verb) => verb.split(" ")[0] === words[0]);
  throw new Misuse(near.length > 0 ? `which one? ${near.map((verb) => `"${verb}"`).join(" or ")}` : `there is no verb "${words.join(" ")}": see  ${commandLine("--help")}`);
}

/** One line, whatever went wrong. */
function lineOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  const [first = ""] = (message ?? "").trim().split("\n");
  if (code === "SQLITE_NOTADB") return "the database file is not an SQLite database, or is damaged";
  if (code === "SQLITE_BUSY") return "the database is held by another process for too long: try again";
  if (code === "ECONNREFUSED") return "the database server does not answer (DATABASE_URL): connection refused";
  return first || code || String(error);
}

process.stdout.on("error", () => process.exit(1)); // a closed pipe: `hub … | head`
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  note(lineOf(error));
  if (!(error instanceof Refusal || error instanceof Misuse) && process.env.NODOS_STACK) process.stderr.write(`${(error as Error).stack}\n`);
  process.exitCode = error instanceof Misuse ? 2 : 1;
}
