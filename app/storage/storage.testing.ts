/** A store of a test's own, in a folder that goes with it. */
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { diskStore } from "./disk.ts";
import type { FileStore } from "./store.ts";

export interface TestFiles extends Disposable {
  storageUrl: string;
  store: FileStore;
  /** A folder for files to bring. */
  folder: string;
  /** Writes a file to bring; says its path. */
  write: (name: string, bytes: string | Uint8Array) => string;
  /** All files of the store, staging and what was set aside included. */
  left: () => string[];
}

export function testFiles(): TestFiles {
  const folder = mkdtempSync(join(tmpdir(), "nodos-files-"));
  const root = join(folder, "store");
  const left = () => filesIn(root);
  return {
    storageUrl: `file:${root}`,
    store: diskStore(root),
    folder,
    write: (name, bytes) => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    },
    left,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Paths below a folder; none where there is no folder. */
export function filesIn(root: string): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
}

/** The smallest PDF that is one; `words` make another content of it. */
export const pdfBytes = (words = ""): Buffer =>
  Buffer.from(`%PDF-1.4\n% ${words}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);

/** A PDF of so many bytes. */
export const pdfOf = (size: number): Buffer => {
  const bytes = randomBytes(size);
  pdfBytes().copy(bytes);
  return bytes;
};

/** A PNG header that says how big it is; the rest is missing. */
export function pngHeader(width: number, height: number): Buffer {
  const bytes = Buffer.from("89504e470d0a1a0a0000000d49484452000000000000000008020000000000000000000049444154", "hex");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

/** A zip of these names, each empty (`unpacked`: how big they say they are). */
export function zipOf(names: readonly string[], { unpacked = 0, first }: { unpacked?: number; first?: string } = {}): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [index, name] of names.entries()) {
    const content = Buffer.from(index === 0 ? (first ?? "") : "");
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt32LE(content.length, 18);
    local.writeUInt32LE(content.length || unpacked, 22);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(content.length, 20);
    entry.writeUInt32LE(content.length || unpacked, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(at, 42);
    locals.push(local, Buffer.from(name), content);
    central.push(entry, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + content.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(names.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(names.length, 0xffff), 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}
