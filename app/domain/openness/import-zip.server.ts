/** A folder in a zip, read piece by piece. Names in it are words to compare, never paths of ours. */
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { type Entry, open, type ZipFile } from "yauzl";
import { invalid } from "#app/domain/errors.ts";
import { type FileInZip, fileKey } from "./import-lines.ts";

const MAX_ENTRIES = 5_000;
/** Of all of it, unpacked. */
const MAX_UNPACKED = 4 * 1024 ** 3;
const MAX_TABLE = 8 * 1024 * 1024;
/** What computers put into folders by themselves. */
const NOT_OURS = /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$|~\$)/i;

export interface Folder {
  /** By fileKey. */
  files: Map<string, FileInZip>;
  /** The bytes of its table, where there is one. */
  table: Uint8Array | null;
}

/** Errors: invalid on `file` (file_zip_bad, file_zip_big). */
export async function readFolder(path: string): Promise<Folder> {
  const files = new Map<string, FileInZip>();
  const tables: string[] = [];
  let unpacked = 0;
  await eachEntry(path, async (entry) => {
    if (entry.fileName.endsWith("/") || NOT_OURS.test(entry.fileName)) return;
    unpacked += entry.uncompressedSize;
    if (files.size >= MAX_ENTRIES || unpacked > MAX_UNPACKED) throw invalid("file", "file_zip_big");
    if ((entry.generalPurposeBitFlag & 1) !== 0) throw invalid("file", "file_zip_bad"); // closed with a password
    if (/(^|\/)recursos\.csv$/i.test(entry.fileName)) tables.push(entry.fileName);
    else files.set(fileKey(entry.fileName), { path: entry.fileName, size: entry.uncompressedSize });
  });
  const shortest = tables.sort((a, b) => a.length - b.length)[0];
  return { files, table: shortest === undefined ? null : await tableOf(path, shortest) };
}

async function tableOf(path: string, name: string): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  await withEntry(path, name, async (zip, entry) => {
    if (entry.uncompressedSize > MAX_TABLE) throw invalid("file", "file_too_big");
    for await (const chunk of await streamOf(zip, entry)) chunks.push(chunk as Buffer);
  });
  return Buffer.concat(chunks);
}

/** Unpacks one file of it to a path of ours. What is longer than it says ends with an error. */
export async function takeOut(path: string, name: string, to: string): Promise<void> {
  await withEntry(path, name, async (zip, entry) => pipeline(await streamOf(zip, entry), createWriteStream(to, { flags: "wx" })));
}

async function withEntry(path: string, name: string, work: (zip: ZipFile, entry: Entry) => Promise<void>): Promise<void> {
  let done = false;
  await eachEntry(path, async (entry, zip) => {
    if (done || entry.fileName !== name) return;
    done = true;
    await work(zip, entry);
    return "stop";
  });
  if (!done) throw invalid("file", "file_zip_bad");
}

function streamOf(zip: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))));
}

async function eachEntry(path: string, visit: (entry: Entry, zip: ZipFile) => Promise<unknown>): Promise<void> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, found) => (error ? reject(bad()) : resolve(found))),
  );
  try {
    if (zip.entryCount > MAX_ENTRIES * 2) throw invalid("file", "file_zip_big");
    await new Promise<void>((resolve, reject) => {
      zip.on("error", () => reject(bad())); // among others: a name that climbs out of the folder
      zip.on("end", resolve);
      zip.on("entry", (entry: Entry) => {
        visit(entry, zip).then((said) => (said === "stop" ? resolve() : zip.readEntry()), reject);
      });
      zip.readEntry();
    });
  } finally {
    zip.close();
  }
}

const bad = () => invalid("file", "file_zip_bad");
