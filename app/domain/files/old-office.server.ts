/** Word, Excel and PowerPoint as they were saved until 2007: one container for all, told apart by the names of the streams within. */
import type { FileHandle } from "node:fs/promises";
import { FILE_TYPES, type FileRefusal, type FileType, MAX_BYTES } from "./file.ts";

const PIECE = 256 * 1024;
const LONGEST = 64;
const named = (name: string): Buffer => Buffer.from(name, "utf16le");

const MACROS = [named("_VBA_PROJECT"), named("Macros\0")];
const STREAMS: [Buffer, FileType][] = [
  [named("WordDocument"), FILE_TYPES.doc],
  [named("PowerPoint Document"), FILE_TYPES.ppt],
  [named("Workbook"), FILE_TYPES.xls],
];

/** Installers and mails use the same container: they are of no type that we keep. */
export async function typeOfOldOffice(file: FileHandle, size: number): Promise<FileType | FileRefusal> {
  if (size > MAX_BYTES) return "too_big";
  const piece = Buffer.alloc(PIECE + LONGEST);
  let type: FileType | undefined;
  for (let at = 0; at < size; at += PIECE) {
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    const bytes = piece.subarray(0, bytesRead);
    if (MACROS.some((name) => bytes.includes(name))) return "macros";
    type ??= STREAMS.find(([name]) => bytes.includes(name))?.[1];
  }
  return type ?? "unknown_type";
}
