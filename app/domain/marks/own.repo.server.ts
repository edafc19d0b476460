/** What somebody has in the repository: what they made, what they saved, what they used. */
import { type RawBuilder, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { resourceVisibleTo } from "#app/domain/resources/visibility.server.ts";
import type { Db } from "#db/create.ts";

export interface OwnWork {
  id: string;
  slug: string;
  kind: string;
  title: string;
  state: string;
  /** Of the version that is being written or waits for review; null where there is none. */
  open: string | null;
  useful_count: number;
  comments_count: number;
  replications_count: number;
  uses_count: number;
  /** When it was changed, saved or told. */
  at: string;
  note: string;
}

interface Part {
  page: number;
  size: number;
}

const WORK = sql`r.id, r.slug, r.kind, r.title, r.state, r.useful_count, r.comments_count, r.replications_count, r.uses_count`;

async function partOf(db: Db, query: RawBuilder<unknown>, order: RawBuilder<unknown>, { page, size }: Part): Promise<{ rows: OwnWork[]; total: number }> {
  const { rows } = await sql<OwnWork & { total: number }>`${query} ORDER BY ${order} LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(db);
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** Begun by them, or signed by them with their account. */
export async function listMade(db: Db, actor: Actor, part: Part) {
  const query = sql`SELECT ${WORK}, v.state AS open, r.updated_at AS at, '' AS note, COUNT(*) OVER () AS total
    FROM resources r LEFT JOIN resource_versions v ON v.resource_id = r.id AND v.state IN ('draft', 'in_review')
    WHERE r.created_by = ${actor.id} OR EXISTS (SELECT 1 FROM resource_authors a WHERE a.resource_id = r.id AND a.person_id = ${actor.id})`;
  return partOf(db, query, sql`CASE WHEN v.state IS NULL THEN 1 ELSE 0 END, r.updated_at DESC, r.id`, part);
}

/** Of what they saved, what they may still see. */
export async function listSaved(db: Db, actor: Actor, part: Part) {
  const query = sql`SELECT ${WORK}, NULL AS open, k.created_at AS at, '' AS note, COUNT(*) OVER () AS total FROM resource_marks k JOIN resources r ON r.id = k.resource_id
    WHERE k.person_id = ${actor.id} AND k.kind = 'saved' AND ${resourceVisibleTo(actor)}`;
  return partOf(db, query, sql`k.created_at DESC, r.id`, part);
}

/** What they told that they used. */
export async function listUsed(db: Db, actor: Actor, part: Part) {
  const query = sql`SELECT ${WORK}, NULL AS open, l.used_on AS at, COALESCE(e.name, l.place) AS note, COUNT(*) OVER () AS total FROM replications l JOIN resources r ON r.id = l.resource_id
    LEFT JOIN establishments e ON e.id = l.establishment_id WHERE l.person_id = ${actor.id} AND l.removed_at IS NULL AND ${resourceVisibleTo(actor)}`;
  return partOf(db, query, sql`l.used_on DESC, l.id`, part);
}

export type Shelf = "used" | "replicated" | "recent";

export interface ShelfWork {
  shelf: Shelf;
  id: string;
  slug: string;
  kind: string;
  title: string;
  count: number;
}

const DAYS = 90;
const DAY_MS = 86_400_000;
const EACH = 3;
/** Looked at for what is used now: of those most used ever, so that no page adds up the uses of all. */
const EVER_USED = 300;

/** Three short lists, in one query: most used in 90 days, most replicated, lately added; of what the reader may find. */
export async function listShelves(db: Db, listed: RawBuilder<unknown>, now: string): Promise<ShelfWork[]> {
  const since = new Date(Date.parse(now) - DAYS * DAY_MS).toISOString().slice(0, 10);
  const { rows } = await sql<ShelfWork>`SELECT * FROM (
      SELECT 'used' AS shelf, r.id, r.slug, r.kind, r.title, u.uses AS count, r.published_at AS at FROM
        (SELECT q.resource_id, SUM(q.count) AS uses FROM (SELECT id FROM resources WHERE uses_count > 0 ORDER BY uses_count DESC LIMIT ${EVER_USED}) m
          JOIN resource_uses q ON q.resource_id = m.id WHERE q.day >= ${since} GROUP BY q.resource_id) u JOIN resources r ON r.id = u.resource_id
        WHERE ${listed} ORDER BY u.uses DESC, r.id DESC LIMIT ${EACH}) used
    UNION ALL SELECT * FROM (SELECT 'replicated', r.id, r.slug, r.kind, r.title, r.replications_count AS count, r.published_at FROM resources r
        WHERE r.replications_count > 0 AND ${listed} ORDER BY r.replications_count DESC, r.id DESC LIMIT ${EACH}) replicated
    UNION ALL SELECT * FROM (SELECT 'recent', r.id, r.slug, r.kind, r.title, 0 AS count, r.published_at FROM resources r
        WHERE ${listed} ORDER BY r.published_at DESC, r.id DESC LIMIT ${EACH}) recent`.execute(db);
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}
