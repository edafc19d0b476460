/** What a page of findings says beside title and snippet. */
import { type RawBuilder, sql } from "kysely";
import type { Db } from "#db/create.ts";
import { textOfHtml } from "./entry.ts";
import type { Finding } from "./findings.repo.server.ts";
import type { SearchKind } from "./search.ts";

/** Which is which depends on the kind: see DETAILS. */
export interface Detail {
  id: string;
  /** In its address. */
  slug: string | null;
  type: string | null;
  where: string | null;
  with: string | null;
  zone: string | null;
}

type Ids = RawBuilder<unknown>;

/** For each kind: id, slug, type, where, with, zone. Of a series the date that comes next, or the last one. */
const DETAILS: Record<SearchKind, (ids: Ids, now: string) => RawBuilder<unknown>> = {
  resource: (ids) => sql`SELECT r.id, r.slug, r.kind, (SELECT min(e.name) FROM resource_schools x JOIN establishments e ON e.id = x.establishment_id WHERE x.resource_id = r.id),
    (SELECT min(n.name) FROM resource_nodes x JOIN nodes n ON n.id = x.node_id WHERE x.resource_id = r.id), NULL FROM resources r WHERE r.id IN ${ids}`,
  collection: (ids) => sql`SELECT c.id, c.slug, NULL, n.name, NULL, NULL FROM collections c LEFT JOIN nodes n ON n.id = c.node_id WHERE c.id IN ${ids}`,
  event: (ids, now) => sql`SELECT e.id, NULL, e.kind, coalesce(h.name, c.name), coalesce((SELECT min(f.starts_at) FROM events f WHERE f.series_id = e.series_id
      AND f.status = 'published' AND f.starts_at > ${now}), (SELECT max(f.starts_at) FROM events f WHERE f.series_id = e.series_id AND f.status = 'published'), e.starts_at), e.zone
    FROM events e LEFT JOIN establishments h ON h.id = e.host_establishment_id LEFT JOIN comunas c ON c.code = e.comuna_code WHERE e.id IN ${ids}`,
  thread: (ids) => sql`SELECT h.id, NULL, h.kind, n.name, NULL, NULL FROM threads h JOIN nodes n ON n.id = h.node_id WHERE h.id IN ${ids}`,
  announcement: (ids) => sql`SELECT h.id, NULL, h.kind, n.name, NULL, NULL FROM threads h JOIN nodes n ON n.id = h.node_id WHERE h.id IN ${ids}`,
  call: (ids) => sql`SELECT k.id, k.slug, k.kind, n.name, k.closes_at, k.zone FROM calls k LEFT JOIN nodes n ON n.id = k.node_id WHERE k.id IN ${ids}`,
  node: (ids) => sql`SELECT n.id, n.slug, n.kind, NULL, NULL, NULL FROM nodes n WHERE n.id IN ${ids}`,
  establishment: (ids) => sql`SELECT e.id, e.slug, NULL, c.name, e.region_code, NULL FROM establishments e JOIN comunas c ON c.code = e.comuna_code WHERE e.id IN ${ids}`,
  person: (ids) => sql`SELECT p.id, e.slug, p.position, coalesce(e.name, p.organisation), p.specialty, NULL
    FROM people p LEFT JOIN establishments e ON e.id = p.establishment_id WHERE p.id IN ${ids}`,
  agreement: (ids) => sql`SELECT a.id, NULL, a.kind, c.name, NULL, NULL FROM circle_agreements a JOIN circles c ON c.id = a.circle_id WHERE a.id IN ${ids}`,
};

/** In one query, for whichever kinds the page has. */
export async function listDetails(db: Db, findings: readonly Finding[], now: string): Promise<Map<string, Detail>> {
  const kinds = [...new Set(findings.map((finding) => finding.kind))];
  if (kinds.length === 0) return new Map();
  const empty = sql`SELECT '' AS id, '' AS slug, '' AS type, '' AS "where", '' AS "with", '' AS zone WHERE 1 = 0`;
  const parts = kinds.map((kind) => DETAILS[kind](sql`(${sql.join(findings.filter((finding) => finding.kind === kind).map((finding) => finding.ref_id))})`, now));
  const { rows } = await sql<Detail>`${sql.join([empty, ...parts], sql` UNION ALL `)}`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Of long conversations, what was said last. */
const POSTS_MOST = 300;

/** The posts that stand of some threads, which the asker was found to read whole. */
export async function listPostTexts(db: Db, threadIds: readonly string[]): Promise<{ thread_id: string; text: string }[]> {
  if (threadIds.length === 0) return [];
  const rows = await db
    .selectFrom("posts as o")
    .select(["o.thread_id", "o.body_html"])
    .where("o.thread_id", "in", [...threadIds])
    .where("o.published_at", "is not", null)
    .where("o.removed_at", "is", null)
    .orderBy("o.published_at", "desc")
    .limit(POSTS_MOST)
    .execute();
  return rows.map(({ thread_id, body_html }) => ({ thread_id, text: textOfHtml(body_html) }));
}

/** Longer ones are looked into as far as this. */
const READ_MOST = 60_000;

/** The texts of files of some resources, those of the live version. */
export async function listFileTexts(db: Db, resourceIds: readonly string[]): Promise<{ resource_id: string; name: string; text: string }[]> {
  if (resourceIds.length === 0) return [];
  const rows = await db
    .selectFrom("attachments as a")
    .innerJoin("resources as r", "r.id", "a.owner_id")
    .innerJoin("files as f", "f.id", "a.file_id")
    .select(["a.owner_id as resource_id", "a.name", sql<string>`substr(f.text, 1, ${READ_MOST})`.as("text")])
    .where("a.owner_kind", "=", "resource")
    .where("a.owner_id", "in", [...resourceIds])
    .where("f.text", "is not", null)
    .whereRef("a.added_in", "<=", "r.version")
    .where((eb) => eb.or([eb("a.removed_in", "is", null), eb("a.removed_in", ">", eb.ref("r.version"))]))
    .orderBy("a.position")
    .limit(60)
    .execute();
  return rows;
}
