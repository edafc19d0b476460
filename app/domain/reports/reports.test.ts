import { expect, test } from "vitest";
import { commentsOf } from "#app/domain/comments/comments.repo.server.ts";
import { sayComment } from "#app/domain/comments/comments.server.ts";
import { findVisible } from "#app/domain/resources/resources.repo.server.ts";
import { type RepositoryStage, repositoryStage } from "#app/domain/resources/resources.testing.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { ReportInput } from "./report.ts";
import { listReports, withdrawalOf } from "./reports.repo.server.ts";
import { decideReport, fileReport } from "./reports.server.ts";

const PART = { open: true, page: 1, size: 10 };
const report = (over: object = {}) => ReportInput.parse({ report_id: newId(), reason: "copyright", message: "Es de un libro", ...over });
const WHOLE = { kind: "resource", id: "" } as const;

async function mails(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("outbox").select(["to_email", "subject"]).where("kind", "=", "repository").execute();
  return rows.map((row) => `${row.to_email.split("@")[0]}: ${row.subject}`).sort();
}

async function publicWork({ published, nodes }: RepositoryStage) {
  return published("document", { visibility: "public", node_ids: [nodes.a.id], authors_agreed: true });
}

test("a report comes from anyone who sees the thing, once; what is hidden cannot be reported, for it is not there", async () => {
  await using database = await testDb();
  const stage = await repositoryStage(database.db);
  const { slug } = await publicWork(stage);
  const hidden = await stage.published("document", { visibility: "members" });
  await database.db.deleteFrom("outbox").execute();
  const once = report({ email: "vecina@example.org" });
  await fileReport(stage.ctxOf(null), slug, WHOLE, once);
  await fileReport(stage.ctxOf(null), slug, WHOLE, once);
  await expect(fileReport(stage.ctxOf(null), hidden.slug, WHOLE, report())).rejects.toMatchObject({ code: "not_found" });
  await expect(fileReport(stage.ctxOf(null), slug, { kind: "comment", id: newId() }, report())).rejects.toMatchObject({ code: "not_found" });
  const { rows, total } = await listReports(database.db, stage.people.admin, PART);
  expect([total, rows[0]?.reason, rows[0]?.reporter_email]).toEqual([1, "copyright", "vecina@example.org"]);
  expect(await mails(database.db)).toEqual(["amanda: Aviso sobre «Tableros eléctricos paso a paso»"]);
  expect(ReportInput.safeParse({ report_id: newId(), reason: "other", message: "" }).success).toBe(false);
});

test("whoever cares for a node's repository decides its reports and no others; what is withdrawn only its makers and moderators see, and it can come back", async () => {
  await using database = await testDb();
  const stage = await repositoryStage(database.db);
  const { coordinatorA, coordinatorB, teacher, head, outsider } = stage.people;
  const { slug, id } = await publicWork(stage);
  await fileReport(stage.ctxOf(head), slug, WHOLE, report());
  await fileReport(stage.ctxOf(null), slug, WHOLE, report({ email: "vecina@example.org" }));
  await database.db.deleteFrom("outbox").execute();
  expect((await listReports(database.db, coordinatorB, PART)).total).toBe(0);
  const [first] = (await listReports(database.db, coordinatorA, PART)).rows;
  const decision = { report_id: first?.id ?? "", decision: "removed" as const, note: "Falta el permiso de la editorial." };
  await expect(decideReport(stage.ctxOf(coordinatorB), decision)).rejects.toMatchObject({ code: "not_found" });
  await decideReport(stage.ctxOf(coordinatorA), decision);
  await expect(decideReport(stage.ctxOf(coordinatorA), decision)).rejects.toMatchObject({ code: "conflict" });
  const sees = async (who: typeof head | null) => (await findVisible(database.db, who, { id })) !== null;
  expect([await sees(teacher), await sees(coordinatorA), await sees(outsider), await sees(head), await sees(null)]).toEqual([true, true, false, false, false]);
  expect(await withdrawalOf(database.db, id)).toEqual({ reason: "copyright", note: decision.note });
  const subject = "Retiramos «Tableros eléctricos paso a paso»";
  expect(await mails(database.db)).toEqual([`hernan: ${subject}`, `teresa: ${subject}`, `vecina: ${subject}`]);
  expect((await listReports(database.db, coordinatorA, { ...PART, open: false })).total).toBe(2);
  await decideReport(stage.ctxOf(coordinatorA), { ...decision, decision: "returned", note: "Ya está el permiso." });
  expect(await sees(null)).toBe(true);
  expect(await withdrawalOf(database.db, id)).toBeNull();
});

test("nobody decides on what they made themselves; a comment is taken away alone", async () => {
  await using database = await testDb();
  const stage = await repositoryStage(database.db);
  const { coordinatorA, head, admin } = stage.people;
  const { slug, id } = await stage.published("document", { node_ids: [stage.nodes.a.id] }, coordinatorA);
  const comment_id = newId();
  await sayComment(stage.ctxOf(head), slug, { comment_id, parent_id: null, section: null, body: "Algo feo" });
  await fileReport(stage.ctxOf(head), slug, { kind: "comment", id: comment_id }, report({ reason: "abuse" }));
  expect((await listReports(database.db, coordinatorA, PART)).total).toBe(0);
  const [only] = (await listReports(database.db, admin, PART)).rows;
  await decideReport(stage.ctxOf(admin), { report_id: only?.id ?? "", decision: "removed", note: "" });
  expect(await commentsOf(database.db, head, id, {})).toMatchObject({ total: 0, threads: [] });
  expect(await findVisible(database.db, head, { id })).toMatchObject({ state: "published" });
});
