import type { Migration } from "../migrate.ts";

/** Threads, posts, who follows what, the digest. The model and its words are in conversation-tables.ts. */
export const conversations: Migration = {
  name: "0006-conversations",
  up: [
    `ALTER TABLE people ADD COLUMN digest TEXT NOT NULL DEFAULT 'weekly'`,
    `ALTER TABLE people ADD COLUMN digested_until TEXT`,
    // Who had switched the notices of their nodes off gets no new kind of them unasked.
    `UPDATE people SET digest = 'never' WHERE mail_nodes = 0`,
    `ALTER TABLE incoming_mails ADD COLUMN thread_id TEXT`,
    `ALTER TABLE incoming_mails ADD COLUMN post_id TEXT`,
    `CREATE INDEX incoming_by_thread ON incoming_mails (thread_id, message_id)`,
    `CREATE TABLE threads (
      id TEXT PRIMARY KEY, node_id TEXT NOT NULL REFERENCES nodes(id), kind TEXT NOT NULL, visibility TEXT NOT NULL, title TEXT NOT NULL,
      created_by TEXT REFERENCES people(id), created_at TEXT NOT NULL, published_at TEXT, last_at TEXT NOT NULL, posts_count INTEGER NOT NULL DEFAULT 0,
      pinned_at TEXT, pinned_by TEXT REFERENCES people(id), closed_at TEXT, closed_by TEXT REFERENCES people(id),
      moved_from TEXT REFERENCES nodes(id), moved_at TEXT, removed_at TEXT, removed_by TEXT REFERENCES people(id))`,
    `CREATE INDEX threads_by_node ON threads (node_id, last_at, id)`,
    `CREATE INDEX threads_by_time ON threads (published_at)`,
    `CREATE INDEX threads_by_person ON threads (created_by)`,
    `CREATE INDEX threads_pinned ON threads (node_id, pinned_at) WHERE pinned_at IS NOT NULL`,
    `CREATE TABLE posts (
      id TEXT PRIMARY KEY, thread_id TEXT NOT NULL REFERENCES threads(id), first INTEGER NOT NULL, body_md TEXT NOT NULL, body_html TEXT NOT NULL,
      person_id TEXT REFERENCES people(id), source TEXT NOT NULL, mail_id TEXT REFERENCES incoming_mails(id), created_at TEXT NOT NULL, published_at TEXT,
      edited_at TEXT, removed_at TEXT, removed_by TEXT REFERENCES people(id), mailing TEXT NOT NULL DEFAULT 'none', mail_cursor TEXT NOT NULL DEFAULT '')`,
    `CREATE INDEX posts_by_thread ON posts (thread_id, published_at, id)`,
    `CREATE UNIQUE INDEX posts_first ON posts (thread_id) WHERE first = 1`,
    `CREATE UNIQUE INDEX posts_by_mail ON posts (mail_id) WHERE mail_id IS NOT NULL`,
    `CREATE INDEX posts_by_person ON posts (person_id, published_at)`,
    `CREATE INDEX posts_by_time ON posts (published_at)`,
    `CREATE INDEX posts_mailing ON posts (published_at) WHERE mailing IN ('waiting', 'named')`,
    `CREATE TABLE post_mentions (post_id TEXT NOT NULL REFERENCES posts(id), person_id TEXT NOT NULL REFERENCES people(id), PRIMARY KEY (post_id, person_id))`,
    `CREATE INDEX post_mentions_by_person ON post_mentions (person_id)`,
    `CREATE TABLE thread_readers (
      id TEXT PRIMARY KEY, thread_id TEXT NOT NULL REFERENCES threads(id), person_id TEXT NOT NULL REFERENCES people(id), follows INTEGER, read_at TEXT)`,
    `CREATE UNIQUE INDEX thread_readers_once ON thread_readers (thread_id, person_id)`,
    `CREATE INDEX thread_readers_by_person ON thread_readers (person_id, thread_id)`,
    `CREATE TABLE node_news (
      node_id TEXT NOT NULL REFERENCES nodes(id), person_id TEXT NOT NULL REFERENCES people(id), how TEXT NOT NULL, chosen_at TEXT NOT NULL,
      PRIMARY KEY (node_id, person_id))`,
    `CREATE INDEX node_news_by_person ON node_news (person_id)`,
    `CREATE TABLE digests (person_id TEXT NOT NULL REFERENCES people(id), period TEXT NOT NULL, sent_at TEXT NOT NULL, PRIMARY KEY (person_id, period))`,
    `CREATE TABLE told (person_id TEXT NOT NULL REFERENCES people(id), ref TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (person_id, ref))`,
    `CREATE INDEX told_by_time ON told (at)`,
    `CREATE INDEX people_by_digest ON people (digest, (coalesce(digested_until, created_at)))`,
  ],
};
