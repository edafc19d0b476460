import { expect, test } from "vitest";
import type { Actor } from "#app/domain/context.ts";
import { attachFile, removeAttachment } from "#app/domain/files/attachments.server.ts";
import { saveDraft } from "#app/domain/resources/drafting.server.ts";
import { withdrawResource } from "#app/domain/resources/keeping.server.ts";
import { publishDraft } from "#app/domain/resources/publishing.server.ts";
import type { ResourceContent } from "#app/domain/resources/resource.ts";
import { thumbnailKey } from "#app/storage/keys.ts";
import { pdfBytes, pngHeader } from "#app/storage/storage.testing.ts";
import { disposition, rangeOf } from "./byte-range.ts";
import { filesFront } from "./uploads.testing.ts";

async function house(over: Partial<ResourceContent> = {}, bytes: Uint8Array = pdfBytes("guía"), name = "Guía «Ñandú».pdf") {
  const front = await filesFront();
  const ctx = { ...front.ctxOf(front.people.teacher), deployment: front.deployment };
  const { id } = await front.started("document", over);
  const attached = await attachFile(ctx, { ownerKind: "resource", ownerId: id, sourcePath: front.files.write("x", bytes), name });
  const file = `/archivos/${attached.id}/${encodeURIComponent(name)}`;
  const statusFor = async (actor: Actor | null, path = file) => (await front.front.get(path, actor ? { cookie: await front.cookie(actor) } : {})).status;
  return { ...front, ctx, id, file, attached: attached.id, bytes: Buffer.from(bytes), statusFor };
}

test("a file is there for whoever sees its resource, and for nobody else", async () => {
  await using h = await house({ visibility: "node", node_ids: [] });
  const { teacher, ally, admin } = h.people;
  expect([await h.statusFor(null), await h.statusFor(ally), await h.statusFor(teacher), await h.statusFor(admin)]).toEqual([404, 404, 200, 200]);
  await h.db.updateTable("resources").set({ visibility: "public", state: "published", version: 1 }).where("id", "=", h.id).execute();
  expect([await h.statusFor(null), await h.statusFor(ally)]).toEqual([200, 200]);
  await withdrawResource({ ...h.ctx, actor: admin }, h.id);
  expect([await h.statusFor(null), await h.statusFor(ally), await h.statusFor(teacher), await h.statusFor(admin)]).toEqual([404, 404, 404, 200]);
  for (const path of ["/archivos/x/y", "/archivos/", `/archivos/${h.id}/x.pdf`, h.file.replace(/[^/]+$/, "miniatura-320.webp")])
    expect(await h.statusFor(admin, path), path).toBe(404);
});

test("what only a draft has is for those who write it; an old version's stays reachable", async () => {
  await using h = await house({ visibility: "members" });
  await publishDraft(h.ctx, h.id, { note: "" });
  const next = await attachFile(h.ctx, { ownerKind: "resource", ownerId: h.id, sourcePath: h.files.write("y", pdfBytes("nueva")), name: "nueva.pdf" });
  const path = `/archivos/${next.id}/nueva.pdf`;
  expect([await h.statusFor(h.people.ally, path), await h.statusFor(h.people.teacher, path)]).toEqual([404, 200]);
  await publishDraft(h.ctx, h.id, { note: "" });
  expect([await h.statusFor(h.people.ally, path), await h.statusFor(h.people.ally)]).toEqual([200, 200]);
  await removeAttachment(h.ctx, next.id);
  await publishDraft(h.ctx, h.id, { note: "" });
  expect(await h.statusFor(h.people.ally, path)).toBe(200);
  // What was for fewer people when it was there is not for everyone who sees the resource today.
  await saveDraft(h.ctx, h.id, { visibility: "public" });
  await publishDraft(h.ctx, h.id, { note: "" });
  expect([await h.statusFor(null), await h.statusFor(null, path), await h.statusFor(h.people.teacher, path)]).toEqual([200, 404, 200]);
});

