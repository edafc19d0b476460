/** Rows of resources and of what hangs on them. Who sees which is in visibility.server.ts. */
import type { Insertable, Selectable, Updateable } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import type { ResourcesTable } from "#db/repository-tables.ts";
import { searchText } from "#db/search-text.ts";
import type { ResourceStanding } from "./resource.policy.ts";
import type { ResourceContent, ResourceKind, ResourceState, ResourceVisibility } from "./resource.ts";
import { resourceVisibleTo } from "./visibility.server.ts";

export type ResourceRow = Omit<Selectable<ResourcesTable>, "kind" | "state" | "visibility"> & { kind: ResourceKind; state: ResourceState; visibility: ResourceVisibility };

/** A resource with what the policies look at. */
export interface StandingResource extends ResourceRow, ResourceStanding {}

/** By id, whoever asks: for acts that have their own right to know. */
export async function findResource(db: Db, id: string): Promise<StandingResource | null> {
  const row = await db.selectFrom("resources").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? standing(db, row as ResourceRow) : null;
}

/** By id or slug, if the actor may see it. */
export async function findVisible(db: Db, actor: Actor | null, by: { id: string } | { slug: string }): Promise<StandingResource | null> {
  const all = db.selectFrom("resources as r").selectAll("r").where(resourceVisibleTo(actor));
  const row = await ("id" in by ? all.where("r.id", "=", by.id) : all.where("r.slug", "=", by.slug)).executeTakeFirst();
  return row ? standing(db, row as ResourceRow) : null;
}

async function standing(db: Db, row: ResourceRow): Promise<StandingResource> {
  const ties = await db
    .selectFrom("resource_nodes")
    .select(["node_id as id"])
    .select((eb) => eb.val("node").as("is"))
    .where("resource_id", "=", row.id)
    .unionAll(
      db
        .selectFrom("resource_authors")
        .select((eb) => eb.ref("person_id").$notNull().as("id"))
        .select((eb) => eb.val("author").as("is"))
        .where("resource_id", "=", row.id)
        .where("person_id", "is not", null),
    )
    .execute();
  const of = (is: string) => ties.filter((tie) => tie.is === is).map((tie) => tie.id);
  return { ...row, nodeIds: of("node"), authorIds: of("author") };
}

export async function insertResource(tx: Db, row: Insertable<ResourcesTable>): Promise<void> {
  await tx.insertInto("resources").values(row).execute();
}

export async function updateResource(tx: Db, id: string, change: Updateable<ResourcesTable>): Promise<void> {
  await tx.updateTable("resources").set(change).where("id", "=", id).execute();
}

/** Writes the tables that hang on a resource anew: what readers find it by, and its sheet. */
export async function replaceTies(tx: Db, resourceId: string, content: ResourceContent, sections: { key: string; md: string; html: string }[]): Promise<void> {
  const resource_id = resourceId;
  for (const table of TIES) await tx.deleteFrom(table).where("resource_id", "=", resource_id).execute();
  const authors = content.authors.map(({ name, person_id }, index) => ({ id: newId(), resource_id, position: index + 1, person_id, name }));
  if (authors.length) await tx.insertInto("resource_authors").values(authors).execute();
  const nodes = content.node_ids.map((node_id) => ({ resource_id, node_id }));
  if (nodes.length) await tx.insertInto("resource_nodes").values(nodes).execute();
  const schools = content.school_ids.map((establishment_id) => ({ resource_id, establishment_id }));
  if (schools.length) await tx.insertInto("resource_schools").values(schools).execute();
  const specialties = content.specialty_ids.map((specialty_id) => ({ resource_id, specialty_id }));
  if (specialties.length) await tx.insertInto("resource_specialties").values(specialties).execute();
  const tags = content.tags.map((tag) => ({ resource_id, tag, tag_key: searchText(tag) }));
  if (tags.length) await tx.insertInto("resource_tags").values(tags).execute();
  if (sections.length)
    await tx
      .insertInto("resource_sections")
      .values(sections.map((section) => ({ resource_id, ...section })))
      .execute();
}

const TIES = ["resource_authors", "resource_nodes", "resource_schools", "resource_specialties", "resource_tags", "resource_sections"] as const;

/** How many files a version has. */
export async function countFiles(db: Db, resourceId: string, version: number): Promise<number> {
  const { files } = await db
    .selectFrom("attachments")
    .select((eb) => eb.fn.countAll<number>().as("files"))
    .where("owner_kind", "=", "resource")
    .where("owner_id", "=", resourceId)
    .where("added_in", "<=", version)
    .where((eb) => eb.or([eb("removed_in", "is", null), eb("removed_in", ">", version)]))
    .executeTakeFirstOrThrow();
  return Number(files);
}
