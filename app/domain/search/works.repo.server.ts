/** What resources and collections are found by: the published ones alone, by the rules of their own visibility. */
import { sql } from "kysely";
import { LEVELS, RESOURCE_KINDS } from "#app/domain/resources/resource.ts";
import type { Db } from "#db/create.ts";
import { type Entry, MEMBERS, ofNode, ofRegion, onePerson, PUBLIC, readersOfNode, shownOf, textOfHtml, voiceIn } from "./entry.ts";
import { gathered, type Texts } from "./gathering.ts";

type Work = Awaited<ReturnType<typeof listWorks>>[number];

async function listWorks(db: Db, ids: readonly string[]) {
  return db
    .selectFrom("resources as r")
    .select(["r.id", "r.kind", "r.title", "r.summary", "r.body_html", "r.objectives", "r.levels", "r.visibility", "r.circle_id", "r.created_by", "r.authors_agreed_at"])
    .select(["r.published_at", "r.updated_at"])
    .where("r.id", "in", [...ids])
    .where("r.state", "=", "published")
    .execute();
}

/** All that hangs on them, in one query: what it is, its words, and an id where it belongs to something. */
async function listParts(db: Db, ids: readonly string[]): Promise<Texts> {
  const these = sql`(${sql.join([...ids])})`;
  const { rows } = await sql<{ owner: string; what: string; text: string | null; id: string | null }>`
    SELECT x.resource_id AS owner, 'node' AS what, n.name AS text, n.id AS id FROM resource_nodes x JOIN nodes n ON n.id = x.node_id WHERE x.resource_id IN ${these}
    UNION ALL SELECT x.resource_id, 'school', e.name, e.region_code FROM resource_schools x JOIN establishments e ON e.id = x.establishment_id WHERE x.resource_id IN ${these}
    UNION ALL SELECT x.resource_id, 'author', x.name, x.person_id FROM resource_authors x WHERE x.resource_id IN ${these}
    UNION ALL SELECT x.resource_id, 'specialty', s.name, s.id FROM resource_specialties x JOIN specialties s ON s.id = x.specialty_id WHERE x.resource_id IN ${these}
    UNION ALL SELECT x.resource_id, 'tag', x.tag, NULL FROM resource_tags x WHERE x.resource_id IN ${these}
    UNION ALL SELECT x.resource_id, 'section', x.html, NULL FROM resource_sections x WHERE x.resource_id IN ${these}
    UNION ALL SELECT a.owner_id, 'name', a.name, NULL FROM attachments a JOIN resources r ON r.id = a.owner_id
      WHERE a.owner_kind = 'resource' AND a.owner_id IN ${these} AND a.added_in <= r.version AND (a.removed_in IS NULL OR a.removed_in > r.version)
    UNION ALL SELECT a.owner_id, 'name', a.label, NULL FROM attachments a JOIN resources r ON r.id = a.owner_id
      WHERE a.owner_kind = 'resource' AND a.owner_id IN ${these} AND a.label <> '' AND a.added_in <= r.version AND (a.removed_in IS NULL OR a.removed_in > r.version)
    UNION ALL SELECT a.owner_id, 'file', f.text, f.id FROM attachments a JOIN resources r ON r.id = a.owner_id JOIN files f ON f.id = a.file_id
      WHERE a.owner_kind = 'resource' AND a.owner_id IN ${these} AND f.text IS NOT NULL AND a.added_in <= r.version AND (a.removed_in IS NULL OR a.removed_in > r.version)`.execute(
    db,
  );
  return gathered(rows);
}

/** resourceListedFor() of visibility.server.ts, in signs: what curators may see beside this is not published. */
function audienceOf(work: Work, parts: Texts): string[] {
  const makers = [work.created_by, ...parts.ids(work.id, "author")].filter((id) => id !== null).map(onePerson);
  if (work.visibility === "public") return [PUBLIC];
  if (work.visibility === "members") return [MEMBERS];
  if (work.visibility === "node") return [...makers, ...parts.ids(work.id, "node").map(readersOfNode)];
  return work.visibility === "circle" && work.circle_id ? [...makers, voiceIn(work.circle_id)] : makers;
}

function levelsOf(json: string): string[] {
  const keys: unknown = JSON.parse(json || "[]");
  return Array.isArray(keys) ? keys.map((key) => LEVELS[key as keyof typeof LEVELS] ?? "") : [];
}

export async function resourceEntries(db: Db, ids: readonly string[]): Promise<Entry[]> {
  const works = await listWorks(db, ids);
  if (works.length === 0) return [];
  const parts = await listParts(
    db,
    works.map((work) => work.id),
  );
  return works.map((work) => {
    const texts = (what: string) => parts.texts(work.id, what);
    const sections = texts("section").map(textOfHtml);
    const body = textOfHtml(work.body_html);
    // Whoever did not agree to stand on public pages is not found by them either.
    const authors = work.authors_agreed_at === null ? [] : texts("author");
    return {
      ref_id: work.id,
      at: work.published_at ?? work.updated_at,
      title: work.title,
      head: [work.summary, ...texts("tag"), ...texts("specialty"), ...texts("school"), ...texts("node"), ...authors],
      body: [RESOURCE_KINDS[work.kind as keyof typeof RESOURCE_KINDS] ?? "", body, work.objectives, ...sections, ...texts("name"), ...levelsOf(work.levels)],
      files: texts("file"),
      shown: shownOf(work.summary, body, ...sections, work.objectives),
      signs: [...audienceOf(work, parts), ...parts.ids(work.id, "node").map(ofNode), ...parts.ids(work.id, "school").map(ofRegion)],
    };
  });
}

export async function collectionEntries(db: Db, ids: readonly string[]): Promise<Entry[]> {
  const rows = await db
    .selectFrom("collections as c")
    .leftJoin("nodes as n", "n.id", "c.node_id")
    .selectAll("c")
    .select("n.name as node")
    .where("c.id", "in", [...ids])
    .where("c.archived_at", "is", null)
    .execute();
  return rows.map((row) => {
    const body = textOfHtml(row.body_html);
    const own = row.created_by === null ? [] : [onePerson(row.created_by)];
    const audience =
      row.visibility === "public" ? [PUBLIC] : row.visibility === "members" ? [MEMBERS] : row.visibility === "node" && row.node_id ? [...own, readersOfNode(row.node_id)] : own;
    const node = row.node_id === null ? [] : [ofNode(row.node_id)];
    return {
      ref_id: row.id,
      at: row.updated_at,
      title: row.title,
      head: [row.summary, row.node],
      body: [body],
      shown: shownOf(row.summary, body),
      signs: [...audience, ...node],
      own: row.visibility === "mine",
    };
  });
}
