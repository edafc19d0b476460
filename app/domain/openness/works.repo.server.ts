/** Works as open formats tell them, many at a time: what this reader may see of each. */
import { sql } from "kysely";
import type { Actor } from "#app/domain/context.ts";
import { resourceListedFor } from "#app/domain/resources/visibility.server.ts";
import type { Db } from "#db/create.ts";
import type { OpenFile, OpenWork } from "./open-work.ts";

export interface ToldFile extends OpenFile {
  sha256: string;
  kind: string;
}

/** An OpenWork with what only pages and archives show. */
export interface ToldWork extends OpenWork {
  id: string;
  visibility: string;
  body_html: string;
  link_url: string | null;
  files: ToldFile[];
}

/** Those of `ids` that the reader finds in lists, by id. */
export async function worksByIds(db: Db, actor: Actor | null, ids: readonly string[]): Promise<Map<string, ToldWork>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("resources as r")
    .select(["r.id", "r.slug", "r.kind", "r.title", "r.summary", "r.body_html", "r.link_url", "r.language", "r.licence", "r.levels", "r.objectives", "r.visibility"])
    .select(["r.published_at", "r.updated_at", "r.version", "r.authors_agreed_at"])
    .where("r.id", "in", ids)
    .where(resourceListedFor(actor))
    .execute();
  const seen = rows.map((row) => row.id);
  if (seen.length === 0) return new Map();
  const [authors, schools, nodes, specialties, tags, files, origins] = [
    await listAuthors(db, seen),
    await listNames(db, seen, "schools"),
    await listNames(db, seen, "nodes"),
    await listNames(db, seen, "specialties"),
    await listTags(db, seen),
    await listFiles(db, seen),
    await listOrigins(db, actor, seen),
  ];
  const namesOf = (all: { resource_id: string; name: string }[], id: string) => all.filter((each) => each.resource_id === id).map((each) => each.name);
  return new Map(
    rows.map(({ authors_agreed_at, ...row }) => [
      row.id,
      {
        ...row,
        levels: JSON.parse(row.levels) as string[],
        authors: actor || authors_agreed_at ? namesOf(authors, row.id) : [],
        schools: namesOf(schools, row.id),
        nodes: namesOf(nodes, row.id),
        specialties: namesOf(specialties, row.id),
        tags: namesOf(tags, row.id),
        files: files.filter((file) => file.owner_id === row.id).map(({ owner_id: _, preview, ...file }) => ({ ...file, preview: preview === 1 })),
        based_on: origins.get(row.id) ?? null,
      },
    ]),
  );
}

async function listAuthors(db: Db, ids: string[]) {
  return db.selectFrom("resource_authors").select(["resource_id", "name"]).where("resource_id", "in", ids).orderBy("resource_id").orderBy("position").execute();
}

async function listNames(db: Db, ids: string[], of: "schools" | "nodes" | "specialties"): Promise<{ resource_id: string; name: string }[]> {
  if (of === "schools") {
    const schools = db.selectFrom("resource_schools as x").innerJoin("establishments as e", "e.id", "x.establishment_id");
    return schools.select(["x.resource_id", "e.name"]).where("x.resource_id", "in", ids).orderBy("e.name").execute();
  }
  if (of === "nodes") {
    const nodes = db.selectFrom("resource_nodes as x").innerJoin("nodes as n", "n.id", "x.node_id");
    return nodes.select(["x.resource_id", "n.name"]).where("x.resource_id", "in", ids).orderBy("n.name").execute();
  }
  const specialties = db.selectFrom("resource_specialties as x").innerJoin("specialties as s", "s.id", "x.specialty_id");
  return specialties.select(["x.resource_id", "s.name"]).where("x.resource_id", "in", ids).orderBy("s.position").execute();
}

async function listTags(db: Db, ids: string[]) {
  return db.selectFrom("resource_tags").select(["resource_id", "tag as name"]).where("resource_id", "in", ids).orderBy("tag_key").execute();
}

/** Those of the live version. */
async function listFiles(db: Db, ids: string[]) {
  return db
    .selectFrom("attachments as a")
    .innerJoin("resources as r", "r.id", "a.owner_id")
    .innerJoin("files as f", "f.id", "a.file_id")
    .select(["a.owner_id", "a.id", "a.name", "a.label", "f.media_type", "f.size", "f.preview", "f.sha256", "f.kind"])
    .where("a.owner_kind", "=", "resource")
    .where("a.owner_id", "in", ids)
    .whereRef("a.added_in", "<=", "r.version")
    .where((eb) => eb.or([eb("a.removed_in", "is", null), eb("a.removed_in", ">", eb.ref("r.version"))]))
    .orderBy("a.owner_id")
    .orderBy("a.position")
    .orderBy("a.id")
    .execute();
}

/** What they come from, where the reader may know of that. */
async function listOrigins(db: Db, actor: Actor | null, ids: string[]): Promise<Map<string, { kind: string; slug: string; title: string }>> {
  const rows = await db
    .selectFrom("resources as w")
    .innerJoin("resources as r", "r.id", "w.adapted_from_id")
    .select([sql<string>`w.id`.as("of_id"), "r.kind", "r.slug", "r.title"])
    .where("w.id", "in", ids)
    .where(resourceListedFor(actor))
    .execute();
  return new Map(rows.map(({ of_id, ...origin }) => [of_id, origin]));
}
