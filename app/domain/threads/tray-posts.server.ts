/** Answers to threads that wait in the tray, because nobody could tell whose they are: administration, who can, publishes them. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, notFound } from "#app/domain/errors.ts";
import { findIncoming, updateIncoming } from "#app/domain/replies/incoming.repo.server.ts";
import { readThreadAddress } from "#app/domain/replies/reply-address.ts";
import { findMailWriter } from "./mail-answers.repo.server.ts";
import { FILES_ALONE } from "./mail-answers.server.ts";
import { postFromMail } from "./posts.server.ts";
import { readPost } from "./read-post.server.ts";
import { findReader } from "./readers.repo.server.ts";

/** Of these it is only unsure who wrote them. */
const UNSURE = new Set(["stranger", "unproven"]);

type Waiting = { id: string; state: string; reason: string | null; handled_at: string | null; to_email: string };

/** In whose name it would be published; null where it cannot be. */
export async function writerOfMail(ctx: Ctx, mail: Waiting): Promise<{ id: string; name: string } | null> {
  return (await meant(ctx, mail))?.writer ?? null;
}

async function meant(ctx: Ctx, mail: Waiting) {
  if (mail.state !== "tray" || mail.handled_at !== null || !UNSURE.has(mail.reason ?? "")) return null;
  const readerId = readThreadAddress(ctx.deployment, mail.to_email);
  const reader = readerId ? await findReader(ctx.db, readerId) : undefined;
  const writer = reader && (await findMailWriter(ctx.db, reader.person_id));
  return reader && writer ? { reader, writer } : null;
}

/** Stands in the thread as what the person whose address it came to says. Throws what their own page would say. */
export async function publishFromTray(ctx: Ctx, mailId: string): Promise<void> {
  if (!ctx.actor?.admin) throw notFound();
  const raw = (await findIncoming(ctx.db, mailId))?.raw;
  if (!raw) throw notFound();
  const said = await readPost(Buffer.from(raw, "base64"));
  await inTransaction(ctx, async (tx) => {
    const mail = await findIncoming(tx.db, mailId);
    const found = mail && (await meant(tx, mail));
    if (!found) throw new DomainError("conflict", { reason: "not_waiting" });
    const { thread_id, person_id } = found.reader;
    const post = { threadId: thread_id, personId: person_id, body: said.body || (said.files.length > 0 ? FILES_ALONE : ""), mailId, publish: said.files.length === 0 };
    const { postId } = await postFromMail(tx, post);
    await updateIncoming(tx.db, mailId, { handled_at: tx.now, handled_by: tx.actor?.id ?? null, thread_id, post_id: postId });
  });
  ctx.wake();
}
