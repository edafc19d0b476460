/** What the form of who made an experience offers to choose from. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import { nodesOfReader } from "./resource.policy.ts";
import type { ResourceContent } from "./resource.ts";
import { listSpecialties } from "./specialties.server.ts";

/** What stands, and what there is to choose from. */
export async function whoOf(ctx: Ctx & { actor: Actor }, content: ResourceContent) {
  const { db, actor } = ctx;
  const nodeIds = [...new Set([...nodesOfReader(actor), ...content.node_ids])];
  const named = async (table: "nodes" | "circles", ids: readonly string[]) =>
    ids.length === 0
      ? []
      : db
          .selectFrom(table)
          .select(["id", "name"])
          .where("id", "in", [...ids])
          .orderBy("name")
          .execute();
  return {
    schools: await schoolsOf(db, content.school_ids),
    nodes: await named("nodes", nodeIds),
    circles: await named("circles", [...new Set([...actor.circles, ...(content.circle_id ? [content.circle_id] : [])])]),
    specialties: (await listSpecialties(db)).map(({ id, name, sector }) => ({ id, name, sector })),
    stored: {
      authors: content.authors.map((author) => author.name).join("\n"),
      authors_agreed: content.authors_agreed ? "1" : "",
      school_ids: content.school_ids,
      node_ids: content.node_ids,
      specialty_ids: content.specialty_ids,
      levels: content.levels,
      objectives: content.objectives,
      tags: content.tags.join(", "),
      licence: content.licence,
      visibility: content.visibility,
      circle_id: content.circle_id ?? "",
    },
  };
}
export type Who = Awaited<ReturnType<typeof whoOf>>;

export async function schoolsOf(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom("establishments as e")
    .innerJoin("comunas as c", "c.code", "e.comuna_code")
    .select(["e.id", "e.name", "c.name as comuna"])
    .where("e.id", "in", [...ids])
    .orderBy("e.search_text")
    .execute();
}
