import type { Db } from "#db/create.ts";

export interface ChosenNode {
  id: string;
  name: string;
  /** null: nothing was chosen. */
  how: string | null;
}

/** Of these nodes, those that live, with what one person chose for each. */
export async function listChosenNodes(db: Db, personId: string, nodeIds: readonly string[]): Promise<ChosenNode[]> {
  if (nodeIds.length === 0) return [];
  return db
    .selectFrom("nodes as n")
    .leftJoin("node_news as w", (join) => join.onRef("w.node_id", "=", "n.id").on("w.person_id", "=", personId))
    .select(["n.id", "n.name", "w.how"])
    .where("n.id", "in", [...nodeIds])
    .where("n.archived_at", "is", null)
    .orderBy("n.name")
    .execute();
}

/** What is as it is without a choice needs no row. */
export async function chooseNews(tx: Db, personId: string, hows: readonly { node_id: string; how: string }[], now: string): Promise<void> {
  const chosen = hows.filter(({ how }) => how !== "digest");
  const others = hows.filter(({ how }) => how === "digest").map(({ node_id }) => node_id);
  if (others.length > 0) await tx.deleteFrom("node_news").where("person_id", "=", personId).where("node_id", "in", others).execute();
  if (chosen.length === 0) return;
  await tx
    .insertInto("node_news")
    .values(chosen.map(({ node_id, how }) => ({ node_id, person_id: personId, how, chosen_at: now })))
    .onConflict((oc) => oc.columns(["node_id", "person_id"]).doUpdateSet((eb) => ({ how: eb.ref("excluded.how"), chosen_at: now })))
    .execute();
}

export async function findDigestReader(db: Db, personId: string): Promise<{ id: string; email: string; digest: string } | undefined> {
  return db.selectFrom("people").select(["id", "email", "digest"]).where("id", "=", personId).where("suspended_at", "is", null).executeTakeFirst();
}

/** Whoever had none hears of what comes from now on. */
export async function updatePace(tx: Db, personId: string, pace: string, now: string): Promise<void> {
  await tx.updateTable("people").set({ digested_until: now }).where("id", "=", personId).where("digest", "=", "never").execute();
  await tx.updateTable("people").set({ digest: pace }).where("id", "=", personId).execute();
}
