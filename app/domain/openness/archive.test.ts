import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fromBuffer } from "yauzl";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { attachFile } from "#app/domain/files/attachments.server.ts";
import { publishDraft } from "#app/domain/resources/publishing.server.ts";
import { repositoryStage } from "#app/domain/resources/resources.testing.ts";
import { storeOf } from "#app/storage/store.ts";
import { newId } from "#db/ids.ts";
import { testDb } from "#db/testing.ts";
import { CAST_NOW } from "#db/testing-cast.ts";
import { type Archive, archiveOf } from "./archive.server.ts";
import { MOST_ARCHIVE_BYTES } from "./archive.ts";

async function stage() {
  const database = await testDb();
  const folder = await mkdtemp(join(tmpdir(), "nodos-archive-"));
  const s = await repositoryStage(database.db);
  const as = (actor: Actor | null): Ctx => ({ ...s.ctxOf(actor), deployment: { ...s.ctxOf(actor).deployment, storageUrl: `file:${join(folder, "files")}` } });
  const collection = newId();
  const row = {
    id: collection,
    slug: "ruta",
    title: "Ruta <solar>",
    summary: "Para empezar",
    body_md: "",
    body_html: '<p>Mira <a href="/nodos/x">el nodo</a></p>',
    visibility: "public",
    node_id: null,
  };
  await database.db
    .insertInto("collections")
    .values({ ...row, created_by: s.people.teacher.id, created_at: CAST_NOW, updated_at: CAST_NOW, archived_at: null })
    .execute();
  let position = 0;
  const put = async (id: string) => {
    position += 1;
    await database.db
      .insertInto("collection_items")
      .values({ id: newId(), collection_id: collection, resource_id: id, position, note_md: "", note_html: "<p>Primero esto.</p>", added_at: CAST_NOW })
      .execute();
    return id;
  };
  const withFile = async (name: string, text: string, over = {}) => {
    const path = join(folder, "bring");
    await writeFile(path, text);
    const { id } = await s.started("document", { visibility: "public", ...over });
    await attachFile(as(s.people.teacher), { ownerKind: "resource", ownerId: id, sourcePath: path, name });
    await publishDraft(as(s.people.teacher), id, { note: "" });
    return id;
  };
  const dispose = async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...s, db: database.db, as, put, withFile, [Symbol.asyncDispose]: dispose };
}

async function bytesOf(archive: Archive): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of archive.stream) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  expect(bytes.length).toBe(archive.size);
  return bytes;
}

function opened(bytes: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    const found = new Map<string, string>();
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on("error", reject);
      zip.on("end", () => resolve(found));
      zip.on("entry", (entry) => {
        zip.openReadStream(entry, async (failed, stream) => {
          if (failed) return reject(failed);
          const chunks: Buffer[] = [];
          for await (const chunk of stream) chunks.push(chunk as Buffer);
          found.set(entry.fileName, Buffer.concat(chunks).toString("utf8"));
          zip.readEntry();
        });
      });
      zip.readEntry();
    });
  });
}

test("a collection is one archive with a page to read offline, its files under safe names, and links", async () => {
  await using s = await stage();
  await s.put(await s.withFile("Guía ñandú (final).txt", "contenido uno", { title: "La <guía>" }));
  await s.put((await s.published("link", { visibility: "public", link_url: "https://ejemplo.example/?a=1&b=2", title: "Un enlace" })).id);
  await s.put(await s.withFile("../../etc/passwd.txt", "contenido dos"));
  const bytes = await bytesOf(await archiveOf(s.as(null), "ruta"));
  const files = await opened(bytes);
  expect([...files.keys()]).toEqual(["index.html", "archivos/01-guia-nandu-final.txt", "enlaces/02-un-enlace.html", "archivos/03-passwd.txt"]);
  expect(files.get("archivos/01-guia-nandu-final.txt")).toBe("contenido uno");
  const page = files.get("index.html") ?? "";
  expect(page).toContain("<h1>Ruta &lt;solar&gt;</h1>");
  expect(page).toContain('href="archivos/03-passwd.txt"');
  expect(page).toContain('href="https://ejemplo.example/?a=1&amp;b=2"');
  expect(page).toContain('href="https://nodos.example/nodos/x"');
  expect(page).not.toMatch(/<script|Teresa Soto/); // she did not agree that visitors read her name
  expect(await opened(await bytesOf(await archiveOf(s.as(s.people.teacher), "ruta"))).then((mine) => mine.get("index.html"))).toContain("Teresa Soto");
  // The same collection is the same bytes.
  expect((await bytesOf(await archiveOf(s.as(null), "ruta"))).equals(bytes)).toBe(true);
});

test("the archive holds what its reader may see, and nobody else's collection opens", async () => {
  await using s = await stage();
  await s.put(await s.withFile("abierto.txt", "uno"));
  await s.put(await s.withFile("del-nodo.txt", "dos", { visibility: "node", node_ids: [s.nodes.a.id], title: "Del nodo" }));
  const names = async (actor: Actor | null) => [...(await opened(await bytesOf(await archiveOf(s.as(actor), "ruta")))).keys()];
  expect(await names(null)).toEqual(["index.html", "archivos/01-abierto.txt"]);
  expect(await names(s.people.coordinatorB)).toEqual(["index.html", "archivos/01-abierto.txt"]);
  expect(await names(s.people.teacher)).toContain("archivos/02-del-nodo.txt");
  await s.db.updateTable("collections").set({ visibility: "mine" }).execute();
  for (const actor of [null, s.people.coordinatorA]) await expect(archiveOf(s.as(actor), "ruta")).rejects.toMatchObject({ code: "not_found" });
  expect((await names(s.people.teacher)).length).toBe(3);
});

test("what is too big is refused before the first byte; a file that got lost does not break the rest", async () => {
  await using s = await stage();
  await s.put(await s.withFile("uno.txt", "uno"));
  await s.put(await s.withFile("dos.txt", "dos dos"));
  const lost = await s.db.selectFrom("files").select("sha256").where("size", "=", 3).executeTakeFirstOrThrow();
  await storeOf(s.as(null).deployment).remove(lost.sha256);
  const files = await opened(await bytesOf(await archiveOf(s.as(null), "ruta")));
  expect([...files.keys()]).toEqual(["index.html", "archivos/02-dos.txt"]);
  expect(files.get("index.html")).toContain("no se pudo copiar");
  await s.db.updateTable("files").set({ size: MOST_ARCHIVE_BYTES }).execute();
  await expect(archiveOf(s.as(null), "ruta")).rejects.toMatchObject({ code: "conflict", reason: "archive_too_big" });
});
