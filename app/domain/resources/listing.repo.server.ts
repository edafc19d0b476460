/** Lists of the repository: what matches, in which order, and how many each further choice would leave. */
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { entryMatches, entryRank, wordsIn } from "#app/domain/search/search.repo.server.ts";
import type { Db } from "#db/create.ts";
import { cardsOf, liveFiles, type ResourceCard } from "./cards.repo.server.ts";
import { LEVELS, type ResourceKind } from "./resource.ts";
import { resourceListedFor } from "./visibility.server.ts";

export const ORDERS = ["recent", "used", "replicated", "useful", "relevance"] as const;
export type ResourceOrder = (typeof ORDERS)[number];

export interface ResourceFilter {
  q?: string | undefined;
  kind?: ResourceKind | undefined;
  nodeId?: string | undefined;
  schoolId?: string | undefined;
  specialtyId?: string | undefined;
  level?: string | undefined;
  /** Code of the region of one of its schools. */
  region?: string | undefined;
  language?: string | undefined;
  licence?: string | undefined;
  withFiles?: boolean | undefined;
  /** searchText of it. */
  tag?: string | undefined;
  authorId?: string | undefined;
  circleId?: string | undefined;
  order?: ResourceOrder | undefined;
  page?: number | undefined;
  size?: number | undefined;
  /** The present: what has closed sinks. */
  now?: string | undefined;
}

export const RESOURCES_A_PAGE = 24;

type Condition = RawBuilder<SqlBool>;

/** What a choice narrows to; each can be asked for without it. */
function choices(filter: ResourceFilter): Record<string, Condition> {
  const all: Record<string, Condition> = {};
  const { kind, nodeId, specialtyId, level, region, language, licence, withFiles, tag } = filter;
  if (kind) all.kind = sql`r.kind = ${kind}`;
  if (nodeId) all.node = sql`EXISTS (SELECT 1 FROM resource_nodes x WHERE x.resource_id = r.id AND x.node_id = ${nodeId})`;
  if (specialtyId) all.specialty = sql`EXISTS (SELECT 1 FROM resource_specialties x WHERE x.resource_id = r.id AND x.specialty_id = ${specialtyId})`;
  if (level) all.level = sql`r.levels LIKE ${`%"${level}"%`}`;
  if (region)
    all.region = sql`EXISTS (SELECT 1 FROM resource_schools x JOIN establishments e ON e.id = x.establishment_id WHERE x.resource_id = r.id AND e.region_code = ${region})`;
  if (language) all.language = sql`r.language = ${language}`;
  if (licence) all.licence = sql`r.licence = ${licence}`;
  if (withFiles) all.files = sql`EXISTS (SELECT 1 FROM attachments t WHERE ${liveFiles})`;
  if (tag) all.tag = sql`EXISTS (SELECT 1 FROM resource_tags x WHERE x.resource_id = r.id AND x.tag_key = ${tag})`;
  return all;
}

function within(actor: Actor | null, filter: ResourceFilter, words: Words | null): Condition {
  const { schoolId, authorId, circleId } = filter;
  const all: Condition[] = [resourceListedFor(actor)];
  if (words) all.push(words.match);
  if (schoolId) all.push(sql`EXISTS (SELECT 1 FROM resource_schools x WHERE x.resource_id = r.id AND x.establishment_id = ${schoolId})`);
  if (authorId) all.push(sql`EXISTS (SELECT 1 FROM resource_authors x WHERE x.resource_id = r.id AND x.person_id = ${authorId})`);
  if (circleId) all.push(sql`r.circle_id = ${circleId}`);
  return sql`(${sql.join(all, sql` AND `)})`;
}

interface Words {
  match: Condition;
  rank: RawBuilder<number>;
}

async function wordsOf(db: Db, actor: Actor | null, { q }: ResourceFilter): Promise<Words | null> {
  const words = q ? await wordsIn(db, q, actor) : null;
  return words && { match: entryMatches(db, words, "resource", "r.id") as Condition, rank: entryRank(db, words, "resource", "r.id") };
}

/** One page of what the actor may find. */
export async function listResources(db: Db, actor: Actor | null, filter: ResourceFilter): Promise<ResourcePageOf> {
  const words = await wordsOf(db, actor, filter);
  const where = sql`${sql.join([within(actor, filter, words), ...Object.values(choices(filter))], sql` AND `)}`;
  const counted = await sql<{ total: number }>`SELECT count(*) AS total FROM resources r WHERE ${where}`.execute(db);
  return pageWhere(db, actor, filter, words, Number(counted.rows[0]?.total ?? 0));
}

export interface ResourcePageOf {
  rows: ResourceCard[];
  page: number;
  pages: number;
  total: number;
}

async function pageWhere(db: Db, actor: Actor | null, filter: ResourceFilter, words: Words | null, total: number): Promise<ResourcePageOf> {
  const { page = 1, size = RESOURCES_A_PAGE } = filter;
  const where = sql`${sql.join([within(actor, filter, words), ...Object.values(choices(filter))], sql` AND `)}`;
  const found = await sql<{ id: string }>`SELECT r.id FROM resources r WHERE ${where} ORDER BY ${orderOf(filter, words)} LIMIT ${size} OFFSET ${(page - 1) * size}`.execute(db);
  const rows = await cardsOf(
    db,
    actor,
    found.rows.map((row) => row.id),
  );
  return { rows, page, pages: Math.max(1, Math.ceil(total / size)), total };
}

