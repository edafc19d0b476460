/** Imports of the directory: checked first (a dry run that is kept), applied whole or not at all. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, notFound } from "#app/domain/errors.ts";
import { cleanLine } from "#app/domain/text.ts";
import { lockRow } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { readCsv } from "./csv.server.ts";
import { ESTABLISHMENT_COLUMNS, planEstablishments } from "./establishment-lines.server.ts";
import { findImport, type ImportRow, insertImport, insertImported, updateImport, updateImported } from "./imports.repo.server.ts";
import { PERSON_COLUMNS, planPeople } from "./person-lines.server.ts";
import { countActions, type ImportKind, type ImportReport } from "./report.ts";

interface Plan {
  report: ImportReport;
  apply: (tx: Ctx) => Promise<void>;
}

function requireAdmin(ctx: Ctx): void {
  if (!ctx.actor?.admin) throw forbidden();
}

/** What the file would do; keeps nothing. Errors: forbidden; invalid on `file`. */
export async function previewImport(ctx: Ctx, kind: ImportKind, bytes: Uint8Array): Promise<ImportReport> {
  requireAdmin(ctx);
  return (await plan(ctx, kind, read(kind, bytes).text)).report;
}

/** Reads the file and keeps what it would do. Returns the import's id. Errors: forbidden; invalid on `file`. */
export async function checkImport(ctx: Ctx, kind: ImportKind, fileName: string, bytes: Uint8Array): Promise<string> {
  requireAdmin(ctx);
  const { text } = read(kind, bytes);
  const { report } = await plan(ctx, kind, text);
  const id = newId();
  await insertImport(ctx.db, {
    id,
    kind,
    file_name: cleanLine(fileName).slice(0, 120) || "archivo.csv",
    content: text,
    report: JSON.stringify(report),
    state: "checked",
    done: 0,
    total: report.lines.length,
    created_by: ctx.actor?.id || null, // the command line acts for nobody in particular
    created_at: ctx.now,
    applied_at: null,
  });
  return id;
}

/** Asks the worker to apply the lines that were found good. Twice is once. Errors: not_found; conflict when nothing is to be done. */
export async function requestImport(ctx: Ctx, id: string): Promise<void> {
  requireAdmin(ctx);
  await inTransaction(ctx, async (tx) => {
    await lockRow(tx.db, "imports", id);
    const row = await findImport(tx.db, id);
    if (!row) throw notFound();
    if (row.state === "applying" || row.state === "applied") return;
    const counts = countActions(JSON.parse(row.report) as ImportReport);
    if (row.state !== "checked" || counts.create + counts.change === 0) throw new DomainError("conflict", { reason: "nothing_to_import" });
    await updateImport(tx.db, id, { state: "applying" });
  });
  ctx.wake();
}

export async function discardImport(ctx: Ctx, id: string): Promise<void> {
  requireAdmin(ctx);
  await inTransaction(ctx, async (tx) => {
    await lockRow(tx.db, "imports", id);
    const row = await findImport(tx.db, id);
    if (!row) throw notFound();
    if (row.state === "checked") await updateImport(tx.db, id, { state: "discarded", content: "" });
  });
}

/**
 * Applies a requested import in one transaction, and lets go of the file (called by the worker and the command line). Where the directory has changed since
 * the check, nothing is written: the new report takes the old one's place and the administrator is asked again.
 */
export async function applyImport(ctx: Ctx, id: string): Promise<"applied" | "changed" | "nothing"> {
  return inTransaction(ctx, async (tx) => {
    await lockRow(tx.db, "imports", id);
    const row = await findImport(tx.db, id);
    if (row?.state !== "applying") return "nothing";
    const now = await plan({ ...tx, actor: null }, row.kind as ImportKind, row.content, row.created_by);
    if (JSON.stringify(now.report) !== row.report) {
      await updateImport(tx.db, id, { state: "checked", report: JSON.stringify(now.report), done: -1 });
      return "changed";
    }
    await now.apply(tx);
    await bumpRevision(tx.db, "public", tx.now);
    await updateImport(tx.db, id, { state: "applied", applied_at: tx.now, done: row.total, content: "" });
    return "applied";
  });
}

export const changedSinceCheck = (row: Pick<ImportRow, "state" | "done">): boolean => row.state === "checked" && row.done === -1;

function read(kind: ImportKind, bytes: Uint8Array) {
  return kind === "establishments" ? readCsv(bytes, ESTABLISHMENT_COLUMNS, ["name"]) : readCsv(bytes, PERSON_COLUMNS, ["email"]);
}

async function plan(ctx: Ctx, kind: ImportKind, content: string, by: string | null = ctx.actor?.id ?? null): Promise<Plan> {
  const { lines, unknownColumns } = read(kind, new TextEncoder().encode(content));
  if (kind === "establishments") {
    const found = await planEstablishments(ctx.db, lines, ctx.now);
    return {
      report: { lines: found.lines, unknownColumns },
      apply: async (tx) => {
        await insertImported(tx.db, "establishments", found.creates);
        await updateImported(tx.db, "establishments", found.changes);
        await insertImported(tx.db, "node_establishments", found.joins);
      },
    };
  }
  const found = await planPeople(ctx.db, lines, ctx.now, by);
  return {
    report: { lines: found.lines, unknownColumns },
    apply: async (tx) => {
      await insertImported(tx.db, "people", found.creates);
      await updateImported(tx.db, "people", found.changes);
      await insertImported(tx.db, "memberships", found.joins);
      await insertImported(tx.db, "counterparts", found.counterparts);
    },
  };
}
