/** What stands in the archive of a collection, and under which names. Pure. */
import { slugify } from "#db/slug.ts";
import type { ArchivedCollection, ArchivedItem } from "./archive.repo.server.ts";
import type { ToldFile } from "./works.repo.server.ts";

/** Of all files together: what a school's line and disk take in one piece. */
export const MOST_ARCHIVE_BYTES = 1024 * 1024 * 1024;

export interface ArchivedFile {
  path: string;
  file: ToldFile;
}

export interface NumberedItem extends ArchivedItem {
  /** «03» */
  number: string;
  files: ArchivedFile[];
  /** Of the page that leads to its link. */
  linkPath: string | null;
}

/** Numbers the items and names what lies beside them: plain letters, no path of theirs, none twice. */
export function numbered(collection: ArchivedCollection): NumberedItem[] {
  const taken = new Set<string>();
  const free = (folder: string, number: string, name: string): string => {
    const dot = /\.([A-Za-z0-9]{1,8})$/.exec(name);
    const [stem, extension] = dot ? [name.slice(0, dot.index), `.${(dot[1] ?? "").toLowerCase()}`] : [name, ""];
    const base = `${folder}/${number}-${slugify(stem)}`;
    let path = base + extension;
    for (let n = 2; taken.has(path); n += 1) path = `${base}-${n}${extension}`;
    taken.add(path);
    return path;
  };
  const width = String(collection.items.length).length;
  return collection.items.map((item, n) => {
    const number = String(n + 1).padStart(Math.max(2, width), "0");
    const files = item.work.files.map((file) => ({ file, path: free("archivos", number, file.name) }));
    return { ...item, number, files, linkPath: item.work.link_url ? free("enlaces", number, `${item.work.title}.html`) : null };
  });
}

export const archiveBytes = (collection: ArchivedCollection): number => collection.items.reduce((sum, { work }) => sum + work.files.reduce((all, file) => all + file.size, 0), 0);
