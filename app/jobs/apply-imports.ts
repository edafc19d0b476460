import type { Ctx } from "#app/domain/context.ts";
import { nextImportToApply } from "#app/domain/imports/imports.repo.server.ts";
import { applyImport } from "#app/domain/imports/imports.server.ts";
import { applyResourceLines } from "#app/domain/openness/importing.server.ts";

/** Writes an import that an administrator has asked for; of one of resources the next lines. True while others wait. */
export async function applyImports(ctx: Ctx): Promise<boolean> {
  const next = await nextImportToApply(ctx.db);
  if (!next) return false;
  if (next.kind === "resources") await applyResourceLines(ctx, next.id);
  else await applyImport(ctx, next.id);
  return (await nextImportToApply(ctx.db)) !== undefined;
}
