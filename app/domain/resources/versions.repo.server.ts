import type { Db } from "#db/create.ts";
import type { Names } from "./comparing.ts";
import { contentOf } from "./content.ts";
import type { ResourceContent } from "./resource.ts";

/** The version that is being written, or waits for review. */
export interface OpenVersion {
  id: string;
  resource_id: string;
  number: number;
  state: "draft" | "in_review";
  content: ResourceContent;
  note: string;
  by_person_id: string | null;
  updated_at: string;
  asked_at: string | null;
  decided_by: string | null;
  decision_note: string;
}

const COLUMNS = ["id", "resource_id", "number", "state", "content", "note", "by_person_id", "updated_at", "asked_at", "decided_by", "decision_note"] as const;

/** The one open version of a resource, if any. */
export async function openDraft(db: Db, resourceId: string): Promise<OpenVersion | null> {
  const row = await db.selectFrom("resource_versions").select(COLUMNS).where("resource_id", "=", resourceId).where("state", "in", ["draft", "in_review"]).executeTakeFirst();
  return row ? { ...row, state: row.state as OpenVersion["state"], content: contentOf(row.content) } : null;
}

export async function versionContent(db: Db, resourceId: string, number: number): Promise<ResourceContent | null> {
  const row = await db.selectFrom("resource_versions").select("content").where("resource_id", "=", resourceId).where("number", "=", number).executeTakeFirst();
  return row ? contentOf(row.content) : null;
}

export async function insertVersion(
  tx: Db,
  version: { id: string; resource_id: string; number: number; content: ResourceContent; note: string; by: string | null; now: string },
): Promise<void> {
  const { id, resource_id, number, content, note, by, now } = version;
  await tx
    .insertInto("resource_versions")
    .values({
      ...{ id, resource_id, number, note, state: "draft", content: JSON.stringify(content), by_person_id: by, created_at: now, updated_at: now },
      ...{ asked_at: null, published_at: null, decided_by: null, decision_note: "" },
    })
    .execute();
}

export async function updateVersion(
  tx: Db,
  id: string,
  change: Partial<{
    state: string;
    content: ResourceContent;
    note: string;
    by_person_id: string | null;
    updated_at: string;
    asked_at: string | null;
    published_at: string;
    decided_by: string | null;
    decision_note: string;
  }>,
): Promise<void> {
  const { content, ...rest } = change;
  await tx
    .updateTable("resource_versions")
    .set({ ...rest, ...(content ? { content: JSON.stringify(content) } : {}) })
    .where("id", "=", id)
    .execute();
}

/** What was live goes to the past. */
export async function pastLiveVersion(tx: Db, resourceId: string): Promise<void> {
  await tx.updateTable("resource_versions").set({ state: "past" }).where("resource_id", "=", resourceId).where("state", "=", "live").execute();
}

export async function nextVersionNumber(tx: Db, resourceId: string): Promise<number> {
  const row = await tx
    .selectFrom("resource_versions")
    .select((eb) => eb.fn.max("number").as("last"))
    .where("resource_id", "=", resourceId)
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

export interface VersionRow {
  number: number;
  state: string;
  note: string;
  at: string;
  by: string | null;
  decided_by: string | null;
}

/** The versions of a resource, newest first; `drafts`: those never published too. */
export async function listVersions(
  db: Db,
  resourceId: string,
  { drafts, page, size }: { drafts: boolean; page: number; size: number },
): Promise<{ rows: VersionRow[]; total: number }> {
  const of = db
    .selectFrom("resource_versions as v")
    .where("v.resource_id", "=", resourceId)
    .where("v.state", "in", drafts ? ["live", "past", "draft", "in_review"] : ["live", "past"]);
  const rows = await of
    .leftJoin("people as p", "p.id", "v.by_person_id")
    .leftJoin("people as d", "d.id", "v.decided_by")
    .select(["v.number", "v.state", "v.note", "v.published_at", "v.updated_at", "p.name as by", "d.name as decided_by"])
    .orderBy("v.number", "desc")
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  const { total } = await of.select((eb) => eb.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  return { rows: rows.map(({ published_at, updated_at, ...row }) => ({ ...row, at: published_at ?? updated_at })), total: Number(total) };
}

export interface FoundVersion extends VersionRow {
  content: ResourceContent;
  published_at: string | null;
  updated_at: string;
}

export async function findVersion(db: Db, resourceId: string, number: number): Promise<FoundVersion | null> {
  const row = await db
    .selectFrom("resource_versions as v")
    .leftJoin("people as p", "p.id", "v.by_person_id")
    .leftJoin("people as d", "d.id", "v.decided_by")
    .select(["v.number", "v.state", "v.note", "v.published_at", "v.updated_at", "v.content", "p.name as by", "d.name as decided_by"])
    .where("v.resource_id", "=", resourceId)
    .where("v.number", "=", number)
    .executeTakeFirst();
  return row ? { ...row, at: row.published_at ?? row.updated_at, content: contentOf(row.content) } : null;
}

/** The names behind the ids of some contents. */
export async function namesOf(db: Db, contents: readonly ResourceContent[]): Promise<Names> {
  const named = async (table: "nodes" | "establishments" | "specialties", ids: string[]) => {
    if (ids.length === 0) return {};
    const rows = await db
      .selectFrom(table)
      .select(["id", "name"])
      .where("id", "in", [...new Set(ids)])
      .execute();
    return Object.fromEntries(rows.map((row) => [row.id, row.name]));
  };
  return {
    nodes: await named(
      "nodes",
      contents.flatMap((content) => content.node_ids),
    ),
    schools: await named(
      "establishments",
      contents.flatMap((content) => content.school_ids),
    ),
    specialties: await named(
      "specialties",
      contents.flatMap((content) => content.specialty_ids),
    ),
  };
}
