/** The copy of an experience that goes with an application: its words as they stand, and its files by their content. */

import type { Ctx } from "#app/domain/context.ts";
import { attachmentsOf } from "#app/domain/files/attachments.repo.server.ts";
import { pageOf } from "#app/domain/resources/page.repo.server.ts";
import { isMaker } from "#app/domain/resources/resource.policy.ts";
import { LEVELS } from "#app/domain/resources/resource.ts";
import { findVisible, type StandingResource } from "#app/domain/resources/resources.repo.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import type { WorkSnapshot } from "./application.ts";

/** `added_in` of what came with the experience; what whoever applies brings has 1. */
const COPIED = 2;
/** Behind all that is brought. */
const BEHIND = 1_000;

/** An experience of the actor's that is published: what one may apply with. */
export async function ownExperience(ctx: Ctx, resourceId: string): Promise<StandingResource | null> {
  const found = await findVisible(ctx.db, ctx.actor, { id: resourceId });
  return found?.kind === "experience" && found.state === "published" && isMaker(ctx.actor, found) ? found : null;
}

/** Copies the experience as it is now, in place of an earlier copy. */
export async function takeSnapshot(tx: Ctx, applicationId: string, resource: StandingResource): Promise<WorkSnapshot> {
  const page = await pageOf(tx.db, tx.actor, resource);
  await dropSnapshotFiles(tx.db, applicationId);
  await copyFiles(tx, applicationId, resource.id);
  return {
    ...{ resource_id: page.id, slug: page.slug, version: page.version, title: page.title, summary: page.summary, authors: page.authors, at: tx.now },
    schools: page.schools.map(({ id, name }) => ({ id, name })),
    specialties: page.specialties.map(({ name }) => name),
    levels: page.levels.map((level) => LEVELS[level]),
    sections: page.sections,
  };
}

/** The same content under the same name, once. A content that hangs on something is not swept: a row is enough. */
async function copyFiles(tx: Ctx, applicationId: string, resourceId: string): Promise<void> {
  const own = await attachmentsOf(tx.db, "application", [applicationId]);
  const files = (await attachmentsOf(tx.db, "resource", [resourceId])).filter((file) => !own.some((each) => each.file_id === file.file_id && each.name === file.name));
  if (files.length === 0) return;
  const at = { owner_kind: "application", owner_id: applicationId, added_in: COPIED, removed_in: null, added_by: null, added_at: tx.now };
  await tx.db
    .insertInto("attachments")
    .values(files.map(({ file_id, name, label }, index) => ({ id: newId(), ...at, file_id, name, label, position: BEHIND + index })))
    .execute();
}

/** Where it was withdrawn, or the experience is another one. */
export async function dropSnapshotFiles(tx: Db, applicationId: string): Promise<void> {
  await tx.deleteFrom("attachments").where("owner_kind", "=", "application").where("owner_id", "=", applicationId).where("added_in", "=", COPIED).execute();
}

/** Which of its files came with the experience. */
export async function listCopied(db: Db, applicationId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom("attachments")
    .select("id")
    .where("owner_kind", "=", "application")
    .where("owner_id", "=", applicationId)
    .where("added_in", "=", COPIED)
    .execute();
  return new Set(rows.map((row) => row.id));
}

export interface OwnExperience {
  id: string;
  slug: string;
  title: string;
  summary: string;
}

/** Those that one may apply with, the latest first. */
export async function listOwnExperiences(db: Db, personId: string): Promise<OwnExperience[]> {
  const made = db
    .selectFrom("resources")
    .select("id")
    .where("created_by", "=", personId)
    .union(db.selectFrom("resource_authors").select("resource_id as id").where("person_id", "=", personId));
  return db
    .selectFrom("resources as r")
    .select(["r.id", "r.slug", "r.title", "r.summary"])
    .where("r.id", "in", made)
    .where("r.kind", "=", "experience")
    .where("r.state", "=", "published")
    .orderBy("r.published_at", "desc")
    .orderBy("r.id", "desc")
    .limit(50)
    .execute();
}
