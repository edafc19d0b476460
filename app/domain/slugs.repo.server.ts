import type { Db } from "#db/create.ts";
import { slugify } from "#db/slug.ts";

type Kind = "node" | "establishment" | "resource" | "collection" | "call";
const TABLE = { node: "nodes", establishment: "establishments", resource: "resources", collection: "collections", call: "calls" } as const;

/**
 * The first free slug for a name: itself, then with `more` (the comuna) behind, then numbered. Slugs that once were and
 * redirect are taken too, except by the very thing they redirect to (`ownId`).
 */
export async function freeSlug(db: Db, kind: Kind, name: string, options: { more?: string; ownId?: string } = {}): Promise<string> {
  const base = slugify(name);
  const longer = options.more ? slugify(`${base} ${options.more}`) : base;
  const taken = await takenSlugs(db, kind, [base, longer], options.ownId);
  for (const candidate of [base, longer]) if (!taken.has(candidate)) return candidate;
  for (let number = 2; ; number += 1) if (!taken.has(`${longer}-${number}`)) return `${longer}-${number}`;
}

async function takenSlugs(db: Db, kind: Kind, starts: string[], ownId = ""): Promise<Set<string>> {
  const found = new Set<string>();
  for (const start of new Set(starts)) {
    const numbered = `${start}-%`; // a slug has no character that LIKE reads in its own way
    const rows = await db
      .selectFrom(TABLE[kind])
      .select("slug")
      .where("id", "!=", ownId)
      .where((eb) => eb.or([eb("slug", "=", start), eb("slug", "like", numbered)]))
      .union(
        db
          .selectFrom("slug_redirects")
          .select("slug")
          .where("kind", "=", kind)
          .where("target_id", "!=", ownId)
          .where((eb) => eb.or([eb("slug", "=", start), eb("slug", "like", numbered)])),
      )
      .execute();
    for (const row of rows) found.add(row.slug);
  }
  return found;
}

/** Remembers that `slug` now leads to `targetId`. */
export async function insertSlugRedirect(tx: Db, kind: Kind, slug: string, targetId: string): Promise<void> {
  await tx
    .insertInto("slug_redirects")
    .values({ kind, slug, target_id: targetId })
    .onConflict((oc) => oc.columns(["kind", "slug"]).doUpdateSet({ target_id: targetId }))
    .execute();
}

/** Forgets a redirect whose slug is in use again by its own target. */
export async function deleteSlugRedirect(tx: Db, kind: Kind, slug: string): Promise<void> {
  await tx.deleteFrom("slug_redirects").where("kind", "=", kind).where("slug", "=", slug).execute();
}

/** The slug that an old one leads to today. */
export async function redirectedSlug(db: Db, kind: Kind, oldSlug: string): Promise<string | undefined> {
  const row = await db
    .selectFrom(TABLE[kind])
    .select("slug")
    .where("id", "=", (eb) => eb.selectFrom("slug_redirects").select("target_id").where("kind", "=", kind).where("slug", "=", oldSlug))
    .executeTakeFirst();
  return row?.slug;
}
