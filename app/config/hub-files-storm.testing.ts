/**
 * A process that makes backups one after the other by the command line's own verbs, restores each into a place of its own and compares what came
 * back: every content that the restored database names has its bytes. Arguments: how many, the database, the store, a folder, a PostgreSQL
 * database to restore into (or nothing: SQLite files are made in the folder).
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "#app/storage/store.ts";
import { createDb } from "#db/create.ts";
import { digestOf } from "./hub/archive.ts";
import { backupVerb } from "./hub/backup.ts";
import { restoreVerb } from "./hub/restore.ts";
import { contentsNamedIn, thumbnailsOf } from "./hub/stored-files.ts";
import type { Args } from "./hub/verb.ts";

const [times = "1", database = "", storage = "", folder = "", target = ""] = process.argv.slice(2);

export interface Tally {
  restored: number;
  /** Contents named by all the restored databases, and what was not as it should be. */
  contents: number;
  thumbnails: number;
  wrong: string[];
  /** Different states that the backups held. */
  states: number;
}

const tally: Tally = { restored: 0, contents: 0, thumbnails: 0, wrong: [], states: 0 };
const states = new Set<string>();
const named = (file: string): Args => ({ file, typedFile: file, text: () => undefined, on: (name) => name === "force" });

async function compare(url: string, storageUrl: string): Promise<void> {
  const { db, close } = createDb(url);
  const store = openStore(storageUrl);
  const contents = await contentsNamedIn(db);
  await close();
  for (const content of contents) {
    tally.contents += 1;
    const whole = (await store.size(content.sha256)) === content.size && (await digestOf(await store.read(content.sha256))) === content.sha256;
    if (!whole) tally.wrong.push(content.sha256);
    for (const key of content.preview === 1 ? thumbnailsOf(content) : []) {
      tally.thumbnails += 1;
      if ((await store.size(key)) !== 300) tally.wrong.push(key);
    }
  }
  states.add(contents.map(({ sha256 }) => sha256).join());
}

for (let n = 0; n < Number(times); n += 1) {
  const archive = join(folder, "b.tar.gz");
  Object.assign(process.env, { DATABASE_URL: database, STORAGE_URL: storage });
  await backupVerb.run(named(archive));
  const place = join(folder, `restored-${n}`);
  const url = target || `sqlite:${join(place, "nodos.db")}`;
  const storageUrl = `file:${join(place, "files")}`;
  Object.assign(process.env, { DATABASE_URL: url, STORAGE_URL: storageUrl });
  await restoreVerb.run(named(archive));
  await compare(url, storageUrl);
  tally.restored += 1;
  rmSync(place, { recursive: true });
}
process.send?.({ ...tally, states: states.size });
process.disconnect?.();
