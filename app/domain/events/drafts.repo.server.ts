import type { Actor } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import { visibleTo } from "./visibility.server.ts";

export interface DraftRow {
  id: string;
  title: string;
  starts_at: string;
  zone: string;
  updated_at: string;
}

/** Meetings that somebody began to call and nobody has published, the latest touched first: what the viewer can go on with. */
export async function listDrafts(db: Db, viewer: Actor, now: string, limit = 6): Promise<DraftRow[]> {
  return (
    db
      .selectFrom("events")
      .select(["id", "title", "starts_at", "zone", "updated_at"])
      // Both, named: so that the index by visibility and status finds the few drafts among all meetings.
      .where("visibility", "in", ["public", "members"])
      .where("status", "=", "draft")
      .where(visibleTo(viewer, now))
      .orderBy("updated_at", "desc")
      .limit(limit)
      .execute()
  );
}
