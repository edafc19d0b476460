import type { Ctx } from "#app/domain/context.ts";
import { nextImportToApply } from "#app/domain/imports/imports.repo.server.ts";
import { applyImport } from "#app/domain/imports/imports.server.ts";

/** Writes an import that an administrator has asked for. True while others wait. */
export async function applyImports(ctx: Ctx): Promise<boolean> {
  const id = await nextImportToApply(ctx.db);
  if (!id) return false;
  await applyImport(ctx, id);
  return (await nextImportToApply(ctx.db)) !== undefined;
}
