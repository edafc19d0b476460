/** `import establishments` and `import people`: what the file would do, line by line; with --apply it is done, whole or not at all. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { findImport } from "#app/domain/imports/imports.repo.server.ts";
import { applyImport, checkImport, previewImport, requestImport } from "#app/domain/imports/imports.server.ts";
import { countActions, type ImportKind, type ImportReport } from "#app/domain/imports/report.ts";
import { fileErrorInEnglish, reasonInEnglish } from "./import-words.ts";
import { administratorCtx, withCurrentDatabase } from "./open.ts";
import { count, during, say } from "./terminal.ts";
import { type Args, commandLine, Refusal, type Verb } from "./verb.ts";

const OPTIONS: Verb["options"] = {
  apply: { type: "boolean", about: "write: create what is new, change what differs; lines with problems stay out" },
  strict: { type: "boolean", about: "one line with a problem is enough: write nothing and exit with 1" },
  all: { type: "boolean", about: "show every line, also those without problems" },
  json: { type: "boolean", about: "the result as JSON on stdout" },
};

const ABOUT = `Without --apply this is a dry run: it says what the file would do and writes nothing.
Comma, semicolon or tab; UTF-8 or what a Spanish Excel writes. An empty cell says nothing about its field: it never erases.
Writing is one transaction: all the good lines, or none. Doing it again changes nothing.`;

export const importEstablishments = importVerb("establishments", "nombre", [
  "Columns (in any order): nombre, comuna or codigo comuna; optional: rbd, dependencia, rural, cohorte, especialidades (separated",
  "by ;), nodo. A school is known again by its RBD, else by name and comuna.",
]);

export const importPeople = importVerb("people", "correo", [
  "Columns (in any order): correo, nombre; optional: establecimiento (name or RBD), cargo, organización, especialidad, nodos",
  "(separated by ;), contraparte (sí). A person is known again by the address. Nobody gets a mail; they enter by a link that",
  "they ask for on the sign-in page.",
]);

function importVerb(kind: ImportKind, requiredColumn: string, columns: string[]): Verb {
  return {
    name: `import ${kind}`,
    file: "FILE.csv",
    help: `${columns.join("\n")}\n\n${ABOUT}`,
    options: OPTIONS,
    run: (args) =>
      withCurrentDatabase(async (database) => {
        const bytes = readCsvFile(args);
        const ctx = administratorCtx(database);
        const found = await during(`reading ${args.typedFile}`, () => understood(requiredColumn, () => previewImport(ctx, kind, bytes)));
        const counts = countActions(found);
        const refused = args.on("strict") && counts.refuse > 0;
        const written = args.on("apply") && !refused && counts.create + counts.change > 0;
        const report = written ? await during(`writing ${count(counts.create + counts.change, "line")}`, () => apply(ctx, kind, args, bytes)) : found;
        if (args.on("json")) say(JSON.stringify({ kind, file: args.typedFile, written, counts: countActions(report), ...report }, null, 2));
        else tell(report, { kind, args, written, refused });
        return refused || counts.refuse === report.lines.length ? 1 : 0;
      }),
  };
}

function readCsvFile({ file, typedFile }: Args): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Refusal(code === "ENOENT" ? `there is no file ${typedFile}` : `${typedFile} cannot be read (${code})`);
  }
}

async function understood<T>(requiredColumn: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = isDomainError(error) ? error.fields.file?.[0] : undefined;
    throw code ? new Refusal(fileErrorInEnglish(code, requiredColumn)) : error;
  }
}

/** One transaction from the asking on, so that a server's worker never sees it half way. Returns what was done. */
async function apply(ctx: Ctx, kind: ImportKind, args: Args, bytes: Uint8Array): Promise<ImportReport> {
  const id = await checkImport(ctx, kind, basename(args.typedFile), bytes);
  const outcome = await inTransaction(ctx, async (tx) => {
    await requestImport(tx, id);
    return applyImport(tx, id);
  });
  if (outcome !== "applied") throw new Refusal("the directory was changed by somebody else meanwhile: nothing was written, run it again");
  return JSON.parse((await findImport(ctx.db, id))?.report ?? "") as ImportReport;
}

function tell(report: ImportReport, { kind, args, written, refused }: { kind: ImportKind; args: Args; written: boolean; refused: boolean }): void {
  const counts = countActions(report);
  const good = counts.create + counts.change;
  const [create, change] = written ? ["created", "changed"] : ["to create", "to change"];
  say(`${args.typedFile}: ${count(report.lines.length, "line")}`);
  for (const [number, text] of [
    [counts.create, create],
    [counts.change, change],
    [counts.same, "already as they should be"],
    [counts.refuse, "with problems, left out"],
  ] as const) {
    say(`  ${number.toLocaleString("en").padStart(6)}  ${text}`);
  }
  for (const line of report.lines) {
    if (line.action === "refuse") say(`line ${line.line}: ${line.title}: ${line.reasons.map(reasonInEnglish).join("; ")}`);
    else if (args.on("all")) say(`line ${line.line}: ${line.title}: ${line.action}${line.changes.map((each) => ` · ${each.field}: "${each.from}" → "${each.to}"`).join("")}`);
  }
  if (report.unknownColumns.length > 0) say(`columns that nothing reads: ${report.unknownColumns.join(", ")}`);
  if (written) say(`Written: ${count(good, "line")}.`);
  else if (good === 0) say("Nothing to write.");
  else if (refused) say("Nothing was written, because some lines have problems (--strict).");
  else say(`Nothing was written yet. To write ${count(good, "line")}:  ${commandLine(`import ${kind} ${args.typedFile} --apply`)}`);
}
