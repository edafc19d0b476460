/** A resource with all that its page shows. */
import { sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import type { NodeTagData } from "#app/domain/nodes/node.ts";
import type { Db } from "#db/create.ts";
import { isSectionKey, SECTION_KEYS, type SectionKey } from "./experience.ts";
import { LEVELS, type Level } from "./resource.ts";
import type { StandingResource } from "./resources.repo.server.ts";
import { resourceVisibleTo } from "./visibility.server.ts";

export interface ResourcePageRow extends Omit<StandingResource, "levels"> {
  levels: Level[];
  nodes: (NodeTagData & { id: string })[];
  schools: { id: string; slug: string; name: string }[];
  /** Empty for visitors where those who are named did not agree to stand on public pages. */
  authors: string[];
  specialties: { id: string; name: string }[];
  tags: { tag: string; key: string }[];
  sections: { key: SectionKey; html: string }[];
  /** What it was made from, where the reader may see that. */
  origin: { kind: string; slug: string; title: string } | null;
  circle: { id: string; name: string } | null;
  /** Whether a next version is being written, or waits for review. */
  open: { number: number; state: "draft" | "in_review"; note: string; decision_note: string } | null;
}

interface Part {
  is: string;
  id: string;
  key: string;
  name: string;
  glyph: string;
  number: number;
}

export async function pageOf(db: Db, actor: Actor | null, resource: StandingResource): Promise<ResourcePageRow> {
  const parts = await partsOf(db, actor, resource);
  const of = (is: string) => parts.filter((part) => part.is === is);
  const [origin] = of("origin");
  const [circle] = of("circle");
  const [open] = of("open");
  const named = actor !== null || resource.authors_agreed_at !== null;
  return {
    ...resource,
    levels: (JSON.parse(resource.levels) as string[]).filter((level): level is Level => Object.hasOwn(LEVELS, level)),
    nodes: of("node").map(({ id, key, name, glyph, number }) => ({ id, slug: key, name, glyph, colour: number })),
    schools: of("school").map(({ id, key, name }) => ({ id, slug: key, name })),
    authors: named ? of("author").map(({ name }) => name) : [],
    specialties: of("specialty").map(({ key, name }) => ({ id: key, name })),
    tags: of("tag").map(({ key, name }) => ({ tag: name, key })),
    sections: SECTION_KEYS.flatMap((key) => of("section").flatMap((part) => (part.key === key && isSectionKey(part.key) ? [{ key, html: part.name }] : []))),
    origin: origin ? { kind: origin.glyph, slug: origin.key, title: origin.name } : null,
    circle: circle ? { id: circle.id, name: circle.name } : null,
    open: open ? { number: open.number, state: open.key as "draft" | "in_review", note: open.name, decision_note: open.glyph } : null,
  };
}

/** All that hangs on it in one query. */
async function partsOf(db: Db, actor: Actor | null, { id, circle_id, adapted_from_id }: StandingResource): Promise<Part[]> {
  const { rows } = await sql<Part>`SELECT * FROM (
    SELECT 'node' AS "is", n.id AS id, n.slug AS "key", n.name AS name, n.glyph AS glyph, n.colour AS "number"
      FROM resource_nodes x JOIN nodes n ON n.id = x.node_id WHERE x.resource_id = ${id}
    UNION ALL SELECT 'school', e.id, e.slug, e.name, '', 0 FROM resource_schools x JOIN establishments e ON e.id = x.establishment_id WHERE x.resource_id = ${id}
    UNION ALL SELECT 'author', a.id, '', a.name, '', a.position FROM resource_authors a WHERE a.resource_id = ${id}
    UNION ALL SELECT 'specialty', s.id, s.id, s.name, '', 0 FROM resource_specialties x JOIN specialties s ON s.id = x.specialty_id WHERE x.resource_id = ${id}
    UNION ALL SELECT 'tag', '', t.tag_key, t.tag, '', 0 FROM resource_tags t WHERE t.resource_id = ${id}
    UNION ALL SELECT 'section', '', x."key", x.html, '', 0 FROM resource_sections x WHERE x.resource_id = ${id}
    UNION ALL SELECT 'circle', c.id, '', c.name, '', 0 FROM circles c WHERE c.id = ${circle_id}
    UNION ALL SELECT 'open', v.id, v.state, v.note, v.decision_note, v.number FROM resource_versions v WHERE v.resource_id = ${id} AND v.state IN ('draft', 'in_review')
    UNION ALL SELECT 'origin', r.id, r.slug, r.title, r.kind, 0 FROM resources r WHERE r.id = ${adapted_from_id} AND ${resourceVisibleTo(actor)}
  ) parts ORDER BY CASE WHEN "is" = 'author' THEN "number" ELSE 0 END, name`.execute(db);
  return rows;
}
