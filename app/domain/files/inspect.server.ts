/** What a file is, by its content; and why it is not taken. Reads pieces of it, never the whole into memory, and unpacks nothing. */
import { type FileHandle, open } from "node:fs/promises";
import { fileTypeFromBuffer } from "file-type";
import { isTextBytes, looksActive } from "./active-content.ts";
import { extensionOf, FILE_TYPES, type FileRefusal, type FileType, maxBytesOf } from "./file.ts";
import { imageSize } from "./image-size.ts";
import { typeOfOldOffice } from "./old-office.server.ts";
import { typeOfZip } from "./zip-names.server.ts";

export type Inspected = { ok: true; type: FileType; size: number } | { ok: false; code: FileRefusal };

const HEAD_BYTES = 64 * 1024;
/** More pixels than a browser can show without harm; the biggest telephones make 200 million. */
const MAX_PIXELS = 250_000_000;
/** By name alone: text that is a program or a page, even where its bytes could pass for plain text. */
const ACTIVE_NAMES = new Set("html htm xhtml shtml svg svgz xml xsl js mjs cjs jse vbs vbe wsf hta php phtml asp aspx jsp css swf".split(" "));
const PROGRAM_NAMES = new Set("exe com scr bat cmd ps1 sh msi msp dll jar apk lnk pif cpl reg app dmg deb rpm iso scf vb".split(" "));
const PROGRAM_TYPES = /msdownload|x-elf|mach-binary|x-msi|java-vm|x-deb|x-rpm|ms-shortcut|regedit|chrome-extension|wasm|x-lua|apple\.alias|shockwave|x-executable|diskimage/;

/** By what `fileTypeFromBuffer` says. Zips and old Office files are looked into; text is not in it. */
const BY_MEDIA_TYPE: Record<string, FileType> = {
  "application/pdf": FILE_TYPES.pdf,
  "image/jpeg": FILE_TYPES.jpg,
  "image/png": FILE_TYPES.png,
  "image/apng": FILE_TYPES.png,
  "image/webp": FILE_TYPES.webp,
  "image/gif": FILE_TYPES.gif,
  "image/avif": FILE_TYPES.avif,
  "image/heic": FILE_TYPES.heic,
  "image/heif": FILE_TYPES.heic,
  "image/heic-sequence": FILE_TYPES.heic,
  "image/heif-sequence": FILE_TYPES.heic,
  "video/mp4": FILE_TYPES.mp4,
  "video/x-m4v": FILE_TYPES.mp4,
  "video/webm": FILE_TYPES.webm,
  "video/quicktime": FILE_TYPES.mov,
  "audio/mpeg": FILE_TYPES.mp3,
  "audio/mp4": FILE_TYPES.m4a,
  "audio/x-m4a": FILE_TYPES.m4a,
  "audio/ogg": FILE_TYPES.ogg,
  "audio/ogg; codecs=opus": FILE_TYPES.ogg,
  "audio/wav": FILE_TYPES.wav,
};

/** `name` as it was given: it decides nothing that the content says, and says what kind of plain text it is. */
export async function inspectFile(path: string, name: string): Promise<Inspected> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    if (size === 0) return { ok: false, code: "empty" };
    const found = await typeOf(file, size, extensionOf(name));
    if (typeof found === "string") return { ok: false, code: found };
    if (size > maxBytesOf(found.kind)) return { ok: false, code: found.kind === "video" ? "too_big_video" : "too_big" };
    return { ok: true, type: found, size };
  } finally {
    await file.close();
  }
}

/** Whether the beginning of a file that is still coming is that of a video, which may be bigger than others. */
export async function beginsAsVideo(path: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    return (await sniffed(await headOf(file)))?.kind === "video";
  } finally {
    await file.close();
  }
}

async function typeOf(file: FileHandle, size: number, extension: string): Promise<FileType | FileRefusal> {
  const head = await headOf(file);
  if (head.subarray(0, 4).equals(ZIP_BEGINS) || head.subarray(0, 4).equals(EMPTY_ZIP)) return typeOfZip(file, size);
  if (head.subarray(0, 8).equals(OLE_BEGINS)) return typeOfOldOffice(file, size);
  if (head.subarray(0, 2).toString("latin1") === "MZ") return "executable";
  const type = await sniffed(head);
  if (type) return type.kind === "image" && tooManyPixels(head) ? "image_huge" : type;
  const media = (await fileTypeFromBuffer(head))?.mime ?? "";
  if (PROGRAM_TYPES.test(media) || head.subarray(0, 2).toString("latin1") === "#!") return "executable";
  if (looksActive(head) || media.includes("xml") || media.includes("html")) return "active";
  if (PROGRAM_NAMES.has(extension)) return "executable";
  if (ACTIVE_NAMES.has(extension)) return "active";
  if (media !== "") return "unknown_type";
  return (await isText(file, size)) ? textType(extension) : "unknown_type";
}

const ZIP_BEGINS = Buffer.from("PK\u0003\u0004", "latin1");
const EMPTY_ZIP = Buffer.from("PK\u0005\u0006", "latin1");
const OLE_BEGINS = Buffer.from("d0cf11e0a1b11ae1", "hex");

async function headOf(file: FileHandle): Promise<Buffer> {
  const head = Buffer.alloc(HEAD_BYTES);
  const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
  return head.subarray(0, bytesRead);
}

async function sniffed(head: Buffer): Promise<FileType | undefined> {
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  return found && Object.hasOwn(BY_MEDIA_TYPE, found.mime) ? BY_MEDIA_TYPE[found.mime] : undefined;
}

function tooManyPixels(head: Buffer): boolean {
  const found = imageSize(head);
  return found !== null && found.width * found.height > MAX_PIXELS;
}

function textType(extension: string): FileType {
  const types: readonly FileType[] = [FILE_TYPES.csv, FILE_TYPES.md];
  return types.find((type) => type.extension === extension || type.also?.includes(extension)) ?? FILE_TYPES.txt;
}

/** The whole of it, piece by piece: one byte that no text has is enough. */
async function isText(file: FileHandle, size: number): Promise<boolean> {
  if (size > maxBytesOf("text")) return false;
  const piece = Buffer.alloc(HEAD_BYTES);
  for (let at = 0; at < size; at += HEAD_BYTES) {
    const { bytesRead } = await file.read(piece, 0, HEAD_BYTES, at);
    if (!isTextBytes(piece.subarray(0, bytesRead), at === 0)) return false;
  }
  return true;
}
