/** The archive of a collection, written while it is sent: nothing of it is held in memory or on the disk. */
import type { Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { Ctx } from "#app/domain/context.ts";
import { DomainError, notFound } from "#app/domain/errors.ts";
import { storeOf } from "#app/storage/store.ts";
import { type ArchivedCollection, findArchivedCollection } from "./archive.repo.server.ts";
import { archiveBytes, MOST_ARCHIVE_BYTES, type NumberedItem, numbered } from "./archive.ts";
import { archivePage, linkPage } from "./archive-page.ts";

export interface Archive {
  /** Of the file that is kept. */
  name: string;
  /** In bytes, known before the first one is sent. */
  size: number;
  stream: Readable;
}

/** Errors: not_found; conflict (archive_too_big). */
export async function archiveOf(ctx: Ctx, slug: string): Promise<Archive> {
  const collection = await findArchivedCollection(ctx.db, ctx.actor, slug);
  if (!collection) throw notFound();
  if (archiveBytes(collection) > MOST_ARCHIVE_BYTES) throw new DomainError("conflict", { reason: "archive_too_big" });
  const items = numbered(collection);
  const missing = await missingOf(ctx, items);
  const zip = new ZipFile();
  zip.on("error", (error: Error) => (zip.outputStream as Readable).destroy(error));
  fill(zip, ctx, { collection, items, missing });
  const size = await new Promise<number>((resolve) => zip.end({ forceZip64Format: false, comment: "" }, resolve as () => void));
  return { name: `${collection.slug}.zip`, size, stream: zip.outputStream as Readable };
}

/** Files whose bytes are not in the store (a restored backup without them): said in the page, not a broken archive. */
async function missingOf(ctx: Ctx, items: NumberedItem[]): Promise<Set<string>> {
  const store = storeOf(ctx.deployment);
  const missing = new Set<string>();
  for (const { file } of items.flatMap((item) => item.files)) if ((await store.size(file.sha256)) !== file.size) missing.add(file.id);
  return missing;
}

interface Contents {
  collection: ArchivedCollection;
  items: NumberedItem[];
  missing: ReadonlySet<string>;
}

/** Stored, not squeezed: PDF, images and video do not get smaller, and the size is known from the beginning. */
function fill(zip: ZipFile, ctx: Ctx, { collection, items, missing }: Contents): void {
  const store = storeOf(ctx.deployment);
  const options = (at: string) => ({ mtime: new Date(at), mode: 0o100644, compress: false });
  const page = archivePage(collection, items, { site: ctx.deployment, now: ctx.now, missing });
  zip.addBuffer(Buffer.from(page), "index.html", options(collection.updated_at));
  for (const { work, files, linkPath } of items) {
    if (work.link_url && linkPath) zip.addBuffer(Buffer.from(linkPage(work.title, work.link_url)), linkPath, options(work.updated_at));
    for (const { file, path } of files) {
      if (missing.has(file.id)) continue;
      zip.addReadStreamLazy(path, { ...options(work.updated_at), size: file.size }, (done) => {
        store.read(file.sha256).then(
          (stream) => done(null, stream),
          (error: unknown) => done(error, null as unknown as Readable),
        );
      });
    }
  }
}
