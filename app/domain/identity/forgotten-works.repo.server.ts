/** What closing an account does in the repository: what was shared stays, without whose it was; what was never shared, and what was one's own alone, goes. */
import { sql } from "kysely";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { dropDraftRows } from "#app/domain/resources/dropping.repo.server.ts";
import type { ResourceContent } from "#app/domain/resources/resource.ts";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import type { Db } from "#db/create.ts";

const NOBODY = "Persona que cerró su cuenta";
const NO_AUTHOR = "Autoría retirada";

interface Person {
  id: string;
  email: string;
  name: string;
}

export async function forgetWorks(tx: Db, person: Person): Promise<void> {
  const signed = await forgetAuthorship(tx, person);
  const dropped = await dropDrafts(tx, person.id);
  await forgetSaid(tx, person);
  await forgetMarks(tx, person.id);
  const collections = await forgetCollections(tx, person.id);
  await sql`UPDATE resources SET created_by = NULL WHERE created_by = ${person.id}`.execute(tx);
  await sql`UPDATE resource_versions SET by_person_id = NULL WHERE by_person_id = ${person.id}`.execute(tx);
  await sql`UPDATE resource_versions SET decided_by = NULL WHERE decided_by = ${person.id}`.execute(tx);
  await sql`UPDATE attachments SET added_by = NULL WHERE added_by = ${person.id}`.execute(tx);
  await sql`DELETE FROM uploads WHERE person_id = ${person.id}`.execute(tx);
  await refreshSearch(tx, "resource", [...new Set([...signed, ...dropped])]);
  await refreshSearch(tx, "collection", collections);
}

/** Versions never change, but for this: the law goes before the habit. Names that others typed without an account are not this person's to take. */
async function forgetAuthorship(tx: Db, { id, name }: Person): Promise<string[]> {
  const own = sql`(SELECT resource_id FROM resource_authors WHERE person_id = ${id} UNION SELECT id FROM resources WHERE created_by = ${id}
    UNION SELECT resource_id FROM resource_versions WHERE by_person_id = ${id} OR content LIKE ${`%${id}%`})`;
  const { rows } = await sql<{ id: string; resource_id: string; content: string; made: number }>`SELECT v.id, v.resource_id, v.content,
    CASE WHEN r.created_by = ${id} THEN 1 ELSE 0 END AS made FROM resource_versions v JOIN resources r ON r.id = v.resource_id WHERE v.resource_id IN ${own}`.execute(tx);
  for (const row of rows) {
    const said = JSON.parse(row.content) as Partial<ResourceContent>;
    const theirs = (author: { name: string; person_id: string | null }) => author.person_id === id || (author.person_id === null && row.made === 1 && author.name === name);
    const authors = (said.authors ?? []).map((author) => (theirs(author) ? { name: NO_AUTHOR, person_id: null } : author));
    const content = JSON.stringify({ ...said, authors });
    if (content !== row.content) await tx.updateTable("resource_versions").set({ content }).where("id", "=", row.id).execute();
  }
  await sql`UPDATE resource_authors SET name = ${NO_AUTHOR}, person_id = NULL WHERE person_id = ${id}
    OR (person_id IS NULL AND name = ${name} AND resource_id IN (SELECT id FROM resources WHERE created_by = ${id}))`.execute(tx);
  return [...new Set(rows.map((row) => row.resource_id))];
}

/** Never published, and nobody else with an account signs it: it goes whole. Its files go with the sweeping of what nothing needs. */
async function dropDrafts(tx: Db, personId: string): Promise<string[]> {
  const others = sql`(SELECT a.person_id FROM resource_authors a WHERE a.resource_id = resources.id AND a.person_id IS NOT NULL ORDER BY a.position LIMIT 1)`;
  // An unfinished draft's other authors stand in its content alone, as they do in its mirror: whoever signs it goes on with it.
  await sql`UPDATE resources SET created_by = ${others} WHERE created_by = ${personId} AND version = 0 AND state IN ('draft', 'in_review') AND ${others} IS NOT NULL`.execute(tx);
  const { rows } = await sql<{ id: string }>`SELECT id FROM resources WHERE created_by = ${personId} AND version = 0 AND state IN ('draft', 'in_review')`.execute(tx);
  const ids = rows.map((row) => row.id);
  await dropDraftRows(tx, ids);
  return ids;
}

/** Comments stay in their conversation without a name; what was taken back loses its words too. Where others named them, the name goes out of the text. */
async function forgetSaid(tx: Db, { id, email, name }: Person): Promise<void> {
  await sql`UPDATE comments SET body_md = '', body_html = '' WHERE person_id = ${id} AND removed_at IS NOT NULL`.execute(tx);
  const { rows } = await sql<{
    id: string;
    body_md: string;
  }>`SELECT c.id, c.body_md FROM comments c JOIN comment_mentions m ON m.comment_id = c.id WHERE m.person_id = ${id}`.execute(tx);
  for (const row of rows) {
    const body_md = row.body_md.replaceAll(`@${name}`, `@${NOBODY}`);
    if (body_md !== row.body_md)
      await tx
        .updateTable("comments")
        .set({ body_md, body_html: renderMarkdown(body_md) })
        .where("id", "=", row.id)
        .execute();
  }
  await sql`DELETE FROM comment_mentions WHERE person_id = ${id}`.execute(tx);
  await sql`UPDATE comments SET person_id = NULL WHERE person_id = ${id}`.execute(tx);
  await sql`UPDATE comments SET removed_by = NULL WHERE removed_by = ${id}`.execute(tx);
  await sql`UPDATE replications SET person_id = NULL WHERE person_id = ${id}`.execute(tx);
  await sql`UPDATE replications SET removed_by = NULL WHERE removed_by = ${id}`.execute(tx);
  await sql`UPDATE reports SET reporter_person_id = NULL, reporter_email = NULL WHERE reporter_person_id = ${id} OR reporter_email = ${email}`.execute(tx);
  await sql`UPDATE reports SET decided_by = NULL WHERE decided_by = ${id}`.execute(tx);
}

async function forgetMarks(tx: Db, personId: string): Promise<void> {
  for (const kind of ["saved", "useful"] as const) {
    const column = sql.ref(`${kind}_count`);
    await sql`UPDATE resources SET ${column} = ${column} - 1 WHERE id IN (SELECT resource_id FROM resource_marks WHERE person_id = ${personId} AND kind = ${kind})`.execute(tx);
  }
  await sql`DELETE FROM resource_marks WHERE person_id = ${personId}`.execute(tx);
}

/** Those that nobody else sees go; the others stay without whose they were. */
async function forgetCollections(tx: Db, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string; gone: number }>`SELECT id, CASE WHEN visibility = 'mine' OR archived_at IS NOT NULL THEN 1 ELSE 0 END AS gone
    FROM collections WHERE created_by = ${personId}`.execute(tx);
  const gone = rows.filter((row) => row.gone === 1).map((row) => row.id);
  if (gone.length > 0) {
    await sql`DELETE FROM collection_items WHERE collection_id IN (${sql.join(gone)})`.execute(tx);
    await sql`DELETE FROM collections WHERE id IN (${sql.join(gone)})`.execute(tx);
  }
  await sql`UPDATE collections SET created_by = NULL WHERE created_by = ${personId}`.execute(tx);
  return rows.map((row) => row.id);
}
