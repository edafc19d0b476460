/**
 * Posts by mail: written by the worker, so many people a transaction, in the order of their ids. Who was told is written down with the mails, so that it
 * can stop anywhere and go on, and nobody hears of one post twice. Decided in app/config/decisions (conversations by mail).
 */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { attachmentsOf } from "#app/domain/files/attachments.repo.server.ts";
import type { OutgoingMail } from "#app/domain/mail/mail.ts";
import { enqueueMails } from "#app/domain/mail/outbox.server.ts";
import { htmlToPlainText } from "#app/domain/markdown.server.ts";
import { threadAddress } from "#app/domain/replies/reply-address.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { firstName } from "#app/domain/text.ts";
import { absolute, paths } from "#app/paths.ts";
import { takeTurn } from "#db/dialect.server.ts";
import { postSaid } from "#emails/post-said.ts";
import { advanceTelling, findPostToTell, insertTold, listPostAddressees, listPostsToTell, type PostAddressee, type PostToTell } from "./post-mails.repo.server.ts";
import { readersOf } from "./readers.repo.server.ts";
import { threadRoot } from "./thread-mail-id.ts";

const CHUNK = 200;
const POSTS_A_TURN = 5;

/** The next mails of every post that people are still to be told of. True: there is more to do. */
export async function mailNextPosts(ctx: Ctx): Promise<boolean> {
  const waiting = await listPostsToTell(ctx.db, POSTS_A_TURN);
  let more = waiting.length === POSTS_A_TURN;
  for (const { id } of waiting) if (await tellNext(ctx, id)) more = true;
  return more;
}

async function tellNext(ctx: Ctx, postId: string): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    // Two workers take turns here, and the second sees how far the first came.
    await takeTurn(tx.db, "posts", postId);
    const post = await findPostToTell(tx.db, postId);
    if (!post || !["waiting", "named"].includes(post.mailing)) return false;
    const stands = post.post_published_at !== null && post.post_removed_at === null;
    const people = stands ? await listPostAddressees(tx.db, post, tx.now, CHUNK) : [];
    await tell(tx, post, people);
    const last = people.at(-1);
    if (last && people.length === CHUNK) {
      await advanceTelling(tx.db, postId, { mail_cursor: last.id });
      return true;
    }
    await advanceTelling(tx.db, postId, { mailing: "done" });
    return false;
  });
}

async function tell(tx: Ctx, post: PostToTell, people: readonly PostAddressee[]): Promise<void> {
  if (people.length === 0) return;
  const ids = people.map((person) => person.id);
  const readers = new Map((await readersOf(tx.db, post.thread_id, ids)).map((row) => [row.person_id, row.id]));
  const files = (await attachmentsOf(tx.db, "post", [post.id])).map((file) => file.name);
  const mail = mailFor(tx, post, files);
  await enqueueMails(
    tx,
    people.map((person) => mail(person, readers.get(person.id) ?? "")),
  );
  await insertTold(tx.db, post.id, ids, tx.now);
}

/** What is the same for all is made once. */
function mailFor({ deployment }: Ctx, post: PostToTell, files: readonly string[]): (person: PostAddressee, readerId: string) => OutgoingMail {
  const url = (path: string) => absolute(deployment, path);
  const plain = htmlToPlainText(post.body_html);
  const network = { name: deployment.networkName, url: url(paths.home()) };
  const postUrl = `${url(paths.thread(post.thread_id, { mensaje: post.id }))}#mensaje-${post.id}`;
  const answers = post.closed_at !== null ? "none" : deployment.readsMail === false ? "page" : "mail";
  const noticesUrl = url(paths.accountNotices());
  const list = `${post.node_slug}.${new URL(deployment.publicUrl).hostname}`;
  return (person, readerId) => {
    const mute = url(paths.unsubscribe(mintToken(deployment.secret, "mute", readerId)));
    return {
      kind: "conversation",
      to: { name: person.name, address: person.email },
      key: `post:${post.id}:${person.id}`,
      ...(post.author ? { fromName: `${post.author} (${deployment.networkName})` } : {}),
      ...(answers === "mail" ? { replyTo: threadAddress(deployment, readerId) } : {}),
      thread: { root: threadRoot(deployment, post.thread_id), list },
      unsubscribe: mute,
      content: postSaid({
        network,
        person: firstName(person.name),
        why: person.why,
        who: post.author,
        node: post.node_name,
        title: post.title,
        first: post.first === 1,
        kind: post.kind === "announcement" ? "announcement" : "discussion",
        body: { html: post.body_html, text: plain },
        files,
        answers,
        links: { post: postUrl, mute, notices: noticesUrl },
      }),
    };
  };
}
