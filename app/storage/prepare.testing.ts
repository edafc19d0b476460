/** Real small files, made on the spot: what tests of uploads and of what is inside them need. */
import { writeFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import PDFDocument from "pdfkit";
import sharp from "sharp";
import yazl from "yazl";

export async function zipOf(entries: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), name, { compress: content.length > 0 });
  zip.end();
  return buffer(zip.outputStream as NodeJS.ReadableStream);
}

const XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`;

export const docxOf = (paragraphs: readonly string[]): Promise<Buffer> =>
  docxWith(`${XML}<w:document xmlns:w="w"><w:body>${paragraphs.map(wordParagraph).join("")}</w:body></w:document>`);

export const docxWith = (document: string): Promise<Buffer> =>
  zipOf({ "[Content_Types].xml": `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`, "word/document.xml": document });

/** In two runs, as Word cuts them. */
const wordParagraph = (text: string) => `<w:p><w:r><w:t>${text.slice(0, 3)}</w:t></w:r><w:r><w:instrText>PAGE</w:instrText><w:t>${text.slice(3)}</w:t></w:r></w:p>`;

export const pptxOf = (slides: readonly string[]): Promise<Buffer> =>
  zipOf({
    "[Content_Types].xml": `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    ...Object.fromEntries(
      slides.map((text, index) => [`ppt/slides/slide${index + 1}.xml`, `${XML}<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:sld>`]),
    ),
  });

export const xlsxOf = (shared: readonly string[], inline: string): Promise<Buffer> =>
  zipOf({
    "[Content_Types].xml": `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "xl/workbook.xml": `${XML}<workbook xmlns="x"/>`,
    "xl/sharedStrings.xml": `${XML}<sst xmlns="x">${shared.map((text) => `<si><t>${text}</t></si>`).join("")}</sst>`,
    "xl/worksheets/sheet1.xml": `${XML}<worksheet xmlns="x"><sheetData><row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>${inline}</t></is></c></row></sheetData></worksheet>`,
  });

export const odtOf = (paragraphs: readonly string[]): Promise<Buffer> =>
  zipOf({
    mimetype: "application/vnd.oasis.opendocument.text",
    "content.xml": `${XML}<office:document-content xmlns:office="o" xmlns:text="t"><office:body>${paragraphs.map((text) => `<text:p>${text}</text:p>`).join("")}</office:body></office:document-content>`,
  });

export async function pdfOf(pages: readonly string[], image?: Buffer): Promise<Buffer> {
  const document = new PDFDocument({ size: "A4" });
  pages.forEach((text, index) => {
    if (index > 0) document.addPage();
    document.fontSize(24).text(text);
  });
  if (image) document.image(image, 50, 200, { width: 400 });
  document.end();
  return buffer(document as unknown as NodeJS.ReadableStream);
}

export const pngOf = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: "#9c4a1a" } })
    .png({ compressionLevel: 1 })
    .toBuffer();

/** Bytes that no compression makes smaller, as a picture: 2,000 × 2,000 are some 4 MB. */
export const noisyJpeg = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: "#888", noise: { type: "gaussian", mean: 128, sigma: 60 } } })
    .jpeg({ quality: 97 })
    .toBuffer();

/** A header that promises a picture of that size and nothing behind it. */
export async function hugePng(path: string, side: number): Promise<void> {
  const { deflateSync, crc32 } = await import("node:zlib");
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8); // one bit, grey
  const rows = deflateSync(Buffer.alloc(side * (Math.ceil(side / 8) + 1)), { level: 9 });
  await writeFile(path, Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]));
}
