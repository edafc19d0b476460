import { expect, test } from "vitest";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { publishDraft } from "#app/domain/resources/publishing.server.ts";
import { repositoryStage } from "#app/domain/resources/resources.testing.ts";
import { openDraft } from "#app/domain/resources/versions.repo.server.ts";
import { pdfBytes, type TestFiles, testFiles } from "#app/storage/storage.testing.ts";
import type { Db } from "#db/create.ts";
import { testDb } from "#db/testing.ts";
import { attachFile, attachmentsOf, labelAttachment, moveAttachment, refusalIn, removeAttachment } from "./attachments.server.ts";
import { removeUnlessNeeded, sweepFiles } from "./sweep.server.ts";

async function staged(db: Db, files: TestFiles) {
  const stage = await repositoryStage(db);
  const as = (actor: Actor | null, now?: string): Ctx => {
    const ctx = stage.ctxOf(actor, now);
    return { ...ctx, deployment: { ...ctx.deployment, storageUrl: files.storageUrl } };
  };
  const teacher = as(stage.people.teacher);
  const bring = (ownerId: string, words: string, ctx = teacher, name = `${words}.pdf`) =>
    attachFile(ctx, { ownerKind: "resource", ownerId, sourcePath: files.write(`${words}.bin`, pdfBytes(words)), name });
  const names = async (id: string, version?: number) => (await attachmentsOf(db, "resource", [id], version)).map((file) => file.name);
  return { ...stage, as, teacher, bring, names };
}

test("files come and go with the versions of a resource", async () => {
  await using database = await testDb();
  using files = testFiles();
  const { started, teacher, bring, names } = await staged(database.db, files);
  const { id } = await started();
  const guide = await bring(id, "guía");
  await bring(id, "pauta");
  await removeAttachment(teacher, (await bring(id, "borrador")).id);
  expect(await names(id)).toEqual(["guía.pdf", "pauta.pdf"]);
  await publishDraft(teacher, id, { note: "" });

  await removeAttachment(teacher, guide.id);
  await removeAttachment(teacher, guide.id);
  await bring(id, "guía nueva");
  expect((await openDraft(database.db, id))?.number).toBe(2);
  expect(await names(id)).toEqual(["guía.pdf", "pauta.pdf"]);
  expect(await names(id, 2)).toEqual(["pauta.pdf", "guía nueva.pdf"]);
  await publishDraft(teacher, id, { note: "Otra guía" });
  expect(await names(id)).toEqual(["pauta.pdf", "guía nueva.pdf"]);
  expect(await names(id, 1)).toEqual(["guía.pdf", "pauta.pdf"]);
});

test("they are named and put in order by who makes the thing, and by nobody else", async () => {
  await using database = await testDb();
  using files = testFiles();
  const { published, started, people, as, teacher, bring, names } = await staged(database.db, files);
  const { id } = await published();
  const one = await bring(id, "uno");
  await bring(id, "dos");
  await labelAttachment(teacher, one.id, "  Guía\u0000 para estudiantes ");
  await moveAttachment(teacher, one.id, "down");
  await moveAttachment(teacher, one.id, "down");
  expect(await names(id, 2)).toEqual(["dos.pdf", "uno.pdf"]);
  expect((await attachmentsOf(database.db, "resource", [id], 2))[1]?.label).toBe("Guía para estudiantes");

  const draft = await started();
  for (const [ctx, owner, code] of [
    [as(people.ally), id, "forbidden"],
    [as(people.ally), draft.id, "not_found"],
    [as(null), id, "signed_out"],
  ] as const) {
    await expect(bring(owner, "ajeno", ctx)).rejects.toMatchObject({ code });
  }
  for (const act of [() => removeAttachment(as(people.ally), one.id), () => labelAttachment(as(people.ally), one.id, "x"), () => moveAttachment(as(people.ally), one.id, "up")]) {
    await expect(act()).rejects.toMatchObject({ code: "forbidden" });
  }
});

