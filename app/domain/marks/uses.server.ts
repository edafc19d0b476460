/** Uses of a resource: downloads and followed links, counted by day and without persons. */
import type { Db } from "#db/create.ts";
import { insertUse } from "./marks.repo.server.ts";

/**
 * Counts one use. Whoever calls it has already left out its makers and whoever came twice the same day (`RecentUses`): a count that one person can
 * make grow tells nothing.
 */
export async function noteUse(db: Db, resourceId: string, now: string): Promise<void> {
  if (db.isTransaction) return insertUse(db, resourceId, now);
  await db.transaction().execute((tx) => insertUse(tx, resourceId, now));
}

/** Who used what today, in the memory of one process: an instance belongs to the process's app, not to this module. */
export class RecentUses {
  private day = "";
  private readonly seen = new Set<string>();
  private readonly most: number;

  constructor(most = 50_000) {
    this.most = most;
  }

  /** True the first time that `who` (a session, else an address) uses a resource on a day. When memory is full nothing counts until tomorrow. */
  isFirst(who: string, resourceId: string, now: string): boolean {
    const day = now.slice(0, 10);
    if (day !== this.day) {
      this.day = day;
      this.seen.clear();
    }
    const key = `${resourceId} ${who}`;
    if (this.seen.has(key) || this.seen.size >= this.most) return false;
    this.seen.add(key);
    return true;
  }
}
