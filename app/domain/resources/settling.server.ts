/** What a content may name: nodes one belongs to, circles one speaks in, things that are there. What stood there before may stay. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import { invalid } from "#app/domain/errors.ts";
import { hasVoice } from "#app/domain/rights.ts";
import type { Db } from "#db/create.ts";
import { searchText } from "#db/search-text.ts";
import { nodesOfReader } from "./resource.policy.ts";
import type { ResourceContent } from "./resource.ts";
import { findVisible } from "./resources.repo.server.ts";

/** Throws for what is not the actor's to name; returns the content with the accounts of its authors. */
export async function settled(tx: Ctx, actor: Actor, content: ResourceContent, before: ResourceContent | null): Promise<ResourceContent> {
  await settleNodes(tx.db, actor, content, before);
  await settlePlaces(tx.db, content);
  if (content.circle_id && content.circle_id !== before?.circle_id && !hasVoice(actor, content.circle_id)) throw invalid("circle_id", "not_found");
  const origin = content.adapted_from_id;
  if (origin && origin !== before?.adapted_from_id && !(await findVisible(tx.db, actor, { id: origin }))) throw invalid("adapted_from_id", "not_found");
  return { ...content, authors: await withAccounts(tx.db, actor, content, before) };
}

async function settleNodes(db: Db, actor: Actor, content: ResourceContent, before: ResourceContent | null): Promise<void> {
  const added = content.node_ids.filter((id) => !before?.node_ids.includes(id));
  if (added.length === 0) return;
  const own = new Set(nodesOfReader(actor));
  if (!actor.admin && added.some((id) => !own.has(id))) throw invalid("node_ids", "resource_not_your_node");
  const there = await db.selectFrom("nodes").select("id").where("id", "in", added).where("archived_at", "is", null).execute();
  if (there.length !== added.length) throw invalid("node_ids", "not_found");
}

async function settlePlaces(db: Db, content: ResourceContent): Promise<void> {
  if (content.school_ids.length > 0) {
    const there = await db.selectFrom("establishments").select("id").where("id", "in", content.school_ids).execute();
    if (there.length !== content.school_ids.length) throw invalid("school_ids", "not_found");
  }
  if (content.specialty_ids.length > 0) {
    const there = await db.selectFrom("specialties").select("id").where("id", "in", content.specialty_ids).execute();
    if (there.length !== content.specialty_ids.length) throw invalid("specialty_ids", "not_found");
  }
}

/**
 * Whose accounts the authors are, by name: their own, what was known before, and one person alone of that name in its nodes and schools. A name that
 * two people share stays a name.
 */
async function withAccounts(db: Db, actor: Actor, content: ResourceContent, before: ResourceContent | null): Promise<ResourceContent["authors"]> {
  const known = new Map((before?.authors ?? []).filter((author) => author.person_id).map((author) => [searchText(author.name), author.person_id]));
  known.set(searchText(actor.name), actor.id);
  const unknown = content.authors.filter((author) => !known.has(searchText(author.name)));
  const near = unknown.length > 0 ? await peopleNear(db, content) : [];
  return content.authors.map(({ name }) => {
    const key = searchText(name);
    const alike = near.filter((person) => searchText(person.name) === key);
    return { name, person_id: known.get(key) ?? (alike.length === 1 ? (alike[0]?.id ?? null) : null) };
  });
}

const NEAR_MAX = 3_000;

async function peopleNear(db: Db, { node_ids, school_ids }: ResourceContent): Promise<{ id: string; name: string }[]> {
  if (node_ids.length + school_ids.length === 0) return [];
  return db
    .selectFrom("people as p")
    .select(["p.id", "p.name"])
    .where("p.suspended_at", "is", null)
    .where((eb) =>
      eb.or([
        ...(school_ids.length ? [eb("p.establishment_id", "in", school_ids)] : []),
        ...(node_ids.length
          ? [
              eb.exists(
                eb
                  .selectFrom("memberships as m")
                  .select("m.id")
                  .whereRef("m.person_id", "=", "p.id")
                  .where("m.node_id", "in", node_ids)
                  .where("m.joined_at", "is not", null)
                  .where("m.left_at", "is", null),
              ),
            ]
          : []),
      ]),
    )
    .limit(NEAR_MAX)
    .execute();
}
