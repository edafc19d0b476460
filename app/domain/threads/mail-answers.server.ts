/**
 * An answer to a thread by mail: who wrote it, whether it may stand, and what is said to whoever wrote it where it may not. Within the transaction that
 * stores the message. Whose mail it is was looked at before (sender.server.ts); what is doubtful waits for a person.
 */
import type { Ctx } from "#app/domain/context.ts";
import { enqueueMail } from "#app/domain/mail/outbox.server.ts";
import { sameMailbox } from "#app/domain/replies/same-mailbox.ts";
import type { Verdict } from "#app/domain/replies/sender.server.ts";
import { firstName } from "#app/domain/text.ts";
import { absolute, paths } from "#app/paths.ts";
import { type PostRefusal, postRefused } from "#emails/post-refused.ts";
import { findMailWriter, isTakenForThread } from "./mail-answers.repo.server.ts";
import { postFromMail } from "./posts.server.ts";
import type { MailedPost } from "./read-post.server.ts";
import { findReader } from "./readers.repo.server.ts";
import { POST_MAX } from "./thread.ts";

export interface ThreadAnswer {
  /** Of the row of incoming_mails. */
  mailId: string;
  readerId: string;
  messageId: string | null;
  from: string;
  subject: string;
  verdict: Verdict | null;
  said: MailedPost;
  /** Outlook's own format: what it holds is not read. */
  winmail: boolean;
}

export type ThreadReason = "stranger" | "unproven" | "winmail" | "doubled" | "closed" | "not_reader" | "nothing_written" | "too_long" | "wrong_token";

export interface ThreadOutcome {
  state: "taken" | "ignored" | "tray" | "refused";
  reason: ThreadReason | null;
  thread_id: string | null;
  post_id: string | null;
}

export async function answerThread(tx: Ctx, answer: ThreadAnswer): Promise<ThreadOutcome> {
  const reader = await findReader(tx.db, answer.readerId);
  if (!reader) return { state: "refused", reason: "wrong_token", thread_id: null, post_id: null };
  const { thread_id, person_id } = reader;
  const ends = (state: ThreadOutcome["state"], reason: ThreadReason | null, post_id: string | null = null): ThreadOutcome => ({ state, reason, thread_id, post_id });
  if (answer.messageId && (await isTakenForThread(tx.db, thread_id, answer.messageId))) return ends("ignored", "doubled");
  const writer = await findMailWriter(tx.db, person_id);
  if (!writer) return ends("ignored", "not_reader");
  // Whoever holds the token may have it from a mail that was passed on: an answer speaks in somebody's name, so it has to come from their own mailbox.
  if (!sameMailbox(writer.email, answer.from)) return ends("tray", "stranger");
  if (answer.verdict !== "verified" && answer.verdict !== "unpublished") return ends("tray", "unproven");
  return publish(tx, answer, { thread_id, writer, ends });
}

interface Publishing {
  thread_id: string;
  writer: { id: string; name: string; email: string };
  ends: (state: ThreadOutcome["state"], reason: ThreadReason | null, post_id?: string | null) => ThreadOutcome;
}

/** Words in the place of words, where somebody sends files alone: a post is never empty. */
export const FILES_ALONE = "(Sin texto: solo archivos adjuntos.)";

async function publish(tx: Ctx, answer: ThreadAnswer, { thread_id, writer, ends }: Publishing): Promise<ThreadOutcome> {
  const { said } = answer;
  const refuse = (why: PostRefusal) => tellRefused(tx, { why, mailId: answer.mailId, threadId: thread_id, writer, subject: answer.subject, words: said.body });
  if (said.body === "" && said.files.length === 0) {
    if (answer.winmail) return ends("tray", "winmail");
    await refuse("empty");
    return ends("ignored", "nothing_written");
  }
  if (said.body.length > POST_MAX) {
    await refuse("too_long");
    return ends("ignored", "too_long");
  }
  const post = { threadId: thread_id, personId: writer.id, body: said.body || FILES_ALONE, mailId: answer.mailId, publish: said.files.length === 0 };
  try {
    const { postId } = await postFromMail(tx, post);
    return ends("taken", null, postId);
  } catch (error) {
    const why = refusalOf(error);
    if (!why) throw error;
    await refuse(why.told);
    return ends("ignored", why.reason);
  }
}

/** Why a post cannot stand, as the page would say it; null: something else went wrong. */
export function refusalOf(error: unknown): { told: Exclude<PostRefusal, "files">; reason: "closed" | "not_reader" | "too_long" } | null {
  if (!(error instanceof Error) || error.name !== "DomainError") return null;
  const { code, reason } = error as Error & { code?: string; reason?: string };
  if (code === "conflict" && reason === "thread_closed") return { told: "closed", reason: "closed" };
  if (code === "invalid") return { told: "too_long", reason: "too_long" };
  return code === "not_found" || code === "forbidden" || code === "conflict" ? { told: "not_reader", reason: "not_reader" } : null;
}

interface Refused {
  why: PostRefusal;
  mailId: string;
  threadId: string;
  writer: { name: string; email: string };
  subject: string;
  words: string;
  files?: readonly string[];
}

/** To the address of the account, once a mail. */
export async function tellRefused(tx: Ctx, { why, mailId, threadId, writer, subject, words, files = [] }: Refused): Promise<void> {
  const url = (path: string) => absolute(tx.deployment, path);
  await enqueueMail(tx, {
    kind: "conversation",
    to: { name: writer.name, address: writer.email },
    key: `post-refused:${mailId}`,
    content: postRefused({
      network: { name: tx.deployment.networkName, url: url(paths.home()) },
      person: firstName(writer.name),
      why,
      subject,
      words,
      files,
      threadUrl: why === "not_reader" ? null : url(paths.thread(threadId)),
    }),
  });
}
