/** Bringing files to a thing, naming and ordering them, taking them away. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, notFound } from "#app/domain/errors.ts";
import { cleanLine } from "#app/domain/text.ts";
import { type FileStore, storeOf } from "#app/storage/store.ts";
import { bumpRevision } from "#db/revision.ts";
import {
  type AttachmentRow,
  bytesBroughtBy,
  countAt,
  findAttachment,
  findSame,
  insertAttachment,
  insertFile,
  listOrder,
  updateAttachment,
  withdrawAttachment,
} from "./attachments.repo.server.ts";
import { DAILY_BYTES, type FileRefusal, type FileType, fileName, type OwnerKind } from "./file.ts";
import { inspectFile } from "./inspect.server.ts";
import { allowAttaching, mostFilesOf, versionForChange } from "./owners.server.ts";

export { attachmentsOf } from "./attachments.repo.server.ts";

const DAY_MS = 86_400_000;
const MAX_LABEL = 200;

/** A file is not taken: `reason` is the FileRefusal. */
export const refused = (code: FileRefusal): DomainError => new DomainError("invalid", { fields: { file: [code] }, reason: code });

/** The code of a refused file, or null when the error is another one. */
export function refusalIn(error: unknown): FileRefusal | null {
  const found = error instanceof Error && error.name === "DomainError" ? (error as DomainError) : null;
  return found?.code === "invalid" && found.fields.file ? ((found.reason ?? "unknown_type") as FileRefusal) : null;
}

export interface FileToAttach {
  ownerKind: OwnerKind;
  ownerId: string;
  /** A finished local file; it stays where it is. */
  sourcePath: string;
  /** As it was given. */
  name: string;
  /** Hexadecimal, where whoever received it has counted along. */
  sha256?: string;
}

/**
 * Looks at a file, keeps its bytes (once a content) and puts it at a thing. The same content under the same name at the same thing is one attachment.
 * The bytes are in the store before any row speaks of them, and are looked for again after: see sweep.server.ts.
 */
export async function attachFile(ctx: Ctx, { ownerKind, ownerId, sourcePath, name, sha256 }: FileToAttach): Promise<{ id: string }> {
  await allowAttaching(ctx, ownerKind, ownerId);
  const found = await inspectFile(sourcePath, name);
  if (!found.ok) throw refused(found.code);
  await checkQuota(ctx, found.size);
  const key = sha256 ?? (await sha256Of(sourcePath));
  const store = storeOf(ctx.deployment);
  await store.put(key, sourcePath);
  const id = await inTransaction(ctx, (tx) => insert(tx, { ownerKind, ownerId, name, sha256: key, ...found }));
  await sureOf(store, key, sourcePath, found.size);
  ctx.wake();
  return { id };
}

/** What the sweeper took away between our putting and our writing it down is put again. */
async function sureOf(store: FileStore, key: string, path: string, size: number): Promise<void> {
  if ((await store.size(key)) !== size) await store.put(key, path);
}

interface ToInsert {
  ownerKind: OwnerKind;
  ownerId: string;
  name: string;
  sha256: string;
  size: number;
  type: FileType;
}

async function insert(tx: Ctx, { ownerKind, ownerId, name, sha256, size, type }: ToInsert): Promise<string> {
  const added_in = await versionForChange(tx, ownerKind, ownerId);
  const file_id = await insertFile(tx.db, { sha256, size, media_type: type.media_type, kind: type.kind, now: tx.now });
  const of = { owner_kind: ownerKind, owner_id: ownerId, file_id, name: fileName(name, type) };
  const same = await findSame(tx.db, of);
  if (same) return same;
  const { count, last } = await countAt(tx.db, ownerKind, ownerId);
  if (count >= (await mostFilesOf(tx, ownerKind, ownerId))) throw refused("too_many_files");
  const id = await insertAttachment(tx.db, { ...of, position: last + 1, added_in, added_by: tx.actor?.id ?? null, added_at: tx.now });
  await shown(tx);
  return id;
}

/** What somebody may still bring today; administration moves whole archives. */
export async function checkQuota(ctx: Ctx, size: number): Promise<void> {
  if (!ctx.actor || ctx.actor.admin) return;
  const { kept } = await bytesBroughtBy(ctx.db, ctx.actor.id, dayBefore(ctx.now));
  if (kept + size > DAILY_BYTES) throw refused("daily_quota");
}

export const dayBefore = (now: string): string => new Date(Date.parse(now) - DAY_MS).toISOString();

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(piece as Buffer);
  return hash.digest("hex");
}

/** Of a resource: from its next version on; of what the open draft itself brought, altogether. Bytes that nothing needs are swept later. */
export async function removeAttachment(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const attachment = await ofTheirs(tx, id);
    if (attachment.removed_in !== null) return;
    const version = await versionForChange(tx, attachment.owner_kind, attachment.owner_id);
    await withdrawAttachment(tx.db, id, attachment.owner_kind === "resource" && attachment.added_in < version ? version : null);
    await shown(tx);
  });
}

/** What it is; of an image, the text for who cannot see it. In all versions at once. */
export async function labelAttachment(ctx: Ctx, id: string, label: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await ofTheirs(tx, id);
    await updateAttachment(tx.db, id, { label: cleanLine(label).slice(0, MAX_LABEL) });
    await shown(tx);
  });
}

/** One place up or down among the files of its thing; at the end of the list it stays. */
export async function moveAttachment(ctx: Ctx, id: string, way: "up" | "down"): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { owner_kind, owner_id } = await ofTheirs(tx, id);
    const order = await listOrder(tx.db, owner_kind, owner_id);
    const at = order.findIndex((row) => row.id === id);
    const other = at + (way === "up" ? -1 : 1);
    const [one, two] = [order[at], order[other]];
    if (!one || !two) return;
    order[at] = two;
    order[other] = one;
    for (const [index, row] of order.entries()) if (row.position !== index + 1) await updateAttachment(tx.db, row.id, { position: index + 1 });
    await shown(tx);
  });
}

async function ofTheirs(tx: Ctx, id: string): Promise<AttachmentRow> {
  const attachment = await findAttachment(tx.db, id);
  if (!attachment) throw notFound();
  await allowAttaching(tx, attachment.owner_kind, attachment.owner_id);
  return attachment;
}

/** Names, order and evidence of replications are on public pages at once. */
const shown = (tx: Ctx): Promise<void> => bumpRevision(tx.db, "public", tx.now);
