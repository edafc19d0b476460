/** Conversations and calls, put straight into the tables and the index. */

import type { Insertable } from "kysely";
import type { ApplicationsTable, CallsTable } from "#db/call-tables.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { refreshSearch } from "./refresh.server.ts";

const AT = "2026-10-01T12:00:00.000Z";

interface ThreadToFind {
  node: string;
  title: string;
  /** The first one began it. A draft is not published, a removed one was. */
  posts?: (string | { body: string; draft?: boolean; removed?: boolean })[];
  kind?: string;
  visibility?: string;
  by?: string | null;
  draft?: boolean;
  removed?: boolean;
}

/** A thread with what is said in it, in the index. The posts' ids are in the order of the posts. */
export async function insertThread(
  db: Db,
  { node, title, posts = ["Hola."], kind = "discussion", visibility = "node", by = null, draft = false, removed = false }: ThreadToFind,
): Promise<{ id: string; posts: string[] }> {
  const id = newId();
  const said = posts.map((post) => ({ id: newId(), draft, removed: false, ...(typeof post === "string" ? { body: post } : post) }));
  const nothing = { pinned_at: null, pinned_by: null, closed_at: null, closed_by: null, moved_from: null, moved_at: null };
  const standing = said.filter((post) => !post.draft && !post.removed).length;
  await db
    .insertInto("threads")
    .values({ id, node_id: node, kind, visibility, title, created_by: by, created_at: AT, published_at: draft ? null : AT, last_at: AT, posts_count: standing, ...nothing })
    .execute();
  await db
    .updateTable("threads")
    .set({ removed_at: removed ? AT : null })
    .where("id", "=", id)
    .execute();
  await db
    .insertInto("posts")
    .values(
      said.map((post, nth) => ({
        ...{ id: post.id, thread_id: id, first: nth === 0 ? 1 : 0, body_md: post.body, body_html: `<p>${post.body}</p>`, person_id: by, source: "web", mail_id: null },
        ...{ created_at: AT, published_at: post.draft ? null : `2026-10-01T12:00:00.${String(nth).padStart(3, "0")}Z`, edited_at: null },
        ...{ removed_at: post.removed ? AT : null, removed_by: null },
      })),
    )
    .execute();
  await refreshSearch(db, "thread", [id]);
  return { id, posts: said.map((post) => post.id) };
}

/** A call in the index: of the network, published and open unless told otherwise. */
export async function insertCall(db: Db, { title, ...over }: Partial<Insertable<CallsTable>> & { title: string }): Promise<{ id: string; slug: string }> {
  const id = newId();
  const slug = over.slug ?? `c-${id}`;
  const times = { opens_local: "2026-10-01T09:00", opens_at: AT, closes_local: "2027-03-01T18:00", closes_at: "2027-03-01T21:00:00.000Z", jury_local: null, jury_at: null };
  const nothing = { node_id: null, event_id: null, encounter_id: null, created_by: null, cancelled_at: null, cancel_reason: null, results_at: null, archived_at: null };
  const said = { kind: "contest", visibility: "public", summary: "", body_md: "", body_html: "", prizes: "", zone: "America/Santiago", work: "none" };
  await db
    .insertInto("calls")
    .values({ ...times, ...nothing, ...said, created_at: AT, updated_at: AT, published_at: AT, ...over, id, slug, title })
    .execute();
  await refreshSearch(db, "call", [id]);
  return { id, slug };
}

/** Somebody's application, sent in unless told otherwise. */
export async function insertApplication(db: Db, callId: string, personId: string, { title, ...over }: Partial<Insertable<ApplicationsTable>> & { title: string }): Promise<string> {
  const id = newId();
  const nothing = { establishment_id: null, resource_id: null, work: null, withdrawn_at: null, out_at: null, out_by: null, out_reason: null, award: null, award_position: null };
  const said = { summary: "", team: "", answers: "{}", state: "submitted", number: 1 };
  await db
    .insertInto("applications")
    .values({ ...nothing, ...said, created_at: AT, updated_at: AT, submitted_at: AT, ...over, id, call_id: callId, person_id: personId, title })
    .execute();
  await refreshSearch(db, "call", [callId]);
  return id;
}

export async function insertJuror(db: Db, callId: string, personId: string, over: { accepted_at?: string; declined_at?: string; removed_at?: string } = {}): Promise<void> {
  const nothing = { named_by: null, accepted_at: null, declined_at: null, declared_at: null, removed_at: null };
  await db
    .insertInto("call_jurors")
    .values({ id: newId(), call_id: callId, person_id: personId, named_at: AT, ...nothing, ...over })
    .execute();
  await refreshSearch(db, "call", [callId]);
}
