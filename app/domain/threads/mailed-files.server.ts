/** The files of an answer by mail, put to its post before it is published. Outside of transactions, for files are looked at; done twice it is the same. */
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { attachFile, refusalIn } from "#app/domain/files/attachments.server.ts";
import type { FileRefusal } from "#app/domain/files/file.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { LARGEST_MAIL } from "#app/domain/replies/incoming.ts";
import { headOf } from "#app/domain/replies/read-message.server.ts";
import { fileRefusal } from "#app/i18n/file-refusals.ts";
import { storeOf } from "#app/storage/store.ts";
import { newId } from "#db/ids.ts";
import { withoutPictures } from "./html-lines.server.ts";
import { findMailOfPost, listMailedToPublish, updateMail } from "./mail-answers.repo.server.ts";
import { refusalOf, tellRefused } from "./mail-answers.server.ts";
import { publishMailedPost } from "./posts.server.ts";
import { type MailedFile, readPost } from "./read-post.server.ts";

const AT_ONCE = 3;

/** True: there may be more. */
export async function publishMailed(ctx: Ctx, stop?: AbortSignal): Promise<boolean> {
  const waiting = await listMailedToPublish(ctx.db, AT_ONCE);
  const failed: unknown[] = [];
  for (const { mail_id } of waiting) {
    if (stop?.aborted) return false;
    // One that cannot be published now does not hold up the others.
    await publishOne(ctx, mail_id).catch((error: unknown) => failed.push(error));
  }
  if (failed.length > 0) throw failed[0];
  return waiting.length === AT_ONCE;
}

type Mail = NonNullable<Awaited<ReturnType<typeof findMailOfPost>>>;

async function publishOne(ctx: Ctx, mailId: string): Promise<void> {
  const mail = await findMailOfPost(ctx.db, mailId);
  if (!mail || mail.published_at !== null) return;
  const raw = Buffer.from(mail.raw, "base64");
  const { files, whole } = await readPost(raw);
  const left = await attachAll(ctx, mail, files);
  await inTransaction(ctx, async (tx) => {
    const writer = mail.email === null ? null : { name: mail.name ?? "", email: mail.email };
    const told = { mailId, threadId: mail.post_thread_id, subject: mail.subject, words: mail.body_md };
    try {
      await publishMailedPost(tx, mail.post_id);
      if (left.length > 0 && writer) await tellRefused(tx, { ...told, why: "files", writer, files: left });
      if (raw.length > LARGEST_MAIL) await updateMail(tx.db, mailId, { raw: withoutFiles(raw, withoutPictures(whole)) });
    } catch (error) {
      const why = refusalOf(error);
      if (!why) throw error;
      // What they wrote stays their draft.
      await updateMail(tx.db, mailId, { state: "ignored", reason: why.reason });
      if (writer) await tellRefused(tx, { ...told, why: why.told, writer });
    }
  });
}

/** Those that were not taken, and why. */
async function attachAll(ctx: Ctx, mail: Mail, files: readonly MailedFile[]): Promise<string[]> {
  const actor = mail.person_id === null ? null : await loadActor(ctx.db, mail.person_id, ctx.now);
  if (!actor) return [];
  const left: string[] = [];
  for (const file of files) {
    const refused = await attachOne({ ...ctx, actor }, mail.post_id, file);
    if (refused) left.push(fileRefusal(refused, file.name));
  }
  return left;
}

async function attachOne(ctx: Ctx, postId: string, { name, bytes }: MailedFile): Promise<FileRefusal | null> {
  const path = join(storeOf(ctx.deployment).staging, `mail-${newId()}`);
  try {
    await writeFile(path, bytes, { mode: 0o600 });
    await attachFile(ctx, { ownerKind: "post", ownerId: postId, sourcePath: path, name });
    return null;
  } catch (error) {
    const refused = refusalIn(error);
    // They may not write there any more: publishing says so.
    if (!refused && !refusalOf(error)) throw error;
    return refused;
  } finally {
    await rm(path, { force: true });
  }
}

/** The files are at the post now: of a large message its head and its words are kept. */
function withoutFiles(raw: Buffer, words: string): string {
  const head = headOf(raw)
    .toString("latin1")
    .replace(/\r?\n/g, "\r\n")
    .replace(/^(?:content-type|content-transfer-encoding):.*(?:\r\n[ \t].*)*(?:\r\n|$)/gim, "");
  const lines = `${head.trimEnd()}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
  const body = Buffer.from(words)
    .toString("base64")
    .replace(/.{76}(?=.)/g, "$&\r\n");
  return Buffer.from(`${lines}${body}\r\n`, "latin1").toString("base64");
}
