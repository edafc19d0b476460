/** What `AttachmentManager` posts, on whichever page it stands. */
import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { findAttachment } from "#app/domain/files/attachments.repo.server.ts";
import { labelAttachment, moveAttachment, removeAttachment } from "#app/domain/files/attachments.server.ts";
import type { OwnerKind } from "#app/domain/files/file.ts";
import { isId } from "#db/ids.ts";

/** The sentence that says what was done; null where the form is another one of the page. The files are those of `owner` alone. */
export async function actOnAttachments(ctx: Ctx, form: FormData, owner: { kind: OwnerKind; id: string }): Promise<string | null> {
  const act = String(form.get("hacer") ?? "");
  const id = String(form.get("archivo") ?? "");
  if (!ACTS.has(act) || !isId(id)) return null;
  const attachment = await findAttachment(ctx.db, id);
  if (attachment?.owner_kind !== owner.kind || attachment.owner_id !== owner.id) throw notFound();
  if (act === "quitar") {
    await removeAttachment(ctx, id);
    return `Quitamos «${attachment.name}».`;
  }
  if (act === "rotular") {
    await labelAttachment(ctx, id, String(form.get("rotulo") ?? ""));
    return "Guardamos qué es.";
  }
  await moveAttachment(ctx, id, act === "subir" ? "up" : "down");
  return "Cambiamos el orden.";
}

const ACTS = new Set(["quitar", "rotular", "subir", "bajar"]);
