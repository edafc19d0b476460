import { sql } from "kysely";
import { expect, test } from "vitest";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { listCoordinators } from "#app/domain/nodes/roles.repo.server.ts";
import { RIGHTS } from "#app/domain/rights.ts";
import { createDb } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { migrate } from "#db/migrate.ts";
import { migrations } from "#db/migrations/index.ts";

/** An empty database of the kind that the tests run on. */
async function emptyDb() {
  const url = process.env.TEST_DB === "postgres" ? process.env.TEST_POSTGRES_URL : "sqlite::memory:";
  if (!url?.startsWith("postgres")) return { ...createDb("sqlite::memory:"), postgres: false };
  const schema = `m_${newId().replaceAll("-", "")}`;
  const database = createDb(url, { schema, poolSize: 2 });
  await sql`CREATE SCHEMA ${sql.id(schema)}`.execute(database.db);
  const close = async () => {
    await sql`DROP SCHEMA ${sql.id(schema)} CASCADE`.execute(database.db);
    await database.close();
  };
  return { ...database, close, postgres: true };
}

test("whoever coordinated a node before there were circles goes on doing so, with what it allows; what had ended stays ended", async () => {
  const { db, close, postgres } = await emptyDb();
  try {
    await sql`CREATE TABLE migrations (name TEXT PRIMARY KEY, at TEXT NOT NULL)`.execute(db);
    for (const { name, up } of migrations.filter((migration) => migration.name < "0003")) {
      for (const each of up.flatMap((step) => (typeof step === "string" ? [step] : postgres ? step.postgres : step.sqlite))) await sql.raw(each).execute(db);
      await sql`INSERT INTO migrations (name, at) VALUES (${name}, '2026-10-01')`.execute(db);
    }
    const at = "2026-03-02T12:00:00.000Z";
    const [node, one, two] = [newId(), newId(), newId()];
    await sql`INSERT INTO nodes (id, slug, name, kind, joining, summary, description_md, description_html, colour, glyph, search_text, created_at, updated_at)
      VALUES (${node}, 'electricidad', 'Electricidad', 'thematic', 'open', '', '', '', 1, 'rayo', 'electricidad', ${at}, ${at})`.execute(db);
    for (const [id, name] of [
      [one, "Camila"],
      [two, "Bruno"],
    ])
      await sql`INSERT INTO people (id, email, name, position, search_text, created_at, updated_at) VALUES (${id}, ${`${name}@cast.example`}, ${name}, 'teacher', ${name}, ${at}, ${at})`.execute(
        db,
      );
    await sql`INSERT INTO node_roles (id, node_id, person_id, role, since, until, named_by) VALUES
      (${newId()}, ${node}, ${one}, 'coordinator', ${at}, NULL, NULL), (${newId()}, ${node}, ${two}, 'coordinator', ${at}, '2026-06-01T12:00:00.000Z', ${one})`.execute(db);
    expect(await migrate(db, postgres)).toEqual(migrations.map(({ name }) => name).filter((name) => name >= "0003"));
    const now = "2026-11-21T15:00:00.000Z";
    expect((await listCoordinators(db, node, now)).map((row) => [row.name, row.since, row.ends_at])).toEqual([["Camila", at, null]]);
    expect(await loadActor(db, one, now)).toMatchObject({ coordinates: [node], rights: { [node]: [...RIGHTS] }, circleRights: {} });
    expect(await loadActor(db, two, now)).toMatchObject({ coordinates: [], rights: {} });
    expect(await db.selectFrom("role_terms").select(["until", "named_by", "role_id"]).where("person_id", "=", two).execute()).toEqual([
      { until: "2026-06-01T12:00:00.000Z", named_by: one, role_id: null },
    ]);
  } finally {
    await close();
  }
});
