/** Things to be found, put straight into the tables. */
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { searchText } from "#db/search-text.ts";
import { refreshSearch } from "./refresh.server.ts";

interface WorkToFind {
  title: string;
  summary?: string;
  body?: string;
  tags?: string[];
  /** Text of an attached file. */
  file?: string;
  nodes?: string[];
  visibility?: string;
  circle_id?: string | null;
  state?: string;
  created_by?: string | null;
  at?: string;
}

/** A resource with what is told of it, in the index. */
export async function insertWork(db: Db, { title, summary = "", body = "", tags = [], file, nodes = [], at = "2026-03-01T12:00:00.000Z", ...more }: WorkToFind): Promise<string> {
  const id = newId();
  const { visibility = "public", circle_id = null, state = "published", created_by = null } = more;
  const nothing = { link_url: null, closes_local: null, zone: null, closes_at: null, event_id: null, adapted_from_id: null, archived_at: null, withdrawn_at: null };
  const said = { kind: "document", language: "es", licence: "CC-BY-SA-4.0", levels: "[]", objectives: "", authors_agreed_at: null, version: 1 };
  const when = { created_at: at, updated_at: at, published_at: at };
  await db
    .insertInto("resources")
    .values({ id, slug: `r-${id}`, title, summary, body_md: "", body_html: body, visibility, circle_id, state, created_by, ...nothing, ...said, ...when })
    .execute();
  for (const tag of tags)
    await db
      .insertInto("resource_tags")
      .values({ resource_id: id, tag, tag_key: searchText(tag) })
      .execute();
  for (const node_id of nodes) await db.insertInto("resource_nodes").values({ resource_id: id, node_id }).execute();
  if (file !== undefined) await insertFile(db, id, file, at);
  await refreshSearch(db, "resource", [id]);
  return id;
}

async function insertFile(db: Db, resourceId: string, text: string, at: string): Promise<void> {
  const id = newId();
  const nothing = { width: null, height: null, pages: 1, preview: 0, next_attempt_at: null };
  await db
    .insertInto("files")
    .values({ id, sha256: id, size: 9, media_type: "application/pdf", kind: "pdf", text, state: "ready", created_at: at, ...nothing })
    .execute();
  await db
    .insertInto("attachments")
    .values({
      id: newId(),
      owner_kind: "resource",
      owner_id: resourceId,
      file_id: id,
      name: "archivo.pdf",
      label: "",
      position: 1,
      added_in: 1,
      removed_in: null,
      added_by: null,
      added_at: at,
    })
    .execute();
}