export interface Facet {
  value: string;
  label: string;
  count: number;
}

export type FacetName = "kind" | "node" | "specialty" | "level" | "language" | "licence" | "files" | "tag";
export type Facets = Record<FacetName, Facet[]>;

const TAGS_SHOWN = 24;

/** The same with how many each choice would leave: counted without what was chosen of its own kind, so that one sees what else there is. */
export async function listWithFacets(db: Db, actor: Actor | null, filter: ResourceFilter): Promise<ResourcePageOf & { facets: Facets }> {
  const words = await wordsOf(db, actor, filter);
  const chosen = Object.entries(choices(filter));
  const flags = chosen.map(([name, condition]) => sql`, CASE WHEN ${condition} THEN 1 ELSE 0 END AS ${sql.ref(`ok_${name}`)}`);
  /** Rows that all choices but that of `name` leave. */
  const but = (name: string) => {
    const others = chosen.filter(([other]) => other !== name).map(([other]) => sql`${sql.ref(`m.ok_${other}`)} = 1`);
    return others.length === 0 ? sql`1 = 1` : sql`${sql.join(others, sql` AND `)}`;
  };
  const { rows } = await sql<{ facet: string; value: string; label: string; count: number }>`
    WITH m AS MATERIALIZED (SELECT r.id, r.kind, r.language, r.licence, r.levels, r.version ${flags.length ? sql.join(flags, sql``) : sql``} FROM resources r WHERE ${within(actor, filter, words)})
    SELECT 'total' AS facet, '' AS value, '' AS label, count(*) AS "count" FROM m WHERE ${but("")}
    UNION ALL SELECT 'kind', m.kind, '', count(*) FROM m WHERE ${but("kind")} GROUP BY m.kind
    UNION ALL SELECT 'language', m.language, '', count(*) FROM m WHERE ${but("language")} GROUP BY m.language
    UNION ALL SELECT 'licence', m.licence, '', count(*) FROM m WHERE ${but("licence")} GROUP BY m.licence
    UNION ALL SELECT 'node', n.slug, n.name, g.n FROM
      (SELECT x.node_id, count(*) AS n FROM m JOIN resource_nodes x ON x.resource_id = m.id WHERE ${but("node")} GROUP BY x.node_id) g JOIN nodes n ON n.id = g.node_id
    UNION ALL SELECT 'specialty', s.id, s.name, g.n FROM
      (SELECT x.specialty_id, count(*) AS n FROM m JOIN resource_specialties x ON x.resource_id = m.id WHERE ${but("specialty")} GROUP BY x.specialty_id) g
      JOIN specialties s ON s.id = g.specialty_id
    UNION ALL SELECT 'files', '1', '', count(*) FROM (SELECT m.id, m.version FROM m WHERE ${but("files")}) AS r WHERE EXISTS (SELECT 1 FROM attachments t WHERE ${liveFiles})
    UNION ALL SELECT * FROM (SELECT 'tag', x.tag_key, MIN(x.tag), count(*) AS n FROM m JOIN resource_tags x ON x.resource_id = m.id WHERE ${but("tag")}
      GROUP BY x.tag_key ORDER BY n DESC, x.tag_key LIMIT ${TAGS_SHOWN}) tags
    ${sql.join(
      LEVEL_KEYS.map((level) => sql`UNION ALL SELECT 'level', ${sql.lit(level)}, '', count(*) FROM m WHERE ${but("level")} AND m.levels LIKE ${sql.lit(`%"${level}"%`)}`),
      sql` `,
    )}`.execute(db);
  const of = (facet: string): Facet[] => rows.filter((row) => row.facet === facet).map(({ value, label, count }) => ({ value, label, count: Number(count) }));
  const facets = Object.fromEntries(FACETS.map((name) => [name, of(name)])) as Facets;
  return { ...(await pageWhere(db, actor, filter, words, of("total")[0]?.count ?? 0)), facets };
}

const FACETS: FacetName[] = ["kind", "node", "specialty", "level", "language", "licence", "files", "tag"];
const LEVEL_KEYS = Object.keys(LEVELS);

function orderOf({ order = "recent", now = new Date().toISOString() }: ResourceFilter, words: Words | null) {
  const newest = sql`r.published_at DESC, r.id DESC`;
  // What has closed sinks, however it is looked at.
  const open = sql`CASE WHEN r.closes_at < ${now} THEN 1 ELSE 0 END`;
  if (order === "relevance" && words) return sql`${words.rank} DESC, ${open}, ${newest}`;
  if (order === "used") return sql`${open}, r.uses_count DESC, ${newest}`;
  if (order === "replicated") return sql`${open}, r.replications_count DESC, ${newest}`;
  if (order === "useful") return sql`${open}, r.useful_count DESC, ${newest}`;
  return sql`${open}, ${newest}`;
}
