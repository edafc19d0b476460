import type { Actor } from "#app/domain/context.ts";
import { visibleTo } from "#app/domain/events/visibility.server.ts";
import { resourceListedFor, resourceVisibleTo } from "#app/domain/resources/visibility.server.ts";
import { entryMatches, wordsIn } from "#app/domain/search/search.repo.server.ts";
import type { Db } from "#db/create.ts";

/** An experience at a meeting, in the format of its plan. */
export interface Showing {
  event_id: string;
  event: string;
  starts_local: string;
  zone: string;
  format: string;
}

const MOST_SHOWN = 20;

/** «Dónde se mostró»: the meetings whose plan names it, of those that the reader may see. */
export async function showingsOf(db: Db, actor: Actor | null, resourceId: string, now: string): Promise<Showing[]> {
  return db
    .selectFrom("event_experiences as x")
    .innerJoin("events", "events.id", "x.event_id")
    .select(["events.id as event_id", "events.title as event", "events.starts_local", "events.zone", "x.format"])
    .where("x.resource_id", "=", resourceId)
    .where("events.status", "<>", "draft")
    .where(visibleTo(actor, now))
    .orderBy("events.starts_at", "desc")
    .orderBy("x.id")
    .limit(MOST_SHOWN)
    .execute();
}

/** An experience that can be put on a plan, with what is taken from it. */
export interface OfferedExperience {
  id: string;
  title: string;
  establishment_id: string | null;
  school: string | null;
  authors: string;
}

const SLUG_IN_ADDRESS = /\/(?:experiencias|recursos)\/([\p{L}\p{N}-]{1,200})/u;

/** Experiences that the reader finds, by words or by their address, pasted whole. */
export async function offeredExperiences(db: Db, actor: Actor, typed: string, limit = 8): Promise<OfferedExperience[]> {
  const slug = SLUG_IN_ADDRESS.exec(typed)?.[1];
  let query = db.selectFrom("resources as r").select(["r.id", "r.title"]).where("r.kind", "=", "experience").where(resourceListedFor(actor));
  if (slug) query = query.where("r.slug", "=", slug);
  else {
    const words = await wordsIn(db, typed, actor);
    if (!words) return [];
    query = query.where(entryMatches(db, words, "resource", "r.id"));
  }
  return withMakers(db, await query.orderBy("r.published_at", "desc").orderBy("r.id").limit(limit).execute());
}

/** One that the reader may see, to be put on a plan. */
export async function findOffered(db: Db, actor: Actor, id: string): Promise<OfferedExperience | null> {
  const rows = await db
    .selectFrom("resources as r")
    .select(["r.id", "r.title"])
    .where("r.id", "=", id)
    .where("r.kind", "=", "experience")
    .where("r.state", "in", ["published", "archived"])
    .where(resourceVisibleTo(actor))
    .execute();
  return (await withMakers(db, rows))[0] ?? null;
}

async function withMakers(db: Db, rows: readonly { id: string; title: string }[]): Promise<OfferedExperience[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const schools = await db
    .selectFrom("resource_schools as s")
    .innerJoin("establishments as e", "e.id", "s.establishment_id")
    .select(["s.resource_id", "e.id", "e.name"])
    .where("s.resource_id", "in", ids)
    .orderBy("e.search_text")
    .execute();
  const authors = await db.selectFrom("resource_authors").select(["resource_id", "name"]).where("resource_id", "in", ids).orderBy("position").execute();
  return rows.map(({ id, title }) => {
    const school = schools.find((one) => one.resource_id === id);
    const names = authors.filter((one) => one.resource_id === id).map((one) => one.name);
    return { id, title, establishment_id: school?.id ?? null, school: school?.name ?? null, authors: names.join(", ").slice(0, 200) };
  });
}

export interface ShownExperience {
  slug: string;
  title: string;
  format: string;
  school: string | null;
}

/** What is shown at a meeting and has a page in the repository, of what the reader finds there; in the order of its plan. */
export async function shownAt(db: Db, actor: Actor | null, eventId: string): Promise<ShownExperience[]> {
  return db
    .selectFrom("event_experiences as x")
    .innerJoin("resources as r", "r.id", "x.resource_id")
    .leftJoin("establishments as e", "e.id", "x.establishment_id")
    .select(["r.slug", "r.title", "x.format", "e.name as school"])
    .where("x.event_id", "=", eventId)
    .where(resourceListedFor(actor))
    .orderBy("x.position")
    .orderBy("x.id")
    .execute();
}

/** Of the experiences of a plan, the pages that the reader may open: id -> slug. */
export async function openExperiences(db: Db, actor: Actor | null, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("resources as r")
    .select(["r.id", "r.slug"])
    .where("r.id", "in", [...ids])
    .where(resourceVisibleTo(actor))
    .execute();
  return new Map(rows.map((row) => [row.id, row.slug]));
}
