import { expect, test } from "vitest";
import { CollectionInput } from "#app/domain/collections/collection.ts";
import { makeCollection } from "#app/domain/collections/collections.server.ts";
import { commentsOf } from "#app/domain/comments/comments.repo.server.ts";
import { sayComment } from "#app/domain/comments/comments.server.ts";
import { setMark } from "#app/domain/marks/marks.server.ts";
import { ReportInput } from "#app/domain/reports/report.ts";
import { fileReport } from "#app/domain/reports/reports.server.ts";
import { repositoryStage } from "#app/domain/resources/resources.testing.ts";
import { newId } from "#db/ids.ts";
import { countingQueries } from "#db/query-count.ts";
import { testDb } from "#db/testing.ts";
import type { SignedIn } from "./account.server.ts";
import { closeAccount } from "./closing.server.ts";
import { exportOwnData } from "./own-data.server.ts";

const NAME = "Teresa Soto Araya";

async function busyTeacher() {
  const database = await testDb();
  const stage = await repositoryStage(database.db);
  const { people, published, started, ctxOf } = stage;
  const ctx = ctxOf(people.teacher) as SignedIn;
  const own = await published("document", { authors: [{ name: NAME, person_id: people.teacher.id }] });
  const draft = await started("document", { title: "Borrador secreto" });
  const other = await published("document", { title: "De otra persona", authors: [{ name: "Hernán Vidal Cea", person_id: null }] }, people.head);
  const said = { comment_id: newId(), parent_id: null, section: null };
  await sayComment(ctx, other.slug, { ...said, body: "Lo usamos el martes" });
  await sayComment(ctxOf(people.head), other.slug, { ...said, comment_id: newId(), body: "Gracias @Teresa Soto" });
  for (const kind of ["saved", "useful"] as const) await setMark(ctx, other.slug, kind, true);
  await fileReport(ctx, other.slug, { kind: "resource", id: "" }, ReportInput.parse({ report_id: newId(), reason: "abuse", message: "Eso no" }));
  const collections = [newId(), newId()];
  for (const [n, visibility] of ["mine", "members"].entries())
    await makeCollection(ctx, CollectionInput.parse({ collection_id: collections[n], title: "Mi camino", visibility }), other.id);
  return { database, people, ctx, own, draft, other, collections };
}

test("one is given what the repository keeps of one, without one query more", async () => {
  const { database, ctx } = await busyTeacher();
  const { result, queries } = await countingQueries(() => exportOwnData(ctx));
  const told = JSON.stringify(result);
  for (const kind of ["resource shared", "resource signed", "version written", "comment", "named in a comment", "mark", "report", "collection"])
    expect(told).toContain(`"what":"${kind}"`);
  expect(told).toContain("Lo usamos el martes");
  expect(queries).toBeLessThanOrEqual(10);
  await database.close();
});

test("closing leaves what was shared without a name, and nothing of what was never shared", async () => {
  const { database, people, ctx, own, draft, other, collections } = await busyTeacher();
  const { db } = database;
  await closeAccount(ctx);
  const rows = async (table: "resources" | "resource_versions" | "resource_authors" | "comments" | "comment_mentions" | "resource_marks" | "reports" | "collections") =>
    db.selectFrom(table).selectAll().execute();
  const left: string[] = [];
  for (const table of ["resources", "resource_versions", "resource_authors", "comments", "comment_mentions", "resource_marks", "reports", "collections"] as const) {
    left.push(JSON.stringify(await rows(table)));
  }
  expect(left.join("\n")).not.toMatch(new RegExp(`${NAME}|${people.teacher.id}|Borrador secreto`));
  expect(await db.selectFrom("resources").select(["id", "useful_count", "saved_count"]).orderBy("id").execute()).toEqual(
    [own, other].map(({ id }) => ({ id, useful_count: 0, saved_count: 0 })).sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  expect(await db.selectFrom("resource_authors").select("name").where("resource_id", "=", own.id).execute()).toEqual([{ name: "Autoría retirada" }]);
  expect((await commentsOf(db, people.head, other.id, {})).threads).toMatchObject([
    { body_html: "<p>Lo usamos el martes</p>\n", author: null },
    { body_html: "<p>Gracias @Persona que cerró su cuenta</p>\n" },
  ]);
  expect((await db.selectFrom("collections").select("id").execute()).map((row) => row.id)).toEqual([collections[1]]);
  expect(await db.selectFrom("attachments").select("id").where("owner_id", "=", draft.id).execute()).toEqual([]);
  await database.close();
});
