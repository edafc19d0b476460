/** Resources as lists show them: one row and its ties, in two queries whatever their number. */
import { sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import type { NodeTagData } from "#app/domain/nodes/node.ts";
import type { Db } from "#db/create.ts";
import type { ResourceKind, ResourceState, ResourceVisibility } from "./resource.ts";
import { resourceVisibleTo } from "./visibility.server.ts";

export interface ResourceCard {
  id: string;
  slug: string;
  kind: ResourceKind;
  state: ResourceState;
  visibility: ResourceVisibility;
  title: string;
  summary: string;
  language: string;
  licence: string;
  link_url: string | null;
  closes_at: string | null;
  zone: string | null;
  published_at: string | null;
  updated_at: string;
  version: number;
  useful_count: number;
  saved_count: number;
  comments_count: number;
  replications_count: number;
  uses_count: number;
  nodes: NodeTagData[];
  schools: { slug: string; name: string; comuna: string }[];
  /** Empty for visitors where those who are named did not agree to stand on public pages. */
  authors: string[];
  specialties: { id: string; name: string }[];
  files: number;
  /** The attachment whose thumbnail stands for it. */
  thumbnail: string | null;
}

type CardRow = Omit<ResourceCard, "nodes" | "schools" | "authors" | "specialties"> & { named: number };

interface Tie {
  resource_id: string;
  is: "node" | "school" | "author" | "specialty";
  key: string;
  name: string;
  glyph: string;
  number: number;
}

/** The files of a resource's live version (of the first, while none is live), for `resources r`. */
export const liveFiles = sql`t.owner_kind = 'resource' AND t.owner_id = r.id AND t.added_in <= CASE WHEN r.version = 0 THEN 1 ELSE r.version END
  AND (t.removed_in IS NULL OR t.removed_in > CASE WHEN r.version = 0 THEN 1 ELSE r.version END)`;

/** The cards of these resources, in this order; of those only that the actor may see. */
export async function cardsOf(db: Db, actor: Actor | null, ids: readonly string[]): Promise<ResourceCard[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<CardRow>`
    SELECT r.id, r.slug, r.kind, r.state, r.visibility, r.title, r.summary, r.language, r.licence, r.link_url, r.closes_at, r.zone, r.published_at, r.updated_at, r.version,
      r.useful_count, r.saved_count, r.comments_count, r.replications_count, r.uses_count, CASE WHEN r.authors_agreed_at IS NULL THEN 0 ELSE 1 END AS named,
      (SELECT count(*) FROM attachments t WHERE ${liveFiles}) AS files,
      (SELECT t.id FROM attachments t JOIN files f ON f.id = t.file_id WHERE f.preview = 1 AND ${liveFiles} ORDER BY t.position LIMIT 1) AS thumbnail
    FROM resources r WHERE r.id IN (${sql.join([...ids])}) AND ${resourceVisibleTo(actor)}`.execute(db);
  const ties = new Map<string, Tie[]>();
  for (const tie of await tiesOf(db, ids)) ties.set(tie.resource_id, [...(ties.get(tie.resource_id) ?? []), tie]);
  const byId = new Map(rows.map((row) => [row.id, cardOf(row, ties.get(row.id) ?? [], actor !== null)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

function cardOf({ named, ...row }: CardRow, ties: Tie[], signedIn: boolean): ResourceCard {
  const of = (is: Tie["is"]) => ties.filter((tie) => tie.is === is);
  return {
    ...row,
    files: Number(row.files),
    nodes: of("node").map(({ key, name, glyph, number }) => ({ slug: key, name, glyph, colour: number })),
    schools: of("school").map(({ key, name, glyph }) => ({ slug: key, name, comuna: glyph })),
    authors: signedIn || named === 1 ? of("author").map(({ name }) => name) : [],
    specialties: of("specialty").map(({ key, name }) => ({ id: key, name })),
  };
}

/** Authors in their order; all else by name. */
export async function tiesOf(db: Db, ids: readonly string[]): Promise<Tie[]> {
  const of = sql`IN (${sql.join([...ids])})`;
  const { rows } = await sql<Tie>`SELECT * FROM (
    SELECT x.resource_id AS resource_id, 'node' AS "is", n.slug AS "key", n.name AS name, n.glyph AS glyph, n.colour AS "number"
      FROM resource_nodes x JOIN nodes n ON n.id = x.node_id WHERE x.resource_id ${of}
    UNION ALL SELECT x.resource_id, 'school', e.slug, e.name, c.name, 0 FROM resource_schools x JOIN establishments e ON e.id = x.establishment_id
      JOIN comunas c ON c.code = e.comuna_code WHERE x.resource_id ${of}
    UNION ALL SELECT a.resource_id, 'author', coalesce(a.person_id, ''), a.name, '', a.position FROM resource_authors a WHERE a.resource_id ${of}
    UNION ALL SELECT x.resource_id, 'specialty', s.id, s.name, '', 0 FROM resource_specialties x JOIN specialties s ON s.id = x.specialty_id WHERE x.resource_id ${of}
  ) ties ORDER BY CASE WHEN "is" = 'author' THEN "number" ELSE 0 END, name`.execute(db);
  return rows;
}
