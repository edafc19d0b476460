import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Ctx } from "#app/domain/context.ts";
import { publishDraft } from "#app/domain/resources/publishing.server.ts";
import { type RepositoryStage, repositoryStage } from "#app/domain/resources/resources.testing.ts";
import { entryMatches, wordsIn } from "#app/domain/search/search.repo.server.ts";
import { thumbnailKey } from "#app/storage/keys.ts";
import { docxOf, pdfOf, pngOf } from "#app/storage/prepare.testing.ts";
import { storeOf } from "#app/storage/store.ts";
import { publicRevision } from "#db/revision.ts";
import { testDb } from "#db/testing.ts";
import { attachFile } from "./attachments.server.ts";
import { prepareNext } from "./preparing.server.ts";

let database: Awaited<ReturnType<typeof testDb>>;
let folder: string;
let stage: RepositoryStage;
let ctx: Ctx;

beforeEach(async () => {
  database = await testDb();
  folder = await mkdtemp(join(tmpdir(), "nodos-test-preparing-"));
  stage = await repositoryStage(database.db);
  ctx = withStore(stage.ctxOf(stage.people.teacher));
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const withStore = (made: Ctx): Ctx => ({ ...made, deployment: { ...made.deployment, storageUrl: `file:${join(folder, "store")}` } });

async function attach(ownerId: string, name: string, content: Buffer): Promise<void> {
  const sourcePath = join(folder, name);
  await writeFile(sourcePath, content);
  await attachFile(ctx, { ownerKind: "resource", ownerId, sourcePath, name });
}

const rows = () => database.db.selectFrom("files").selectAll().orderBy("created_at").orderBy("id").execute();

async function foundBy(word: string): Promise<string[]> {
  const words = await wordsIn(database.db, word);
  if (!words) return [];
  const { rows: found } = await sql<{ id: string }>`SELECT r.id FROM resources r WHERE ${entryMatches(database.db, words, "resource", "r.id")}`.execute(database.db);
  return found.map((row) => row.id);
}

test("a published PDF is found by a word inside it, and has its first page in the store", async () => {
  const { id } = await stage.started();
  await attach(id, "guia.pdf", await pdfOf(["La cosecha del zarapito"]));
  await publishDraft(ctx, id, { note: "" });
  expect(await foundBy("zarapito")).toEqual([]);
  const before = await publicRevision(database.db);
  expect(await prepareNext(ctx)).toBe(true);
  expect(await foundBy("zarapitos")).toEqual([id]);
  expect(await publicRevision(database.db)).toBeGreaterThan(before);
  const [file] = await rows();
  expect(file).toMatchObject({ state: "ready", preview: 1, pages: 1, attempts: 1, next_attempt_at: null });
  expect(await storeOf(ctx.deployment).size(thumbnailKey(file?.sha256 ?? "", 320))).toBeGreaterThan(100);
  expect(await prepareNext(ctx)).toBe(false);
});

test("two workers take different files, and no file is taken twice", async () => {
  const { id } = await stage.started();
  await attach(id, "a.docx", await docxOf(["Uno"]));
  await attach(id, "b.png", await pngOf(40, 30));
  expect((await Promise.all([prepareNext(ctx), prepareNext(ctx), prepareNext(ctx)])).filter(Boolean)).toHaveLength(2);
  expect((await rows()).map(({ state, attempts, text, width }) => [state, attempts, text, width])).toEqual([
    ["ready", 1, "Uno", null],
    ["ready", 1, null, 40],
  ]);
});

test("a broken file is told to be one, once; a video needs nobody to look", async () => {
  const { id } = await stage.started();
  await attach(id, "roto.pdf", Buffer.from("%PDF-1.7\nnada"));
  expect(await prepareNext(ctx)).toBe(true);
  expect(await rows()).toMatchObject([{ state: "failed", preview: 0, text: null, attempts: 1 }]);
});

test("a store that does not answer is asked again later, and not for ever", async () => {
  const { id } = await stage.started();
  await attach(id, "a.docx", await docxOf(["Uno"]));
  const away = { ...ctx, deployment: { ...ctx.deployment, storageUrl: "s3://a:b@bucket?endpoint=http://127.0.0.1:9" } };
  await expect(prepareNext(away)).rejects.toThrow();
  expect(await prepareNext(ctx)).toBe(false);
  const later = { ...ctx, now: new Date(Date.parse(ctx.now) + 61_000).toISOString() };
  await database.db.updateTable("files").set({ attempts: 2 }).execute();
  await expect(prepareNext({ ...away, now: later.now })).rejects.toThrow();
  expect(await rows()).toMatchObject([{ state: "failed" }]);
});

test("a worker that is asked to stop leaves the file to the next", async () => {
  const { id } = await stage.started();
  await attach(id, "a.pdf", await pdfOf(["Uno"]));
  const stop = new AbortController();
  const turn = prepareNext(ctx, stop.signal);
  stop.abort();
  await turn;
  expect(await rows()).toMatchObject([{ state: "waiting", attempts: 0 }]);
  expect(await prepareNext(ctx)).toBe(true);
});
