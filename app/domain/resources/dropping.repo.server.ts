/** A draft that nobody else ever saw goes without a trace. */
import { sql } from "kysely";
import type { Db } from "#db/create.ts";

/** What hangs on a resource, by the column that says on which: it goes with it. */
const HANGING = [
  ["collection_items", "resource_id"],
  ["resource_marks", "resource_id"],
  ["resource_uses", "resource_id"],
  ["reports", "resource_id"],
  ["resource_sections", "resource_id"],
  ["resource_authors", "resource_id"],
  ["resource_nodes", "resource_id"],
  ["resource_schools", "resource_id"],
  ["resource_specialties", "resource_id"],
  ["resource_tags", "resource_id"],
  ["resource_versions", "resource_id"],
  ["replications", "resource_id"],
] as const;

/** What stands by itself and names a resource: it stays without it. */
const REFERRING = [
  ["resources", "adapted_from_id"],
  ["replications", "adaptation_id"],
  ["event_experiences", "resource_id"],
  ["agenda_materials", "resource_id"],
  ["applications", "resource_id"],
] as const;

/** Ids of resources that were never published. The sweeping of files finds what their attachments leave behind. */
export async function dropDraftRows(tx: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const these = sql.join([...ids]);
  await sql`DELETE FROM comment_mentions WHERE comment_id IN (SELECT id FROM comments WHERE resource_id IN (${these}))`.execute(tx);
  await sql`DELETE FROM comments WHERE resource_id IN (${these})`.execute(tx);
  await sql`DELETE FROM attachments WHERE owner_kind = 'resource' AND owner_id IN (${these})`.execute(tx);
  await sql`DELETE FROM uploads WHERE owner_kind = 'resource' AND owner_id IN (${these})`.execute(tx);
  for (const [table, column] of REFERRING) await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = NULL WHERE ${sql.ref(column)} IN (${these})`.execute(tx);
  for (const [table, column] of HANGING) await sql`DELETE FROM ${sql.table(table)} WHERE ${sql.ref(column)} IN (${these})`.execute(tx);
  await sql`DELETE FROM slug_redirects WHERE kind = 'resource' AND target_id IN (${these})`.execute(tx);
  await sql`DELETE FROM resources WHERE id IN (${these})`.execute(tx);
}
