/**
 * A process that brings, exchanges, publishes and takes away files without pause, until it is told to end: into the database and the store named by
 * its arguments. What nothing needs any more loses its row at once and keeps its bytes, as the sweeper leaves it for a day.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Ctx } from "#app/domain/context.ts";
import { attachFile, removeAttachment } from "#app/domain/files/attachments.server.ts";
import { publishDraft } from "#app/domain/resources/publishing.server.ts";
import { repositoryStage } from "#app/domain/resources/resources.testing.ts";
import { thumbnailKey } from "#app/storage/keys.ts";
import { openStore } from "#app/storage/store.ts";
import { createDb } from "#db/create.ts";

const [url = "", storageUrl = ""] = process.argv.slice(2);
const { db, close } = createDb(url);
const store = openStore(storageUrl);
const folder = mkdtempSync(join(tmpdir(), "nodos-writer-"));
const stage = await repositoryStage(db);
const admin = stage.people.admin;
const base = stage.ctxOf(admin);
const ctx: Ctx = { ...base, deployment: { ...base.deployment, storageUrl } };

/** As the worker does it: the small pictures first, the same ones of the same content, then the row says that they are there. */
async function drawThumbnails(attachment: string): Promise<void> {
  const { sha256 } = await db
    .selectFrom("attachments as a")
    .innerJoin("files as f", "f.id", "a.file_id")
    .select("f.sha256")
    .where("a.id", "=", attachment)
    .executeTakeFirstOrThrow();
  for (const width of [320, 960] as const) await store.put(thumbnailKey(sha256, width), Buffer.from(`${sha256}-${width}`.padEnd(300)));
  await db.updateTable("files").set({ preview: 1, state: "ready" }).where("sha256", "=", sha256).execute();
}

const forgetUnneeded = () =>
  db
    .deleteFrom("files")
    .where((eb) => eb.not(eb.exists(eb.selectFrom("attachments").select("attachments.id").whereRef("attachments.file_id", "=", "files.id"))))
    .execute();

let ended = false;
process.once("message", () => {
  ended = true;
});
const draft = await stage.started("document", {}, admin);
const shared = await stage.published("document", {}, admin);
const brought: string[] = [];
let published = "";
let n = 0;
for (; !ended; n += 1) {
  const path = join(folder, "file.txt");
  writeFileSync(path, `Apunte ${n % 5 === 0 ? "que se repite" : n}\n`.repeat(1 + (n % 50)));
  const exchange = n % 30 === 0;
  const { id } = await attachFile(ctx, { ownerKind: "resource", ownerId: exchange ? shared.id : draft.id, sourcePath: path, name: `apunte-${n}.txt` });
  if (exchange) {
    if (published) await removeAttachment(ctx, published); // its past version keeps it
    await publishDraft(ctx, shared.id, { note: "" });
    published = id;
  } else brought.push(id);
  if (n % 3 === 0) await drawThumbnails(id);
  if (brought.length > 8) await removeAttachment(ctx, brought.shift() ?? "");
  if (n % 4 === 0) await forgetUnneeded();
  if (n === 20) process.send?.("writing");
  await pause(8); // messages come in between, and backups get their turn at the disk
}
await close();
rmSync(folder, { recursive: true });
process.send?.(n);
process.disconnect?.();
