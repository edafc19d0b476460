/** An upload that may break off and go on: begun, received piece by piece into staging, and attached when all is there. */
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Ctx, type Deployment, signedIn } from "#app/domain/context.ts";
import { DomainError, notFound } from "#app/domain/errors.ts";
import { storeOf } from "#app/storage/store.ts";
import { isId, newId } from "#db/ids.ts";
import { bytesBroughtBy } from "./attachments.repo.server.ts";
import { attachFile, dayBefore, refusalIn, refused } from "./attachments.server.ts";
import { cleanFileName, DAILY_BYTES, extensionOf, FILE_TYPES, type FileType, MAX_BYTES, MAX_UPLOAD_BYTES } from "./file.ts";
import { allowAttaching } from "./owners.server.ts";
import { findUpload, insertUpload, type UploadRow, updateUpload } from "./uploads.repo.server.ts";

const MAX_OPEN = 30;
const VIDEO_NAMES = new Set(
  Object.values(FILE_TYPES as Record<string, FileType>)
    .filter((type) => type.kind === "video")
    .flatMap((type) => [type.extension, ...(type.also ?? [])]),
);

/** What is declared too big is refused before a byte is sent. By its name, for nothing else is known yet: the content decides in the end. */
export function checkDeclared(size: number, name = ""): void {
  if (size > MAX_UPLOAD_BYTES) throw refused("too_big_video");
  if (name && size > MAX_BYTES && !VIDEO_NAMES.has(extensionOf(name))) throw refused("too_big");
}

/** What was begun counts as though it were there: nobody fills the disk with beginnings. */
export async function checkRoom(ctx: Ctx, size: number): Promise<void> {
  const actor = signedIn(ctx);
  const { kept, underWay, open } = await bytesBroughtBy(ctx.db, actor.id, dayBefore(ctx.now));
  if (open >= MAX_OPEN) throw new DomainError("too_many");
  if (!actor.admin && kept + underWay + size > DAILY_BYTES) throw refused("daily_quota");
}

export async function beginUpload(ctx: Ctx, upload: { ownerKind: string; ownerId: string; name: string; size: number }): Promise<{ id: string }> {
  const owner_kind = await allowAttaching(ctx, upload.ownerKind, upload.ownerId);
  const name = cleanFileName(upload.name).slice(-200) || "archivo";
  if (upload.size === 0) throw refused("empty");
  checkDeclared(upload.size, name);
  await checkRoom(ctx, upload.size);
  const id = newId();
  await insertUpload(ctx.db, { id, person_id: signedIn(ctx).id, owner_kind, owner_id: upload.ownerId, name, size: upload.size, created_at: ctx.now });
  return { id };
}

/** Of the person who began it; to all others it does not exist. */
export async function ownUpload(ctx: Ctx, id: string): Promise<UploadRow> {
  const row = isId(id) ? await findUpload(ctx.db, id, signedIn(ctx).id) : undefined;
  if (!row) throw notFound();
  return row;
}

export const uploadPath = (deployment: Deployment, id: string): string => join(storeOf(deployment).staging, `upload-${id}`);

/** What the disk has: the row may be a broken connection behind. */
export async function receivedOf(deployment: Deployment, row: UploadRow): Promise<number> {
  if (row.finished_at) return row.size;
  return stat(uploadPath(deployment, row.id)).then(
    (found) => found.size,
    () => 0,
  );
}

export async function noteReceived(ctx: Ctx, id: string, received: number): Promise<void> {
  await updateUpload(ctx.db, id, { received, touched_at: ctx.now });
}

export type Finished = { attachment: string } | { refused: string };

/** Looks at what arrived and attaches it. Done twice it is the same attachment, or the same refusal. */
export async function finishUpload(ctx: Ctx, row: UploadRow): Promise<Finished> {
  if (row.refused) return { refused: row.refused };
  if (row.attachment_id) return { attachment: row.attachment_id };
  const path = uploadPath(ctx.deployment, row.id);
  try {
    const { id } = await attachFile(ctx, { ownerKind: row.owner_kind, ownerId: row.owner_id, sourcePath: path, name: row.name });
    await updateUpload(ctx.db, row.id, { received: row.size, touched_at: ctx.now, finished_at: ctx.now, attachment_id: id });
    await rm(path, { force: true });
    return { attachment: id };
  } catch (error) {
    const code = refusalIn(error);
    // Whatever else went wrong may go well when it is tried again: what arrived is kept.
    if (!code) throw error;
    await updateUpload(ctx.db, row.id, { received: row.size, touched_at: ctx.now, finished_at: ctx.now, refused: code });
    await rm(path, { force: true });
    return { refused: code };
  }
}
