/** Plans an import of resources: what each line would make or change. Reads; writes nothing. */
import { createHash } from "node:crypto";
import { invalid } from "#app/domain/errors.ts";
import { readCsv } from "#app/domain/imports/csv.server.ts";
import type { ImportReport, LineChange, ReportLine } from "#app/domain/imports/report.ts";
import type { Db } from "#db/create.ts";
import { searchText } from "#db/search-text.ts";
import { directoryOf, type Imported, listImported } from "./import-directory.repo.server.ts";
import { type FileInZip, fileKey, RESOURCE_COLUMNS, readLine, refuses, type WantedWork } from "./import-lines.ts";

const MAX_LINES = 5_000;

export interface ResourceLine {
  line: number;
  values: Record<string, string>;
}

/** What an import is made of, as it is kept in imports.content. */
export interface ResourceSource {
  lines: ResourceLine[];
  unknownColumns: string[];
  /** The key in the store of the folder that came along. */
  zip: string | null;
  files: FileInZip[];
}

export interface PlannedWork {
  report: ReportLine;
  sourceKey: string;
  fingerprint: string;
  wanted: WantedWork;
  known: Imported | undefined;
}

/** A table alone, a table with a folder, or a folder alone: then each file is a line, its folders its tags, and it stays a draft. */
export function sourceOf({ table, files, zip }: { table: Uint8Array | null; files: ReadonlyMap<string, FileInZip>; zip: string | null }): ResourceSource {
  if (table) {
    const { lines, unknownColumns } = readCsv(table, RESOURCE_COLUMNS, ["title"]);
    if (lines.length > MAX_LINES) throw invalid("file", "file_too_many_lines");
    return { lines, unknownColumns, zip, files: [...files.values()] };
  }
  if (files.size === 0) throw invalid("file", "file_no_rows");
  const lines = [...files.values()].map((file, n) => ({ line: n + 1, values: valuesOf(file) }));
  return { lines, unknownColumns: [], zip, files: [...files.values()] };
}

function valuesOf({ path }: FileInZip): Record<string, string> {
  const folders = path.replaceAll("\\", "/").split("/");
  const name = folders.pop() ?? path;
  const title = name
    .replace(/\.[A-Za-z0-9]{1,8}$/, "")
    .replace(/[_\s]+/g, " ")
    .trim();
  return { title: (title || name).slice(0, 200), file: path, tags: folders.filter(Boolean).slice(-5).join(";"), visibility: "borrador" };
}

export async function planResources(db: Db, { lines, files, zip }: ResourceSource, { now }: { now: string }): Promise<PlannedWork[]> {
  const directory = await directoryOf(db);
  const asked = { directory, files: zip === null ? null : new Map(files.map((file) => [fileKey(file.path), file])), today: now.slice(0, 10) };
  const read = lines.map((line) => ({ ...line, ...readLine(line.values, asked), sourceKey: sourceKeyOf(line.values) }));
  const known = await listImported(
    db,
    read.map((each) => each.sourceKey),
  );
  const seen = new Map<string, number>();
  return read.map(({ line, values, wanted, reasons, sourceKey }) => {
    const twin = seen.get(sourceKey);
    if (twin !== undefined) reasons.push({ code: "repeated", value: String(twin) });
    else seen.set(sourceKey, line);
    const before = known.get(sourceKey);
    const fingerprint = hash([JSON.stringify(wanted)]);
    const title = values.title || "—";
    const planned = (action: ReportLine["action"], changes: LineChange[] = []): PlannedWork => ({
      report: { line, action, title, changes, reasons },
      sourceKey,
      fingerprint,
      wanted,
      known: before,
    });
    if (refuses(reasons)) return planned("refuse");
    if (!before) return planned("create");
    return before.fingerprint === fingerprint ? planned("same") : planned("change", changesOf(before, wanted));
  });
}

export const reportOf = (planned: readonly PlannedWork[], { unknownColumns }: ResourceSource): ImportReport => ({ lines: planned.map((each) => each.report), unknownColumns });

/** What a line is known by when it comes again: its link, its file with its title, or its title. */
function sourceKeyOf({ link, file, title = "", kind = "" }: Record<string, string>): string {
  if (link) return hash(["link", link]);
  if (file) return hash(["file", fileKey(file), searchText(title)]);
  return hash(["title", searchText(kind), searchText(title)]);
}

const hash = (all: string[]): string => createHash("sha256").update(all.join("\0")).digest("hex");

function changesOf(before: Imported, { content }: WantedWork): LineChange[] {
  const changes = (["title", "summary", "link_url", "visibility"] as const).flatMap((field) => {
    const [from, to] = [before[field] ?? "", content[field] ?? ""];
    return from === to ? [] : [{ field, from: VISIBLE[from] ?? from, to: VISIBLE[to] ?? to }];
  });
  return changes.length > 0 ? changes : [{ field: "rest", from: "", to: "los de la tabla" }];
}

const VISIBLE: Record<string, string> = { public: "cualquiera", members: "quienes tienen cuenta", node: "su nodo", circle: "su círculo" };
