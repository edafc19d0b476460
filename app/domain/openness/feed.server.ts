/** What is public of the repository, as news and as addresses: the Atom feed and the sitemap. */
import { type SqlBool, sql } from "kysely";
import { callListedFor } from "#app/domain/calls/visibility.server.ts";
import type { Deployment } from "#app/domain/context.ts";
import { type AtomEntry, atom } from "#app/domain/feeds/atom.ts";
import { resourceOpen } from "#app/domain/resources/visibility.server.ts";
import { absolute, paths } from "#app/paths.ts";
import type { Db } from "#db/create.ts";
import { kindLabel, workUrl } from "./open-work.ts";
import { type ToldWork, worksByIds } from "./works.repo.server.ts";

const MOST_ENTRIES = 50;
const BEFORE_ANY = "2026-01-01T00:00:00.000Z";

/** The works published last. */
export async function worksFeed(db: Db, deployment: Deployment): Promise<{ content: string; lastModified: string }> {
  const newest = db.selectFrom("resources as r").select("r.id").where(resourceOpen);
  const rows = await newest.orderBy("r.published_at", "desc").orderBy("r.id", "desc").limit(MOST_ENTRIES).execute();
  const ids = rows.map((row) => row.id);
  const works = await worksByIds(db, null, ids);
  const entries = ids.flatMap((id) => works.get(id) ?? []).map((work) => entryOf(work, deployment));
  const content = atom({
    url: absolute(deployment, paths.resourcesAtom()),
    page: absolute(deployment, paths.resources()),
    title: `Repositorio · ${deployment.networkName}`,
    subtitle: `Recursos y experiencias que se comparten en ${deployment.networkName}.`,
    author: deployment.networkName,
    since: BEFORE_ANY,
    entries,
  });
  return { content, lastModified: entries.reduce((latest, entry) => (entry.updated > latest ? entry.updated : latest), BEFORE_ANY) };
}

function entryOf(work: ToldWork, deployment: Deployment): AtomEntry {
  return {
    id: work.id,
    title: work.title,
    url: workUrl(work, deployment),
    published: work.published_at ?? work.updated_at,
    updated: work.updated_at,
    summary: [kindLabel(work.kind), ...work.nodes, work.summary].filter((part) => part !== "").join(" · "),
    html: work.body_html,
    category: kindLabel(work.kind),
  };
}

export interface PublicAddress {
  kind: string; // of the work; `collection`
  slug: string;
  updated_at: string;
}

/** Public works, and the collections, in the order in which they came: a part of the sitemap stays as it is while others are added. */
export async function listPublicWorks(db: Db, { offset, limit }: { offset: number; limit: number }): Promise<PublicAddress[]> {
  const { rows } = await sql<PublicAddress>`SELECT kind, slug, updated_at FROM (
    SELECT r.id AS id, r.kind AS kind, r.slug AS slug, r.updated_at AS updated_at FROM resources r WHERE ${resourceOpen}
    UNION ALL SELECT c.id, 'collection', c.slug, c.updated_at FROM collections c WHERE ${collectionOpen}) works ORDER BY id LIMIT ${limit} OFFSET ${offset}`.execute(db);
  return rows;
}

/** Calls that anybody may read, the newest first: those that are decided too, for who was chosen. */
export async function listPublicCalls(db: Db, limit: number): Promise<string[]> {
  const rows = await db.selectFrom("calls as k").select("k.slug").where(callListedFor(null)).orderBy("k.published_at", "desc").orderBy("k.id").limit(limit).execute();
  return rows.map((row) => row.slug);
}

export async function countPublicWorks(db: Db): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`SELECT (SELECT count(*) FROM resources r WHERE ${resourceOpen}) + (SELECT count(*) FROM collections c WHERE ${collectionOpen}) AS count`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

const collectionOpen = sql<SqlBool>`(c.visibility = 'public' AND c.archived_at IS NULL)`;
