/** What closing an account does in conversations: what was said stays where others answered it, without whose it was; what was never said, and what was one's own alone, goes. */
import { sql } from "kysely";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import type { Db } from "#db/create.ts";

const NOBODY = "Persona que cerró su cuenta";

interface Person {
  id: string;
  name: string;
}

export async function forgetConversations(tx: Db, person: Person): Promise<void> {
  const { id } = person;
  const { rows } = await sql<{ id: string }>`SELECT thread_id AS id FROM posts WHERE person_id = ${id} UNION SELECT id FROM threads WHERE created_by = ${id}
    UNION SELECT o.thread_id FROM posts o JOIN post_mentions m ON m.post_id = o.id WHERE m.person_id = ${id}`.execute(tx);
  await dropUnsaid(tx, id);
  await forgetWords(tx, person);
  for (const column of ["created_by", "pinned_by", "closed_by", "removed_by"] as const)
    await sql`UPDATE threads SET ${sql.ref(column)} = NULL WHERE ${sql.ref(column)} = ${id}`.execute(tx);
  for (const column of ["person_id", "removed_by"] as const) await sql`UPDATE posts SET ${sql.ref(column)} = NULL WHERE ${sql.ref(column)} = ${id}`.execute(tx);
  for (const table of ["thread_readers", "node_news", "digests", "told"] as const) await tx.deleteFrom(table).where("person_id", "=", id).execute();
  await tx.updateTable("people").set({ digest: "never", digested_until: null }).where("id", "=", id).execute();
  await refreshSearch(
    tx,
    "thread",
    rows.map((row) => row.id),
  );
}

/** Drafts: posts, and threads of which nothing was said. Their files go with the sweeping of what nothing needs. */
async function dropUnsaid(tx: Db, id: string): Promise<void> {
  const threads = sql`(SELECT h.id FROM threads h WHERE h.created_by = ${id} AND h.published_at IS NULL)`;
  const posts = sql`(SELECT o.id FROM posts o WHERE (o.person_id = ${id} AND o.published_at IS NULL) OR o.thread_id IN ${threads})`;
  await sql`DELETE FROM attachments WHERE owner_kind = 'post' AND owner_id IN ${posts}`.execute(tx);
  await sql`DELETE FROM uploads WHERE owner_kind = 'post' AND owner_id IN ${posts}`.execute(tx);
  await sql`DELETE FROM post_mentions WHERE post_id IN ${posts}`.execute(tx);
  await sql`UPDATE incoming_mails SET thread_id = NULL WHERE thread_id IN ${threads}`.execute(tx);
  await sql`UPDATE incoming_mails SET post_id = NULL WHERE post_id IN ${posts}`.execute(tx);
  await sql`DELETE FROM posts WHERE id IN ${posts}`.execute(tx);
  await sql`DELETE FROM thread_readers WHERE thread_id IN ${threads}`.execute(tx);
  await sql`DELETE FROM threads WHERE id IN ${threads}`.execute(tx);
}

/** What was taken away loses its words; where others named them, the name goes out of the text. */
async function forgetWords(tx: Db, { id, name }: Person): Promise<void> {
  await sql`UPDATE posts SET body_md = '', body_html = '' WHERE person_id = ${id} AND removed_at IS NOT NULL`.execute(tx);
  const { rows } = await sql<{ id: string; body_md: string }>`SELECT o.id, o.body_md FROM posts o JOIN post_mentions m ON m.post_id = o.id WHERE m.person_id = ${id}`.execute(tx);
  for (const row of rows) {
    const body_md = row.body_md.replaceAll(`@${name}`, `@${NOBODY}`);
    if (body_md === row.body_md) continue;
    await tx
      .updateTable("posts")
      .set({ body_md, body_html: renderMarkdown(body_md) })
      .where("id", "=", row.id)
      .execute();
  }
  await sql`DELETE FROM post_mentions WHERE person_id = ${id}`.execute(tx);
}