test("the same bytes are kept once, whoever brings them and however many at once", async () => {
  await using database = await testDb();
  using files = testFiles();
  const { started, people, as, bring } = await staged(database.db, files);
  const mine = await started();
  const theirs = await started("document", {}, people.coordinatorA);
  const path = files.write("mismo", pdfBytes("mismo"));
  const attach = (ctx: Ctx, ownerId: string, name: string) => attachFile(ctx, { ownerKind: "resource", ownerId, sourcePath: path, name });
  const ids = await Promise.all([
    attach(as(people.teacher), mine.id, "a.pdf"),
    attach(as(people.coordinatorA), theirs.id, "b.pdf"),
    attach(as(people.teacher), mine.id, "a.pdf"),
    attach(as(people.teacher), mine.id, "c.pdf"),
  ]);
  expect(ids[0]).toEqual(ids[2]);
  expect(await database.db.selectFrom("files").select("size").execute()).toHaveLength(1);
  expect(await database.db.selectFrom("attachments").select("id").execute()).toHaveLength(3);
  expect(files.left()).toHaveLength(1);
  await bring(mine.id, "otro");
  expect(files.left()).toHaveLength(2);
});

test("thirty files a thing, two gigabytes a person and day", async () => {
  await using database = await testDb();
  using files = testFiles();
  const { started, bring } = await staged(database.db, files);
  const { id } = await started();
  for (let index = 0; index < 30; index += 1) await bring(id, "mismo", undefined, `${index}.pdf`);
  expect(refusalIn(await bring(id, "más").catch((error: unknown) => error))).toBe("too_many_files");
  const other = await started();
  await database.db
    .updateTable("files")
    .set({ size: 80 * 1024 * 1024 })
    .execute();
  expect(refusalIn(await bring(other.id, "más").catch((error: unknown) => error))).toBe("daily_quota");
});

test("what nothing has goes a day later, its bytes a day after that; what is needed stays", async () => {
  await using database = await testDb();
  using files = testFiles();
  const { started, as, teacher, bring } = await staged(database.db, files);
  const { id } = await started();
  await bring(id, "queda");
  await removeAttachment(teacher, (await bring(id, "sobra")).id);
  files.write("upload", "");
  await files.store.put("0".repeat(64), Buffer.from("nobody's"));
  const inHours = (hours: number) => as(null, new Date(Date.now() + hours * 3_600_000).toISOString());
  const rows = async () => (await database.db.selectFrom("files").select("id").execute()).length;
  await database.db.updateTable("files").set({ created_at: new Date().toISOString() }).execute();

  await sweepFiles(inHours(23));
  expect([await rows(), files.left().length]).toEqual([2, 3]);
  await sweepFiles(inHours(24.5));
  expect([await rows(), files.left().length]).toEqual([1, 3]);
  await sweepFiles(inHours(26));
  expect([await rows(), files.left().length]).toEqual([1, 1]);
  await sweepFiles({ ...inHours(26), deployment: { ...teacher.deployment, storageUrl: files.storageUrl } });
  expect(await files.store.size((await database.db.selectFrom("files").select("sha256").executeTakeFirstOrThrow()).sha256)).toBeGreaterThan(0);
});

test("a store of which the database knows nothing is left alone", async () => {
  await using database = await testDb();
  using files = testFiles();
  const { as } = await staged(database.db, files);
  await files.store.put("0".repeat(64), Buffer.from("another network's"));
  await sweepFiles(as(null, new Date(Date.now() + 90 * 86_400_000).toISOString()));
  expect(files.left()).toHaveLength(1);
});

test("content that comes back while its bytes are being swept is there afterwards, whoever was first", async () => {
  await using database = await testDb();
  using files = testFiles();
  const { started, bring } = await staged(database.db, files);
  const { id } = await started();
  const { store } = files;
  const bytes = pdfBytes("vuelve");
  const key = (await import("node:crypto")).createHash("sha256").update(bytes).digest("hex");

  // The sweeper has set it aside; it comes anew and has its row before the sweeper looks again.
  await store.put(key, bytes);
  await store.setAside(key);
  await bring(id, "vuelve");
  await removeUnlessNeeded(database.db, store, key);
  expect(await store.size(key)).toBe(bytes.length);

  // Both at once, again and again.
  for (let round = 0; round < 20; round += 1) {
    await database.db.deleteFrom("attachments").execute();
    await database.db.deleteFrom("files").execute();
    await Promise.all([removeUnlessNeeded(database.db, store, key), bring(id, "vuelve"), removeUnlessNeeded(database.db, store, key)]);
    expect(await store.size(key)).toBe(bytes.length);
  }
});
