/** What a verb of the command line is, and how its arguments and its help are made of one description. */
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

interface Option {
  type: "boolean" | "string";
  /** One line of the help. */
  about: string;
  /** What stands behind the option in the help: --email ADDRESS. */
  value?: string;
  required?: boolean;
}

export interface Args {
  /** The file named, resolved; "" where the verb takes none. */
  file: string;
  /** The file as it was typed, to speak of it. */
  typedFile: string;
  text: (name: string) => string | undefined;
  on: (name: string) => boolean;
}

export interface Verb {
  /** What is typed: "import people". */
  name: string;
  /** "FILE.csv" where one is taken. */
  file?: string;
  /** What the verb does, in the words of its help; several paragraphs where needed. */
  help: string;
  options: Record<string, Option>;
  /** Returns the exit code. */
  run: (args: Args) => Promise<number>;
}

/** What was asked cannot be done: one line, exit code 1. */
export class Refusal extends Error {}

/** It was asked in a way that nobody understands: one line and where to read on, exit code 2. */
export class Misuse extends Error {}

const HELP: Option = { type: "boolean", about: "this text" };

/** null: the help was asked for. */
export function readArgs(verb: Verb, argv: string[], resolve: (path: string) => string): Args | null {
  const options: ParseArgsOptionsConfig = { help: { type: "boolean", short: "h" } };
  for (const [name, option] of Object.entries(verb.options)) options[name] = { type: option.type };
  const { values, positionals } = parsed(argv, options);
  if (values.help) return null;
  const [typedFile = "", ...rest] = positionals;
  if (verb.file && typedFile === "") throw new Misuse(`which file? ${usageOf(verb)}`);
  const surplus = verb.file ? rest[0] : positionals[0];
  if (surplus !== undefined) throw new Misuse(`"${surplus}" is one argument too many: ${usageOf(verb)}`);
  for (const [name, option] of Object.entries(verb.options)) {
    if (option.required && !values[name]) throw new Misuse(`--${name} is missing: ${usageOf(verb)}`);
  }
  return {
    file: typedFile && resolve(typedFile),
    typedFile,
    text: (name) => (typeof values[name] === "string" ? (values[name] as string) : undefined),
    on: (name) => values[name] === true,
  };
}

function parsed(argv: string[], options: ParseArgsOptionsConfig) {
  try {
    return parseArgs({ args: argv, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new Misuse((error as Error).message.split(/[.\n]/)[0] ?? "");
  }
}

const COMMAND = "npm run hub --";

export function usageOf(verb: Verb): string {
  const required = Object.entries(verb.options).filter(([, option]) => option.required);
  const optional = Object.keys(verb.options).length > required.length ? "[options]" : "";
  const must = required.map(([name, option]) => `--${name} ${option.value ?? ""}`.trim());
  return [COMMAND, verb.name, verb.file, ...must, optional].filter(Boolean).join(" ");
}

export function helpOf(verb: Verb): string {
  const lines = Object.entries({ ...verb.options, help: HELP }).map(([name, option]) => [`--${name}${option.value ? ` ${option.value}` : ""}`, option.about] as const);
  const width = Math.max(...lines.map(([left]) => left.length));
  return `${usageOf(verb)}\n\n${verb.help.trim()}\n\nOptions:\n${lines.map(([left, about]) => `  ${left.padEnd(width)}  ${about}`).join("\n")}\n`;
}

export function commandLine(rest: string): string {
  return `${COMMAND} ${rest}`;
}
