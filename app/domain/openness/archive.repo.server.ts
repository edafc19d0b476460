/** A collection as its archive tells it: what this reader may see of it. */
import { collectionVisibleTo } from "#app/domain/collections/visibility.server.ts";
import type { Actor } from "#app/domain/context.ts";
import { SECTION_KEYS, SECTIONS } from "#app/domain/resources/experience.ts";
import { resourceListedFor } from "#app/domain/resources/visibility.server.ts";
import type { Db } from "#db/create.ts";
import { type ToldWork, worksByIds } from "./works.repo.server.ts";

/** More items than a path has. */
const MOST_ITEMS = 500;

export interface ArchivedItem {
  work: ToldWork;
  note_html: string;
  sections: { label: string; html: string }[];
}

export interface ArchivedCollection {
  id: string;
  slug: string;
  title: string;
  summary: string;
  body_html: string;
  updated_at: string;
  node: string | null;
  items: ArchivedItem[];
}

/** undefined: there is none, or none for this reader. */
export async function findArchivedCollection(db: Db, actor: Actor | null, slug: string): Promise<ArchivedCollection | undefined> {
  const row = await db
    .selectFrom("collections as c")
    .leftJoin("nodes as n", "n.id", "c.node_id")
    .select(["c.id", "c.slug", "c.title", "c.summary", "c.body_html", "c.updated_at", "n.name as node"])
    .where("c.slug", "=", slug)
    .where(collectionVisibleTo(actor))
    .executeTakeFirst();
  return row && { ...row, items: await itemsOf(db, actor, row.id) };
}

async function itemsOf(db: Db, actor: Actor | null, collectionId: string): Promise<ArchivedItem[]> {
  const rows = await db
    .selectFrom("collection_items as i")
    .innerJoin("resources as r", "r.id", "i.resource_id")
    .select(["r.id", "i.note_html"])
    .where("i.collection_id", "=", collectionId)
    .where(resourceListedFor(actor))
    .orderBy("i.position")
    .orderBy("i.id")
    .limit(MOST_ITEMS)
    .execute();
  const ids = rows.map((row) => row.id);
  const works = await worksByIds(db, actor, ids);
  const sections = ids.length === 0 ? [] : await db.selectFrom("resource_sections").select(["resource_id", "key", "html"]).where("resource_id", "in", ids).execute();
  const sectionsOf = (id: string) =>
    SECTION_KEYS.flatMap((key) => sections.filter((each) => each.resource_id === id && each.key === key).map(({ html }) => ({ label: SECTIONS[key].label, html })));
  return rows.flatMap(({ id, note_html }) => {
    const work = works.get(id);
    return work ? [{ work, note_html, sections: sectionsOf(id) }] : [];
  });
}
