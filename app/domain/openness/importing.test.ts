import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ZipFile } from "yazl";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { attachmentsOf } from "#app/domain/files/attachments.repo.server.ts";
import { requestImport } from "#app/domain/imports/imports.server.ts";
import type { ImportReport } from "#app/domain/imports/report.ts";
import { repositoryStage } from "#app/domain/resources/resources.testing.ts";
import { reasonText } from "#app/i18n/imports.ts";
import { testDb } from "#db/testing.ts";
import { applyResourceLines, checkResourceImport } from "./importing.server.ts";

async function stage() {
  const database = await testDb();
  const { db } = database;
  const folder = await mkdtemp(join(tmpdir(), "nodos-import-"));
  const s = await repositoryStage(db);
  await db.updateTable("establishments").set({ rbd: "1234-5" }).where("id", "=", s.cast.schools.boldos.id).execute();
  const as = (actor: Actor | null): Ctx => ({ ...s.ctxOf(actor), deployment: { ...s.ctxOf(actor).deployment, storageUrl: `file:${join(folder, "files")}` } });
  const check = async (name: string, bytes: string | Buffer, by: Actor = s.people.admin) => {
    const path = join(folder, "arrived");
    await writeFile(path, bytes);
    const id = await checkResourceImport(as(by), { path, name, sha256: createHash("sha256").update(bytes).digest("hex") });
    return { id, report: await reportOf(id) };
  };
  const reportOf = async (id: string) => JSON.parse((await db.selectFrom("imports").select("report").where("id", "=", id).executeTakeFirstOrThrow()).report) as ImportReport;
  const apply = async (id: string) => {
    await requestImport(as(s.people.admin), id);
    for (let turns = 0; await applyResourceLines(as(null), id); turns += 1) expect(turns).toBeLessThan(200);
    return reportOf(id);
  };
  const all = () => db.selectFrom("resources").selectAll().orderBy("created_at").orderBy("id").execute();
  const dispose = async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...s, db, folder, check, apply, all, [Symbol.asyncDispose]: dispose };
}

