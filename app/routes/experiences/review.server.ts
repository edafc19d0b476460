/** The last look at an experience before it is published: what is missing, who will read it, and the acts. */
import { data } from "@remix-run/node";
import type { Ctx } from "#app/domain/context.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { discardDraft, takeBack } from "#app/domain/resources/drafting.server.ts";
import { SECTION_KEYS } from "#app/domain/resources/experience.ts";
import { publishDraft } from "#app/domain/resources/publishing.server.ts";
import { missingIn } from "#app/domain/resources/publishing.ts";
import { countFiles } from "#app/domain/resources/resources.repo.server.ts";
import { type SheetDraft, sheetDraft } from "#app/domain/resources/sheet.server.ts";
import { isWritten, SHEET_PARTS, type SheetPart } from "#app/domain/resources/sheet.ts";
import { cleanLine } from "#app/domain/text.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { sentences, typedValues } from "#app/http/form.server.ts";
import { errorSentence } from "#app/i18n/errors.ts";
import { paths } from "#app/paths.ts";

/** The part in which a field is mended. */
function partOf(field: string): SheetPart {
  const part = SHEET_PARTS.find((each) => each === field);
  if (part && isWritten(part)) return part;
  return field === "title" || field === "summary" ? "inicio" : "quienes";
}

export async function reviewOf(ctx: Ctx, { resource, content, open }: SheetDraft) {
  const files = await countFiles(ctx.db, resource.id, open?.number ?? resource.version);
  const missing = Object.entries(missingIn(content, files)).flatMap(([field, codes]) => codes.map((code) => ({ part: partOf(field), says: errorSentence(code) })));
  return {
    state: open ? open.state : ("published" as const),
    live: resource.version > 0,
    decisionNote: open?.decision_note ?? "",
    missing,
    files,
    title: content.title,
    summary: content.summary,
    visibility: content.visibility,
    licence: content.licence,
    sections: SECTION_KEYS.flatMap((key) => (content.sections[key] ? [{ key, html: renderMarkdown(content.sections[key]) }] : [])),
    empty: SECTION_KEYS.filter((key) => !content.sections[key]),
  };
}
export type Review = Awaited<ReturnType<typeof reviewOf>>;

export async function actOnReview(ctx: Ctx, slug: string, form: FormData) {
  const { resource } = await sheetDraft(ctx, slug);
  const intent = form.get("intent");
  if (intent === "take_back") {
    await takeBack(ctx, resource.id);
    return redirectWithFlash(paths.experienceEdit(slug, "revisar"), "Vuelve a ser un borrador: puedes cambiarla.");
  }
  if (intent === "discard") {
    const { remains } = await discardDraft(ctx, resource.id);
    return redirectWithFlash(remains ? paths.experience(slug) : paths.experiences(), remains ? "Descartamos los cambios." : "Borramos el borrador.");
  }
  try {
    const done = await publishDraft(ctx, resource.id, { note: cleanLine(String(form.get("note") ?? "")).slice(0, 300) });
    // A title that changed may have changed the address.
    const { slug: today } = await ctx.db.selectFrom("resources").select("slug").where("id", "=", resource.id).executeTakeFirstOrThrow();
    return redirectWithFlash(
      paths.experience(today),
      done === "published" ? "¡Publicada! Ya se puede leer, compartir y replicar." : "La enviamos a revisión de su nodo. Te avisamos por correo.",
    );
  } catch (error) {
    if (isDomainError(error) && error.code === "invalid")
      return data({ errors: { "": Object.values(sentences(error.fields)).flat() }, values: typedValues(form) }, { status: 422 });
    throw error;
  }
}
