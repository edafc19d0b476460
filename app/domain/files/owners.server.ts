/** Who sees the files of a thing, and who attaches to it: one entry a kind of thing. What may not be seen is `not_found`. */
import { applicationFiles } from "#app/domain/calls/application-files.server.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { DomainError, forbidden, notFound } from "#app/domain/errors.ts";
import { draftForEdit } from "#app/domain/resources/drafting.server.ts";
import { canEditResource, canModerate, isCurator, isMaker } from "#app/domain/resources/resource.policy.ts";
import { findVisible } from "#app/domain/resources/resources.repo.server.ts";
import { openDraft } from "#app/domain/resources/versions.repo.server.ts";
import { postFiles } from "#app/domain/threads/post-files.server.ts";
import { paths } from "#app/paths.ts";
import type { Db } from "#db/create.ts";
import { isId } from "#db/ids.ts";
import { MAX_FILES, type OwnerKind } from "./file.ts";

/** Where an attachment stands among the versions of its thing. */
export interface Standing {
  owner_id: string;
  added_in: number;
  removed_in: number | null;
}

export interface Seen {
  /** Anybody sees it, without an account: others' caches may keep it. */
  open: boolean;
  /** The resource whose use this is; null where it is none. */
  resourceId: string | null;
  /** Whoever asks made it: that they look at it is no use of it. */
  own: boolean;
  /** The name it has for whoever asks, where they must not know its own. */
  name?: string;
}

export interface Owner {
  seen: (db: Db, actor: Actor | null, attachment: Standing & { id?: string }, now: string) => Promise<Seen | null>;
  /** Throws for who may not bring or take away files. */
  allow: (ctx: Ctx, ownerId: string) => Promise<void>;
  /** The version that a change of files belongs to; it is begun where none is open. Within a transaction; throws as `allow` does. */
  version: (tx: Ctx, ownerId: string) => Promise<number>;
  /** The page where its makers look after its files. */
  page: (db: Db, ownerId: string) => Promise<string>;
  /** How many files it takes; where it is not told, as many as anything does. */
  most?: (tx: Ctx, ownerId: string) => Promise<number>;
}

const resource: Owner = {
  seen: async (db, actor, { owner_id, added_in, removed_in }) => {
    const found = await findVisible(db, actor, { id: owner_id });
    if (!found) return null;
    const live = Math.max(found.version, 1);
    const cares = isMaker(actor, found) || isCurator(actor, found);
    // What was withdrawn is for those who decide on it alone; what only a draft has, for those who write it.
    if (found.state === "withdrawn" && !canModerate(actor, found)) return null;
    if (added_in > live && !cares) return null;
    const inLive = added_in <= live && (removed_in === null || removed_in > live);
    if (!inLive && !cares && !(await wasForThese(db, { owner_id, added_in, removed_in }, found.visibility))) return null;
    return { open: inLive && found.visibility === "public" && found.state === "published", resourceId: found.id, own: isMaker(actor, found) };
  },
  allow: async (ctx, ownerId) => {
    const found = await findVisible(ctx.db, ctx.actor, { id: ownerId });
    if (!found) throw notFound();
    if (!canEditResource(ctx.actor, found)) throw forbidden();
    if ((await openDraft(ctx.db, ownerId))?.state === "in_review") throw new DomainError("conflict", { reason: "in_review" });
  },
  version: async (tx, ownerId) => (await draftForEdit(tx, ownerId)).number,
  page: async (db, ownerId) => {
    const row = await db.selectFrom("resources").select("slug").where("id", "=", ownerId).executeTakeFirst();
    return row ? paths.resourceFiles(row.slug) : paths.resources();
  },
};

/** As the page of an old version: one that was for fewer people than today's is not for everyone who sees today's. */
async function wasForThese(db: Db, { owner_id, added_in, removed_in }: Standing, visibility: string): Promise<boolean> {
  const rows = await db
    .selectFrom("resource_versions")
    .select("content")
    .where("resource_id", "=", owner_id)
    .where("number", ">=", added_in)
    .where("number", "<", removed_in ?? added_in)
    .where("state", "in", ["live", "past"])
    .execute();
  return rows.some((row) => (JSON.parse(row.content) as { visibility?: string }).visibility === visibility);
}

const replication: Owner = {
  seen: async (db, actor, { owner_id }) => {
    const row = await ofReplication(db, owner_id);
    const found = row && !row.removed_at ? await findVisible(db, actor, { id: row.resource_id }) : null;
    if (!row || !found || (found.state === "withdrawn" && !canModerate(actor, found))) return null;
    const open = found.visibility === "public" && found.state === "published";
    return { open, resourceId: found.id, own: actor !== null && row.person_id === actor.id };
  },
  allow: async (ctx, ownerId) => {
    await ownReplication(ctx, ownerId);
  },
  version: async (tx, ownerId) => {
    await ownReplication(tx, ownerId);
    return 1;
  },
  page: async (db, ownerId) => {
    const row = await db.selectFrom("replications as x").innerJoin("resources as r", "r.id", "x.resource_id").select("r.slug").where("x.id", "=", ownerId).executeTakeFirst();
    return row ? paths.resourceReplicate(row.slug, { replica: ownerId }) : paths.resources();
  },
};

async function ofReplication(db: Db, id: string) {
  return db.selectFrom("replications").select(["resource_id", "person_id", "removed_at"]).where("id", "=", id).executeTakeFirst();
}

/** One's own, on a resource that one still sees. */
async function ownReplication(ctx: Ctx, id: string): Promise<void> {
  const row = await ofReplication(ctx.db, id);
  const found = row && !row.removed_at ? await findVisible(ctx.db, ctx.actor, { id: row.resource_id }) : null;
  if (!row || !found) throw notFound();
  if (!ctx.actor || row.person_id !== ctx.actor.id) throw forbidden();
}

const OWNERS: Record<OwnerKind, Owner> = { resource, replication, post: postFiles, application: applicationFiles };

export const isOwnerKind = (kind: string): kind is OwnerKind => Object.hasOwn(OWNERS, kind);

/** null: to this person the attachment does not exist. `now` is for what opens at a time: without it, it is not open. */
export const seenBy = (db: Db, actor: Actor | null, attachment: Standing & { id?: string; owner_kind: OwnerKind }, now = ""): Promise<Seen | null> =>
  OWNERS[attachment.owner_kind].seen(db, actor, attachment, now);

/** Throws where the actor may not bring files to this thing, or there is no such thing. */
export async function allowAttaching(ctx: Ctx, ownerKind: string, ownerId: string): Promise<OwnerKind> {
  if (!ctx.actor) throw new DomainError("signed_out");
  if (!isOwnerKind(ownerKind) || !isId(ownerId)) throw notFound();
  await OWNERS[ownerKind].allow(ctx, ownerId);
  return ownerKind;
}

export const versionForChange = (tx: Ctx, ownerKind: OwnerKind, ownerId: string): Promise<number> => OWNERS[ownerKind].version(tx, ownerId);

export const pageOfOwner = (db: Db, ownerKind: OwnerKind, ownerId: string): Promise<string> => OWNERS[ownerKind].page(db, ownerId);

export const mostFilesOf = async (tx: Ctx, ownerKind: OwnerKind, ownerId: string): Promise<number> => (await OWNERS[ownerKind].most?.(tx, ownerId)) ?? MAX_FILES;
