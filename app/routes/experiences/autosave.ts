/** What public/js/autosave.js sends while somebody writes: one part of the sheet, answered in JSON. */

import { notFound } from "#app/domain/errors.ts";
import { saveSheetPart, sheetDraft } from "#app/domain/resources/sheet.server.ts";
import { isWritten, sheetPart } from "#app/domain/resources/sheet.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { time } from "#app/i18n/dates.ts";
import { readPart } from "./sheet-form.server.ts";

/** Nothing to read here. */
export const loader = loaderWith({ who: "anyone" }, async () => {
  throw notFound();
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => sheetDraft(ctx, params.slug) }, async ({ ctx, params, form }) => {
  const part = sheetPart(String(form.get("part") ?? ""));
  const read = isWritten(part) ? readPart(part, form) : null;
  if (!read?.ok || !isWritten(part)) return Response.json({ refused: true }, { status: 422 });
  const result = await saveSheetPart(ctx, params.slug, part, read.value, String(form.get("seen") ?? ""));
  return Response.json({ ...result, at: time(ctx.now) }, { status: result.saved ? 200 : 409 });
});
