/** What a zip is, by the names in its central directory: a document, a program, or just a zip. Nothing is unpacked. */
import type { FileHandle } from "node:fs/promises";
import { FILE_TYPES, type FileRefusal, type FileType } from "./file.ts";

const MAX_ENTRIES = 10_000;
const MAX_DIRECTORY = 4 * 1024 * 1024;
/** What it would be unpacked. */
const MAX_UNPACKED = 2 * 1024 ** 3;
const END_BYTES = 22;
const MAX_COMMENT = 65_535;
const PROGRAM = /\.(?:exe|com|scr|msi|vbs|vbe|lnk|hta|pif|cpl|jar|apk|dll|wsf|jse)$/i;

interface Entry {
  name: string;
  unpacked: number;
}

export async function typeOfZip(file: FileHandle, size: number): Promise<FileType | FileRefusal> {
  const entries = await entriesOf(file, size);
  if (typeof entries === "string") return entries;
  const names = new Set(entries.map((entry) => entry.name));
  if (names.has("META-INF/MANIFEST.MF") && entries.some((entry) => entry.name.endsWith(".class"))) return "executable";
  if (names.has("AndroidManifest.xml") || entries.some((entry) => PROGRAM.test(entry.name))) return "executable";
  if (entries.some((entry) => /(?:^|\/)vbaProject\.bin$/i.test(entry.name)) || entries.some((entry) => /^Basic\/.+\/script-lb\.xml$/i.test(entry.name))) return "macros";
  if (names.has("[Content_Types].xml")) {
    if (names.has("word/document.xml")) return FILE_TYPES.docx;
    if (names.has("xl/workbook.xml")) return FILE_TYPES.xlsx;
    if (names.has("ppt/presentation.xml")) return FILE_TYPES.pptx;
  }
  const declared = await declaredType(file);
  if (declared) return openDocument(declared);
  return entries.reduce((sum, entry) => sum + entry.unpacked, 0) > MAX_UNPACKED ? "archive_big" : FILE_TYPES.zip;
}

function openDocument(mediaType: string): FileType | FileRefusal {
  const types: readonly FileType[] = [FILE_TYPES.odt, FILE_TYPES.ods, FILE_TYPES.odp];
  return types.find((type) => mediaType === type.media_type) ?? "unknown_type";
}

/** OpenDocument (and EPUB) begin with an unpacked entry `mimetype`. */
async function declaredType(file: FileHandle): Promise<string | null> {
  const head = Buffer.alloc(160);
  const { bytesRead } = await file.read(head, 0, head.length, 0);
  const nameLength = head.readUInt16LE(26);
  const from = 30 + nameLength + head.readUInt16LE(28);
  if (bytesRead < from || head.toString("latin1", 30, 30 + nameLength) !== "mimetype" || head.readUInt16LE(8) !== 0) return null;
  return head.toString("latin1", from, Math.min(from + head.readUInt32LE(18), bytesRead)).trim();
}

async function entriesOf(file: FileHandle, size: number): Promise<Entry[] | FileRefusal> {
  const end = await endRecord(file, size);
  if (!end) return "archive_broken";
  const count = end.readUInt16LE(10);
  const length = end.readUInt32LE(12);
  const from = end.readUInt32LE(16);
  // 65,535 and 4 GB stand for «more than fits»: of those we want none.
  if (count > MAX_ENTRIES || length > MAX_DIRECTORY) return "archive_big";
  if (from + length > size) return "archive_broken";
  const directory = Buffer.alloc(length);
  await file.read(directory, 0, length, from);
  const entries = parsed(directory);
  return entries === null || entries.length !== count ? "archive_broken" : entries;
}

/** From the end of the file backwards: a comment may follow it. */
async function endRecord(file: FileHandle, size: number): Promise<Buffer | null> {
  const length = Math.min(size, END_BYTES + MAX_COMMENT);
  const tail = Buffer.alloc(length);
  await file.read(tail, 0, length, size - length);
  const at = tail.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  return at < 0 || at + END_BYTES > length ? null : tail.subarray(at, at + END_BYTES);
}

function parsed(directory: Buffer): Entry[] | null {
  const entries: Entry[] = [];
  for (let at = 0; at < directory.length; ) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) return null;
    const name = directory.readUInt16LE(at + 28);
    if (at + 46 + name > directory.length || entries.length > MAX_ENTRIES) return null;
    entries.push({ name: directory.toString("utf8", at + 46, at + 46 + name), unpacked: directory.readUInt32LE(at + 24) });
    at += 46 + name + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}
