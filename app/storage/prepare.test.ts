import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { docxOf, docxWith, hugePng, odtOf, pdfOf, pngOf, pptxOf, xlsxOf, zipOf } from "./prepare.testing.ts";
import { hasInside, type Prepared, prepareFile } from "./prepare.ts";
import { LIMITS } from "./prepare-limits.ts";
import { cleanExtract } from "./prepare-text.ts";

const OOXML = "application/vnd.openxmlformats-officedocument.";
const DOCX = `${OOXML}wordprocessingml.document`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nodos-test-inside-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function inside(content: Buffer | string, mediaType: string): Promise<Prepared & { images: Buffer[] }> {
  const path = join(folder, "file");
  await writeFile(path, content);
  return prepareFile({ path, mediaType }, async (prepared) => ({ ...prepared, images: await Promise.all(prepared.thumbnails.map((each) => readFile(each.path))) }));
}

describe("text", () => {
  test("a PDF tells its words, its pages and its first page", async () => {
    const found = await inside(await pdfOf(["Tableros eléctricos", "La cosecha de la chinchilla"]), "application/pdf");
    expect(found).toMatchObject({ outcome: "done", pages: 2 });
    expect(found.text).toContain("Tableros eléctricos");
    expect(found.text).toContain("chinchilla");
    const [small, large] = await Promise.all(found.images.map((image) => sharp(image).metadata()));
    expect([small?.width, large?.width, small?.format]).toEqual([320, 960, "webp"]);
  });

  test.each([
    ["Word", DOCX, () => docxOf(["Guía &amp; pauta", "Segunda línea"]), "Guía & pauta\nSegunda línea"],
    [
      "PowerPoint, in the order of its slides",
      `${OOXML}presentationml.presentation`,
      () => pptxOf([..."abcdefghijk"].map((each) => `lámina ${each}`)),
      [..."abcdefghijk"].map((each) => `lámina ${each}`).join("\n"),
    ],
    ["Excel, shared and inline words", `${OOXML}spreadsheetml.sheet`, () => xlsxOf(["Liceo", "Región de Los Ríos"], "en la celda"), "Liceo\nRegión de Los Ríos\nen la celda"],
    ["OpenDocument", "application/vnd.oasis.opendocument.text", () => odtOf(["Uno<text:s/>dos", "<text:span>Tres</text:span>"]), "Uno dos\nTres"],
  ])("%s", async (_, mediaType, make, text) => {
    expect(await inside(await make(), mediaType)).toMatchObject({ outcome: "done", text, thumbnails: [] });
  });

  test("plain text in UTF-8 and as old Windows wrote it", async () => {
    expect((await inside("Año; ñandú", "text/csv")).text).toBe("Año; ñandú");
    expect((await inside(Buffer.from("A\xf1o nuevo", "latin1"), "text/plain")).text).toBe("Año nuevo");
  });

  test("is cleaned and has an end", () => {
    expect(cleanExtract("uno\u0000dos\r\n\r\n\r\n\r\ntre\u00ADs \t cuatro\uD800")).toBe("uno dos\n\ntres cuatro");
    expect(cleanExtract("a ".repeat(400_000))).toHaveLength(LIMITS.text);
  });
});

describe("images", () => {
  test("are made small and upright, without what the camera wrote", async () => {
    const photo = await sharp(await pngOf(1200, 800))
      .jpeg()
      .withExif({ IFD0: { Copyright: "Secreto" }, IFD3: { GPSLatitude: "33/1 27/1 0/1" } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const found = await inside(photo, "image/jpeg");
    expect(found).toMatchObject({ outcome: "done", width: 800, height: 1200 });
    const [small, large] = await Promise.all(found.images.map((image) => sharp(image).metadata()));
    expect([small?.width, small?.height, large?.width]).toEqual([320, 480, 800]);
    expect([large?.exif, large?.orientation]).toEqual([undefined, undefined]);
  });

  test("of 400 million pixels are not drawn; their size is known", async () => {
    const path = join(folder, "huge.png");
    await hugePng(path, 20_000);
    const found = await prepareFile({ path, mediaType: "image/png" }, async (prepared) => prepared);
    expect(found).toMatchObject({ outcome: "unreadable", width: 20_000, height: 20_000, thumbnails: [] });
    expect(found.peak).toBeLessThan(60 * 1024 * 1024);
  });

  test("an SVG under the name of an image is not opened", async () => {
    expect(await inside(`<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>`, "image/png")).toMatchObject({ outcome: "unreadable", thumbnails: [] });
  });
});

describe("hostile documents end the reading, not the reader", () => {
  const document = (content: string, before = "") => docxWith(`<?xml version="1.0"?>${before}<w:document xmlns:w="w"><w:p>${content}`);
  const manyEntries = () => zipOf(Object.fromEntries(Array.from({ length: LIMITS.zipEntries + 1 }, (_, index) => [`word/${index}.xml`, ""])));
  test.each([
    ["an external entity", DOCX, () => document("<w:t>&x;</w:t></w:p></w:document>", `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>`)],
    ["entities of entities", DOCX, () => document("<w:t>&b;</w:t></w:p></w:document>", `<!DOCTYPE d [<!ENTITY a "ja"><!ENTITY b "&a;&a;&a;">]>`)],
    ["an entity that was not declared", DOCX, () => document("<w:t>&x;</w:t></w:p></w:document>")],
    ["a bomb of 60 MB in 60 KB", DOCX, () => document(" ".repeat(60_000_000))],
    ["tags within tags", DOCX, () => document("<w:r>".repeat(100_000))],
    ["a tag of many attributes", DOCX, () => document(`<w:r ${Array.from({ length: 9_000 }, (_, index) => `a${index}=""`).join(" ")}>`)],
    ["too many entries", DOCX, manyEntries],
    ["no zip at all", DOCX, async () => Buffer.from("PK\u0003\u0004 and nothing")],
    ["a broken PDF", "application/pdf", async () => Buffer.from("%PDF-1.7\n1 0 obj << /Type /Catalog")],
  ])("%s", async (_, mediaType, make) => {
    const found = await inside(await make(), mediaType);
    expect(found).toMatchObject({ outcome: "unreadable", text: null, thumbnails: [] });
    expect(found.peak).toBeLessThan(LIMITS.ownBytes);
  });

  test("what takes too long is ended", async () => {
    const path = join(folder, "slow.pdf");
    await writeFile(path, await pdfOf(["Nunca"]));
    expect(await prepareFile({ path, mediaType: "application/pdf", milliseconds: 30 }, async (prepared) => prepared)).toMatchObject({ outcome: "ended", text: null });
  });
});

test("videos, archives and old office files are not looked into", () => {
  expect(["video/mp4", "application/zip", "application/msword"].filter(hasInside)).toEqual([]);
});
