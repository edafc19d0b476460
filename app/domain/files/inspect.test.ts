import { expect, test } from "vitest";
import { pdfBytes, pngHeader, testFiles, zipOf } from "#app/storage/storage.testing.ts";
import { cleanFileName, FILE_TYPES, fileName } from "./file.ts";
import { inspectFile } from "./inspect.server.ts";

const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");
const stream = (name: string) => Buffer.concat([OLE, Buffer.alloc(600), Buffer.from(name, "utf16le"), Buffer.alloc(100)]);
const said = async (bytes: string | Uint8Array, name: string) => {
  using files = testFiles();
  const found = await inspectFile(files.write("x", bytes), name);
  return found.ok ? found.type.media_type : found.code;
};

test("what a file is, is in its bytes", async () => {
  const cases: [string | Uint8Array, string, string][] = [
    [pdfBytes(), "plano.exe", "application/pdf"],
    [pngHeader(40, 30), "foto.jpg", "image/png"],
    ["ffd8ffe000104a46494600", "x", "text/plain"],
    [Buffer.from("ffd8ffe000104a4649460001", "hex"), "foto", "image/jpeg"],
    [Buffer.from("000000186674797069736f6d0000020069736f6d", "hex"), "clase.pdf", "video/mp4"],
    [Buffer.from("00000018667479706d703432000000006d703432", "hex"), "clase", "video/mp4"],
    ["RIFF$\0\0\0WAVEfmt ", "voz.mp3", "audio/wav"],
    ["OggS\0\u0002\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\u0001\u001e\u0001vorbis\0\0\0\0\0\0", "voz", "audio/ogg"],
    [zipOf(["[Content_Types].xml", "word/document.xml"]), "acta.zip", FILE_TYPES.docx.media_type],
    [zipOf(["[Content_Types].xml", "xl/workbook.xml"]), "notas", FILE_TYPES.xlsx.media_type],
    [zipOf(["[Content_Types].xml", "ppt/presentation.xml"]), "clase", FILE_TYPES.pptx.media_type],
    [zipOf(["mimetype", "content.xml"], { first: FILE_TYPES.odt.media_type }), "acta", FILE_TYPES.odt.media_type],
    [zipOf(["fotos/1.jpg", "índice.html"]), "fotos.zip", "application/zip"],
    [stream("WordDocument"), "acta.doc", "application/msword"],
    [stream("Workbook"), "notas.xls", "application/vnd.ms-excel"],
    [stream("PowerPoint Document"), "clase.ppt", "application/vnd.ms-powerpoint"],
    ["rbd,nombre\n1,Liceo Ñuble\n", "liceos.csv", "text/csv"],
    ["# Guía\n\n3 < 4 y ~ñ", "guia.md", "text/markdown"],
    [Buffer.from("Señal en latín-1", "latin1"), "notas", "text/plain"],
    ["if a < b and c > d: print(1)", "programa.py", "text/plain"],
  ];
  for (const [bytes, name, type] of cases) expect(await said(bytes, name), name).toBe(type);
});

test("pages, drawings, scripts and programs are refused under whatever name", async () => {
  const active = ["<!DOCTYPE html><p>", "\uFEFF  <html>", "<svg xmlns='http://www.w3.org/2000/svg'>", "<?xml version='1.0'?><x/>", "hola <script>alert(1)</script>", "<x:y>"];
  for (const text of active) for (const name of ["plan.pdf", "foto.jpg", "notas.txt", "x.svg"]) expect(await said(text, name), text).toBe("active");
  expect(await said(Buffer.from("\uFEFF<html>", "utf16le"), "x.txt")).toBe("active");
  expect(await said("alert(1)", "x.js")).toBe("active");
  expect(await said("MZ\u0090\0", "foto.jpg")).toBe("executable");
  expect(await said(Buffer.from("7f454c4602010100", "hex"), "foto.jpg")).toBe("executable");
  expect(await said("#!/bin/sh\nrm -rf /", "notas.txt")).toBe("executable");
  expect(await said("@echo off", "x.bat")).toBe("executable");
  expect(await said(zipOf(["META-INF/MANIFEST.MF", "A.class"]), "x.zip")).toBe("executable");
  expect(await said(zipOf(["guía.pdf", "Instalador.EXE"]), "x.zip")).toBe("executable");
  expect(await said(zipOf(["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]), "x.docx")).toBe("macros");
  expect(await said(stream("_VBA_PROJECT"), "x.doc")).toBe("macros");
});

test("what is broken, endless or huge is refused without being unpacked", async () => {
  expect(await said("", "x.pdf")).toBe("empty");
  expect(await said(Buffer.from([1, 2, 3, 0, 200]), "x.pdf")).toBe("unknown_type");
  expect(await said("notas\u0000", "x.txt")).toBe("unknown_type");
  expect(await said(zipOf(["a"]).subarray(0, 40), "x.zip")).toBe("archive_broken");
  expect(await said(zipOf(["a", "b"], { unpacked: 0xf0000000 }), "bomba.zip")).toBe("archive_big");
  expect(await said(zipOf(Array.from({ length: 10_001 }, (_, index) => `${index}`)), "muchos.zip")).toBe("archive_big");
  expect(await said(zipOf(["mimetype", "x"], { first: "application/epub+zip" }), "libro.epub")).toBe("unknown_type");
  expect(await said(pngHeader(20_000, 20_000), "x.png")).toBe("image_huge");
  expect(await said(pngHeader(16_000, 12_000), "x.png")).toBe("image/png");
});

test("names lose folders, marks that deceive and the wrong ending", () => {
  expect(cleanFileName("../../etc/passwd")).toBe("passwd");
  expect(cleanFileName("C:\\planos\\tablero\u202Efdp.exe")).toBe("tablerofdp.exe");
  expect(cleanFileName(" .htaccess\r\n")).toBe("htaccess");
  expect(fileName("plano.exe", FILE_TYPES.pdf)).toBe("plano.pdf");
  expect(fileName("Guía n.º 3", FILE_TYPES.pdf)).toBe("Guía n.º 3.pdf");
  expect(fileName("FOTO.JPEG", FILE_TYPES.jpg)).toBe("FOTO.jpeg");
  expect(fileName("../..", FILE_TYPES.zip)).toBe("archivo.zip");
  expect(fileName(`${"ñ".repeat(300)}.pdf`, FILE_TYPES.pdf)).toHaveLength(200);
});
