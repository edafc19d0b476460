/** Imports of resources: checked first, then applied by the worker a few lines at a time. A line that was applied is known again: twice is once. */
import { randomUUID } from "node:crypto";
import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { forbidden, invalid, isDomainError } from "#app/domain/errors.ts";
import { attachFile, refusalIn } from "#app/domain/files/attachments.server.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { MAX_CSV_BYTES } from "#app/domain/imports/csv.server.ts";
import { findImport, insertImport, updateImport } from "#app/domain/imports/imports.repo.server.ts";
import type { ImportReport } from "#app/domain/imports/report.ts";
import { discardDraft, saveDraft, startResource } from "#app/domain/resources/drafting.server.ts";
import { publishDraft } from "#app/domain/resources/publishing.server.ts";
import { cleanLine } from "#app/domain/text.ts";
import { fileRefusal } from "#app/i18n/file-refusals.ts";
import { storeOf } from "#app/storage/store.ts";
import { newId } from "#db/ids.ts";
import { putImported } from "./import-directory.repo.server.ts";
import { type PlannedWork, planResources, type ResourceSource, reportOf, sourceOf } from "./import-plan.server.ts";
import { readFolder, takeOut } from "./import-zip.server.ts";

/** Lines in one turn of the worker: others wait for it. */
const AT_ONCE = 20;

/** `path`: a table or a zip that has arrived; it stays where it is. Returns the import's id. Errors: forbidden; invalid on `file`. */
export async function checkResourceImport(ctx: Ctx, { path, name, sha256 }: { path: string; name: string; sha256: string }): Promise<string> {
  if (!ctx.actor?.admin) throw forbidden();
  const source = await readSource(path, sha256);
  if (source.zip) await storeOf(ctx.deployment).put(source.zip, path);
  const planned = await planResources(ctx.db, source, ctx);
  const id = newId();
  await insertImport(ctx.db, {
    id,
    kind: "resources",
    file_name: cleanLine(name).slice(0, 120) || "recursos",
    content: JSON.stringify(source),
    report: JSON.stringify(reportOf(planned, source)),
    state: "checked",
    done: 0,
    total: planned.length,
    created_by: ctx.actor.id,
    created_at: ctx.now,
    applied_at: null,
  });
  return id;
}

async function readSource(path: string, sha256: string): Promise<ResourceSource> {
  const { size } = await stat(path);
  if (size === 0) throw invalid("file", "file_required");
  const head = (await headOf(path)).toString("latin1");
  if (head.startsWith("PK")) return sourceOf({ ...(await readFolder(path)), zip: sha256 });
  if (size > MAX_CSV_BYTES) throw invalid("file", "file_too_big");
  return sourceOf({ table: await readFile(path), files: new Map(), zip: null });
}

async function headOf(path: string): Promise<Buffer> {
  const { open } = await import("node:fs/promises");
  const file = await open(path, "r");
  try {
    return (await file.read(Buffer.alloc(4), 0, 4, 0)).buffer;
  } finally {
    await file.close();
  }
}

/** Applies the next lines of a requested import. True while there are more. */
export async function applyResourceLines(ctx: Ctx, id: string): Promise<boolean> {
  const row = await findImport(ctx.db, id);
  if (row?.state !== "applying" || row.kind !== "resources") return false;
  const source = JSON.parse(row.content) as ResourceSource;
  const report = JSON.parse(row.report) as ImportReport;
  const actor = row.created_by ? await loadActor(ctx.db, row.created_by) : null;
  const by: Ctx = { ...ctx, actor };
  const until = Math.min(row.done + AT_ONCE, source.lines.length);
  if (actor?.admin) {
    const chunk = { ...source, lines: source.lines.slice(row.done, until) };
    const apply = async (folder: string | null) => {
      for (const [n, planned] of (await planResources(ctx.db, chunk, ctx)).entries()) {
        const line = report.lines[row.done + n];
        // What the check refused stays refused; the table is mended and comes again.
        if (line && line.action !== "refuse") report.lines[row.done + n] = await applyLine(by, planned, { folder, importId: id });
      }
    };
    if (source.zip && (await storeOf(ctx.deployment).size(source.zip)) !== null) await storeOf(ctx.deployment).withLocal(source.zip, apply);
    else await apply(null);
  }
  const over = until >= source.lines.length || !actor?.admin;
  await updateImport(ctx.db, id, { done: until, report: JSON.stringify(report), ...(over ? { state: "applied", applied_at: ctx.now, content: "" } : {}) });
  return !over;
}

interface Along {
  /** The local path of the zip. */
  folder: string | null;
  importId: string;
}

async function applyLine(ctx: Ctx, planned: PlannedWork, along: Along): Promise<PlannedWork["report"]> {
  const { report } = planned;
  if (report.action === "refuse" || report.action === "same") return report;
  try {
    await make(ctx, planned, along);
    return report;
  } catch (error) {
    const refusal = refusalIn(error);
    if (!refusal && !isDomainError(error)) throw error;
    const value = refusal ? fileRefusal(refusal, planned.wanted.file?.path ?? "") : "";
    return { ...report, action: "refuse", reasons: [{ code: refusal ? "file_refused" : "unreadable", value }] };
  }
}

/** Each step is harmless when it was done before: a worker that was stopped in the middle goes on where it was. */
async function make(ctx: Ctx, { wanted, known, sourceKey, fingerprint }: PlannedWork, { folder, importId }: Along): Promise<void> {
  const row = { source_key: sourceKey, import_id: importId, imported_at: ctx.now };
  const id = known?.resource_id ?? newId();
  if (known) await saveDraft(ctx, id, wanted.content);
  else {
    await inTransaction(ctx, async (tx) => {
      await startResource(tx, { id, content: wanted.content });
      await putImported(tx.db, { ...row, resource_id: id, fingerprint: "" });
    });
  }
  try {
    if (wanted.file && folder) await bring(ctx, id, wanted.file.path, folder);
  } catch (error) {
    // A draft without the file that it was to be would be found by nobody.
    if (!known && refusalIn(error)) await discardDraft(ctx, id);
    throw error;
  }
  if (wanted.publish) await publishDraft(ctx, id, { note: known ? "Importado de nuevo" : "" });
  if (wanted.publish && wanted.date && !known) await ctx.db.updateTable("resources").set({ published_at: wanted.date }).where("id", "=", id).where("version", "=", 1).execute();
  await putImported(ctx.db, { ...row, resource_id: id, fingerprint });
}

async function bring(ctx: Ctx, ownerId: string, path: string, folder: string): Promise<void> {
  const taken = join(storeOf(ctx.deployment).staging, `import-${randomUUID()}`);
  try {
    await takeOut(folder, path, taken);
    await attachFile(ctx, { ownerKind: "resource", ownerId, sourcePath: taken, name: path });
  } finally {
    await rm(taken, { force: true });
  }
}