async function zipped(files: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const actions = (report: ImportReport) => report.lines.map((line) => line.action);
const said = (report: ImportReport) => report.lines.map((line) => line.reasons.map(reasonText).join("; "));

const TABLE = `Tipo;Título;Resumen;Enlace;Nodo;Especialidad;Etiquetas;Autores;Establecimiento RBD;Licencia;Visibilidad;Fecha;Otra
Enlace;Simulador solar;Para probar paneles;https://ejemplo.example/solar;Electricidad;Electricidad;solar, paneles;Ana Ríos; 1234-5;CC BY;pública;15-03-2025;x
;Norma eléctrica;Lo que pide la norma;https://ejemplo.example/norma;electricidad;;;;1234-5;;nodo;;
Enlace;Sin resumen;;https://ejemplo.example/sin;;;;;1234-5;;;;
Cosa;Mala línea;x;ftp://nada;Nodo inventado;Magia;;;9999;GPL;secreta;31-02-2025;
Enlace;;x;https://ejemplo.example/x;;;;;;;;;
Enlace;Otra vez;x;https://ejemplo.example/solar;;;;;1234-5;;;;
`;

test("a table is told line by line in plain words before anything is written", async () => {
  await using s = await stage();
  const { report } = await s.check("recursos.csv", TABLE);
  expect(actions(report)).toEqual(["create", "create", "create", "refuse", "refuse", "refuse"]);
  expect(said(report)[2]).toBe("queda como borrador: falta el resumen");
  for (const words of ["no es una dirección web", "«secreta»", "Nodo inventado", "«Magia»", "«9999»", "«GPL»", "«Cosa»", "«31-02-2025»"]) expect(said(report)[3]).toContain(words);
  expect(said(report)[4]).toBe("falta el título");
  expect(said(report)[5]).toBe("repite la línea 2");
  expect(report.unknownColumns).toEqual(["Otra"]);
  expect(await s.all()).toEqual([]);
  await expect(s.check("x.csv", TABLE, s.people.coordinatorA)).rejects.toMatchObject({ code: "forbidden" });
  for (const bad of ["", "una sola línea", "a;b\n1;2\n", Buffer.from("PK\u0003\u0004 not a zip")]) await expect(s.check("x.csv", bad)).rejects.toMatchObject({ code: "invalid" });
});

test("applied it is published as its lines say; the same table again changes nothing, a mended one only what it mends", async () => {
  await using s = await stage();
  await s.apply((await s.check("recursos.csv", TABLE)).id);
  const made = await s.all();
  expect(made.map((row) => [row.title, row.kind, row.state, row.visibility, row.licence])).toEqual([
    ["Simulador solar", "link", "published", "public", "CC-BY-4.0"],
    ["Norma eléctrica", "link", "published", "node", "CC-BY-SA-4.0"],
    ["Sin resumen", "link", "draft", "members", "CC-BY-SA-4.0"],
  ]);
  expect(made[0]?.published_at).toBe("2025-03-15T12:00:00.000Z");
  expect((await s.db.selectFrom("resource_tags").select("tag").orderBy("tag").execute()).map((row) => row.tag)).toEqual(["paneles", "solar"]);
  const again = await s.check("recursos.csv", TABLE);
  expect(actions(again.report).slice(0, 3)).toEqual(["same", "same", "same"]);
  const mended = await s.check("recursos.csv", TABLE.replace("Para probar paneles", "Para probar paneles en casa"));
  expect(mended.report.lines[0]).toMatchObject({ action: "change", changes: [{ field: "summary", to: "Para probar paneles en casa" }] });
  await s.apply(mended.id);
  expect((await s.all()).map((row) => [row.version, row.summary])).toEqual([
    [2, "Para probar paneles en casa"],
    [1, "Lo que pide la norma"],
    [0, ""],
  ]);
});

test("a folder with a table brings its files; what is no file of ours is refused when it is looked at", async () => {
  await using s = await stage();
  const table = `título;resumen;archivo;rbd\nGuía;Paso a paso;material/Guía ñ.txt;1234-5\nDisfrazado;x;falso.pdf;1234-5\nFalta;x;no-esta.pdf;1234-5\nPrograma;x;virus.exe;1234-5\n`;
  const bytes = await zipped({
    "carpeta/recursos.csv": table,
    "carpeta/material/Guía ñ.txt": "contenido",
    "carpeta/falso.pdf": "<html><script>",
    "carpeta/virus.exe": "MZ",
    "__MACOSX/x": "",
  });
  const { id, report } = await s.check("carpeta.zip", bytes);
  expect(actions(report)).toEqual(["create", "create", "refuse", "refuse"]);
  expect(said(report)[2]).toBe("«no-esta.pdf» no está en la carpeta comprimida");
  const applied = await s.apply(id);
  expect(actions(applied)).toEqual(["create", "refuse", "refuse", "refuse"]);
  expect(said(applied)[1]).toMatch(/falso\.pdf/);
  const made = await s.all();
  expect(made.map((row) => [row.title, row.state])).toEqual([["Guía", "published"]]);
  expect((await attachmentsOf(s.db, "resource", [made[0]?.id ?? ""])).map((file) => file.name)).toEqual(["Guía ñ.txt"]);
  const second = await s.check("carpeta.zip", bytes);
  expect(actions(second.report)).toEqual(["same", "create", "refuse", "refuse"]);
});

test("a folder alone: each file a draft, its folders its tags", async () => {
  await using s = await stage();
  const { id, report } = await s.check("todo.zip", await zipped({ "Electricidad/2.º medio/tablero_domiciliario.txt": "uno", "suelto.md": "# dos", "Electricidad/.DS_Store": "x" }));
  expect(report.lines.map((line) => line.title)).toEqual(["tablero domiciliario", "suelto"]);
  await s.apply(id);
  expect((await s.all()).map((row) => [row.title, row.state])).toEqual([
    ["tablero domiciliario", "draft"],
    ["suelto", "draft"],
  ]);
  expect((await s.db.selectFrom("resource_tags").select("tag").orderBy("tag").execute()).map((row) => row.tag)).toEqual(["2.º medio", "Electricidad"]);
});

test("a name that climbs out of the folder, or a lying zip, is refused whole", async () => {
  await using s = await stage();
  const honest = await zipped({ "aaaaaa.txt": "uno", "recursos.csv": "título;archivo\nA;aaaaaa.txt\n" });
  const climbing = Buffer.from(honest.toString("latin1").replaceAll("aaaaaa.txt", "../../a.tx"), "latin1");
  await expect(s.check("x.zip", climbing)).rejects.toMatchObject({ fields: { file: ["file_zip_bad"] } });
  await expect(s.check("x.zip", honest.subarray(0, honest.length - 30))).rejects.toMatchObject({ fields: { file: ["file_zip_bad"] } });
  await expect(readFile(join(s.folder, "a.tx"))).rejects.toThrow();
});

test("a worker that stopped in the middle of a line goes on, and nothing is there twice", async () => {
  await using s = await stage();
  const lines = Array.from({ length: 23 }, (_, n) => `Recurso ${n};Resumen;https://ejemplo.example/${n};1234-5`).join("\n");
  const { id } = await s.check("muchos.csv", `título;resumen;enlace;rbd\n${lines}\n`);
  await requestImport(s.ctxOf(s.people.admin), id);
  const ctx = s.ctxOf(null);
  expect(await applyResourceLines(ctx, id)).toBe(true);
  // As if it had ended before it noted how far it was, with one line half done.
  await s.db.updateTable("imports").set({ done: 0 }).execute();
  const half = await s.db.selectFrom("imported_resources").select(["source_key"]).limit(1).executeTakeFirstOrThrow();
  await s.db.updateTable("imported_resources").set({ fingerprint: "" }).where("source_key", "=", half.source_key).execute();
  while (await applyResourceLines(ctx, id));
  expect(await applyResourceLines(ctx, id)).toBe(false);
  const made = await s.all();
  expect(made.length).toBe(23);
  expect(new Set(made.map((row) => row.state))).toEqual(new Set(["published"]));
  expect(await s.db.selectFrom("imports").select(["state", "done", "content"]).executeTakeFirstOrThrow()).toEqual({ state: "applied", done: 23, content: "" });
});