test("it is served as what it is, in pieces, and not again to who has it", async () => {
  await using h = await house({ visibility: "public" });
  await publishDraft(h.ctx, h.id, { note: "" });
  const whole = await h.front.get(h.file);
  expect(whole.bytes.equals(h.bytes)).toBe(true);
  expect(whole.headers).toMatchObject({
    "content-type": "application/pdf",
    "content-length": String(h.bytes.length),
    "accept-ranges": "bytes",
    "cache-control": "public, max-age=300",
    "cross-origin-resource-policy": "same-origin",
    "content-disposition": `inline; filename="Guia _Nandu_.pdf"; filename*=UTF-8''Gu%C3%ADa%20%C2%AB%C3%91and%C3%BA%C2%BB.pdf`,
  });
  const etag = String(whole.headers.etag);
  expect((await h.front.get(h.file, { "if-none-match": etag })).status).toBe(304);
  expect((await h.front.get(h.file, { "if-modified-since": String(whole.headers["last-modified"]) })).status).toBe(304);
  const head = await h.front.head(h.file);
  expect([head.status, head.headers["content-length"], head.bytes.length]).toEqual([200, String(h.bytes.length), 0]);

  const piece = await h.front.get(h.file, { range: "bytes=5-9", "if-range": etag });
  expect([piece.status, piece.text, piece.headers["content-range"]]).toEqual([206, h.bytes.toString("utf8", 5, 10), `bytes 5-9/${h.bytes.length}`]);
  expect((await h.front.get(h.file, { range: "bytes=5-9", "if-range": '"other"' })).status).toBe(200);
  const beyond = await h.front.get(h.file, { range: "bytes=9999-" });
  expect([beyond.status, beyond.headers["content-range"]]).toEqual([416, `bytes */${h.bytes.length}`]);
  expect((await h.front.get(`${h.file}?descargar=1`)).headers["content-disposition"]).toMatch(/^attachment; /);
});

test("what a browser could run never acts as a page of ours; thumbnails are images", async () => {
  await using h = await house({ visibility: "members" }, Buffer.from("# Notas\n"), "notas.md");
  const cookie = await h.cookie(h.people.teacher);
  const { headers } = await h.front.get(h.file, { cookie });
  expect(headers).toMatchObject({ "content-type": "text/markdown; charset=utf-8", "cache-control": "private, no-cache", "x-robots-tag": "noindex" });
  expect(headers["content-disposition"]).toMatch(/^attachment; /);
  expect(headers["content-security-policy"]).toMatch(/^sandbox [^;]*; default-src 'none'/);

  const image = await attachFile(h.ctx, { ownerKind: "resource", ownerId: h.id, sourcePath: h.files.write("z", pngHeader(8, 8)), name: "foto.png" });
  const { sha256 } = await h.db.selectFrom("files").select("sha256").where("kind", "=", "image").executeTakeFirstOrThrow();
  const small = `/archivos/${image.id}/miniatura-320.webp`;
  expect((await h.front.get(small, { cookie })).status).toBe(404);
  await h.files.store.put(thumbnailKey(sha256, 320), Buffer.from("webp"));
  await h.db.updateTable("files").set({ preview: 1 }).execute();
  const thumbnail = await h.front.get(small, { cookie });
  expect([thumbnail.status, thumbnail.headers["content-type"], thumbnail.text]).toEqual([200, "image/webp", "webp"]);
  expect((await h.front.get(small)).status).toBe(404);
});

test("bytes that are missing are a 404, and a use counts once a day, not for its makers", async () => {
  await using h = await house({ visibility: "members" });
  await publishDraft(h.ctx, h.id, { note: "" });
  const uses = async () => (await h.db.selectFrom("resources").select("uses_count").where("id", "=", h.id).executeTakeFirstOrThrow()).uses_count;
  const cookie = await h.cookie(h.people.ally);
  await h.statusFor(h.people.teacher);
  for (let time = 0; time < 3; time += 1) await h.front.get(h.file, { cookie });
  await h.front.get(h.file, { cookie: await h.cookie(h.people.head), range: "bytes=3-" });
  while ((await uses()) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await uses()).toBe(1);
  const { sha256 } = await h.db.selectFrom("files").select("sha256").executeTakeFirstOrThrow();
  await h.files.store.remove(sha256);
  const gone = await h.front.get(h.file, { cookie });
  expect([gone.status, gone.headers["content-disposition"], gone.text]).toEqual([404, undefined, "No encontramos este archivo.\n"]);
});

test("ranges and names are read as the standards say", () => {
  const size = 100;
  expect(rangeOf("bytes=0-", size)).toEqual({ start: 0, end: 99 });
  expect(rangeOf("bytes=90-200", size)).toEqual({ start: 90, end: 99 });
  expect(rangeOf("bytes=-10", size)).toEqual({ start: 90, end: 99 });
  expect(rangeOf("bytes=-0", size)).toBe("unsatisfiable");
  expect(rangeOf("bytes=100-", size)).toBe("unsatisfiable");
  for (const other of [undefined, "bytes=-", "bytes=5-2", "bytes=0-1,5-6", "items=0-1", "bytes=a-b"]) expect(rangeOf(other, size), other).toBe(null);
  expect(disposition("attachment", 'a"b\\c\r\n%.pdf')).not.toMatch(/[\r\n]/);
});
