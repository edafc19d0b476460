/**
 * The data model of what a node talks about: threads (discussions and announcements), their posts, who follows what, and the digest.
 * Conventions as in tables.ts. What is said of a resource is elsewhere (comments in repository-tables.ts): it belongs to the resource.
 */
import type { Generated } from "kysely";

type Instant = string;

/** One row a thread. It lives in one node at a time, and keeps its address when it is moved. Its first post is what began it. */
export interface ThreadsTable {
  id: string;
  node_id: string;
  kind: string; // discussion, announcement
  visibility: string; // node (its people), members (everybody with an account), public (announcements alone: its first post stands on public pages)
  title: string;
  created_by: string | null;
  created_at: Instant;
  published_at: Instant | null; // null: a draft of whoever began it
  last_at: Instant; // of the newest post that stands: lists are ordered by it
  posts_count: Generated<number>; // posts that stand, the first too; counted in the transaction of what it counts
  pinned_at: Instant | null;
  pinned_by: string | null;
  closed_at: Instant | null; // nobody answers any more
  closed_by: string | null;
  moved_from: string | null; // the node it stood in before
  moved_at: Instant | null;
  removed_at: Instant | null; // by whoever began it while nobody had answered, or by moderation
  removed_by: string | null;
}

/** One row a post. Flat: an answer names whom it answers with an @. */
export interface PostsTable {
  id: string;
  thread_id: string;
  first: number; // 1 = the one that began the thread
  body_md: string;
  body_html: string;
  person_id: string | null;
  source: string; // web, mail
  mail_id: string | null; // the incoming mail it was made of
  created_at: Instant;
  published_at: Instant | null; // null: a draft, or waiting for the files of its mail
  edited_at: Instant | null;
  removed_at: Instant | null;
  removed_by: string | null;
  mailing: Generated<string>; // none, waiting (people are still to be told by mail), named (whoever a later edit names is still to be told), done
  mail_cursor: Generated<string>; // last person told
}

export interface PostMentionsTable {
  post_id: string;
  person_id: string;
}

/** What one person has to do with one thread. Its id stands, signed, in the address that answers by mail go to. */
export interface ThreadReadersTable {
  id: string;
  thread_id: string;
  person_id: string;
  follows: number | null; // 1 = every post by mail, 0 = muted, null = as they have it for the node
  read_at: Instant | null; // posts until then were seen
}

/** How somebody hears of one node, where they chose: announcements come at once and the rest in the digest otherwise. */
export interface NodeNewsTable {
  node_id: string;
  person_id: string;
  how: string; // each (every post by mail), digest, none
  chosen_at: Instant;
}

/** The digest of one person and one day or week: the period is taken in the transaction that queues the mail. */
export interface DigestsTable {
  person_id: string;
  period: string; // 2026-11-21 (daily), 2026-W47 (weekly)
  sent_at: Instant;
}

/** What somebody was told by a mail of its own: the digest leaves it out. Dropped when no digest can reach back so far. */
export interface ToldTable {
  person_id: string;
  ref: string; // post:<id>, resource:<id>, call:<id>, event:<id>
  at: Instant;
}

export interface ConversationTables {
  threads: ThreadsTable;
  posts: PostsTable;
  post_mentions: PostMentionsTable;
  thread_readers: ThreadReadersTable;
  node_news: NodeNewsTable;
  digests: DigestsTable;
  told: ToldTable;
}
