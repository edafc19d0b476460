import type { Db } from "#db/create.ts";

export interface WritableNode {
  id: string;
  slug: string;
  name: string;
  reviews: boolean;
}

/** Living nodes in which somebody may put what they share (null: all of them), with whether somebody looks at it first. */
export async function listWritableNodes(db: Db, ids: readonly string[] | null): Promise<WritableNode[]> {
  if (ids?.length === 0) return [];
  let query = db.selectFrom("nodes").select(["id", "slug", "name", "reviews_resources"]).where("archived_at", "is", null).orderBy("search_text");
  if (ids) query = query.where("id", "in", [...ids]);
  return (await query.execute()).map(({ reviews_resources, ...node }) => ({ ...node, reviews: reviews_resources === 1 }));
}

export async function nameOfPerson(db: Db, id: string | null): Promise<string | null> {
  if (!id) return null;
  return (await db.selectFrom("people").select("name").where("id", "=", id).executeTakeFirst())?.name ?? null;
}
