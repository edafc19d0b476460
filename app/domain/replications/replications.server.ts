/** Telling that somebody's work was used elsewhere, mending what was told, taking it back. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { attachmentsOf } from "#app/domain/files/attachments.repo.server.ts";
import { enqueueMails } from "#app/domain/mail/outbox.server.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { findEstablishmentById } from "#app/domain/places/establishments.repo.server.ts";
import { canModerate, canTakePart } from "#app/domain/resources/resource.policy.ts";
import type { ResourceState, ResourceVisibility } from "#app/domain/resources/resource.ts";
import { firstName } from "#app/domain/text.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { takeTurn } from "#db/dialect.server.ts";
import { bumpRevision } from "#db/revision.ts";
import { workUsed } from "#emails/work-used.ts";
import { comesFrom, linkAdaptation } from "./chain.repo.server.ts";
import type { ReplicationInput } from "./replication.ts";
import {
  findReplicated,
  findReplication,
  insertReplication,
  listMakers,
  listNodeIds,
  listOwnWorks,
  listReplications,
  type ReplicatedRow,
  type ReplicationRow,
  recountReplications,
  updateReplication,
} from "./replications.repo.server.ts";

export const REPLICATIONS_PAGE = 12;

/** A page of the replications of a resource with their evidence; nothing for who may not see the resource. */
export async function replicationsOf(db: Ctx["db"], actor: Ctx["actor"], resourceId: string, page = 1) {
  const { rows, total } = await listReplications(db, actor, resourceId, { page, size: REPLICATIONS_PAGE });
  const files = await attachmentsOf(
    db,
    "replication",
    rows.filter((row) => row.evidence > 0).map((row) => row.id),
  );
  return {
    rows: rows.map(({ person, person_id, ...row }) => ({
      ...row,
      // Names are for those who are signed in.
      person: actor ? person : null,
      mine: actor !== null && person_id === actor.id,
      files: files.filter((file) => file.owner_id === row.id),
    })),
    total,
    page,
    pages: Math.max(1, Math.ceil(total / REPLICATIONS_PAGE)),
  };
}
export type ReplicationsPage = Awaited<ReturnType<typeof replicationsOf>>;
export type ShownReplication = ReplicationsPage["rows"][number];

/** `input.id` is the form's own: sent twice, it is one replication, and one mail. */
export async function replicate(ctx: Ctx, resourceId: string, input: ReplicationInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const work = await usedWork(tx, resourceId);
    const fields = await fieldsOf(tx, work, input);
    const row = { ...fields, id: input.id, resource_id: work.id, person_id: tx.actor?.id ?? null, created_at: tx.now, removed_at: null, removed_by: null };
    if (!(await insertReplication(tx.db, row))) return;
    await counted(tx, work);
    await tellMakers(tx, work, fields);
  });
}

export async function changeReplication(ctx: Ctx, resourceId: string, input: ReplicationInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const work = await usedWork(tx, resourceId);
    const row = await ownReplication(tx, work.id, input.id);
    await updateReplication(tx.db, row.id, await fieldsOf(tx, work, input, row));
    await told(tx, work);
  });
}

/** Away, by who told it or by who cares for the repository; and back, by whoever took it away. */
export async function setReplicationRemoved(ctx: Ctx, resourceId: string, id: string, removed: boolean): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const work = await seenWork(tx, resourceId);
    const row = await findReplication(tx.db, work.id, id);
    if (!row) throw notFound();
    const moderates = await moderatesWork(tx, work);
    const own = row.person_id !== null && row.person_id === tx.actor?.id;
    if (!moderates && !own) throw forbidden();
    if (!removed && row.removed_by !== tx.actor?.id && !moderates) throw forbidden("moderated");
    if ((row.removed_at !== null) === removed) return;
    await updateReplication(tx.db, id, removed ? { removed_at: tx.now, removed_by: tx.actor?.id ?? null } : { removed_at: null, removed_by: null });
    await counted(tx, work);
  });
}

/** The work of the address, for acts that need no more of it. */
export async function workBySlug(ctx: Ctx, slug: string | undefined): Promise<ReplicatedRow> {
  const work = await findReplicated(ctx.db, ctx.actor, { slug: slug ?? "" });
  if (!work) throw notFound();
  return work;
}

/** One's own, to be changed; or a new one's beginnings. `removed`: it can be put back. */
export async function replicationForm(ctx: Ctx, resourceId: string, id: string | null) {
  const actor = ctx.actor;
  if (!actor) throw new DomainError("signed_out");
  const found = id ? await findReplication(ctx.db, resourceId, id) : null;
  if (id && !found) throw notFound();
  if (found?.removed_at && found.removed_by === actor.id) return { row: null, removed: found.id, school: null, works: [] };
  const row = found ? await ownReplication(ctx, resourceId, found.id) : null;
  const school = row ? row.establishment_id : actor.establishmentId;
  const place = school ? await findEstablishmentById(ctx.db, school) : undefined;
  return {
    row,
    removed: null,
    school: place ? { id: place.id, name: place.name, comuna: place.comuna } : null,
    works: await listOwnWorks(ctx.db, actor.id, resourceId),
  };
}

async function seenWork(tx: Ctx, resourceId: string): Promise<ReplicatedRow> {
  await takeTurn(tx.db, "resources", resourceId);
  const work = await findReplicated(tx.db, tx.actor, { id: resourceId });
  if (!work) throw notFound();
  return work;
}

async function usedWork(tx: Ctx, resourceId: string): Promise<ReplicatedRow> {
  const work = await seenWork(tx, resourceId);
  if (!canTakePart(tx.actor, { state: work.state as ResourceState })) throw forbidden();
  return work;
}

async function ownReplication(tx: Ctx, resourceId: string, id: string): Promise<ReplicationRow> {
  const row = await findReplication(tx.db, resourceId, id);
  if (!row || row.removed_at || !tx.actor || row.person_id !== tx.actor.id) throw notFound();
  return row;
}

async function moderatesWork(tx: Ctx, work: ReplicatedRow): Promise<boolean> {
  return canModerate(tx.actor, { visibility: work.visibility as ResourceVisibility, nodeIds: await listNodeIds(tx.db, work.id) });
}

async function fieldsOf(tx: Ctx, work: ReplicatedRow, input: ReplicationInput, before?: ReplicationRow) {
  const { establishment_id, place, used_on, changed_md, happened_md, evidence_url, adaptation_id } = input;
  if (used_on > isoDate(tx.now)) throw invalid("used_on", "not_yet");
  if (establishment_id && !(await findEstablishmentById(tx.db, establishment_id))) throw invalid("establishment_id", "not_found");
  if (adaptation_id && adaptation_id !== before?.adaptation_id) {
    const own = await listOwnWorks(tx.db, tx.actor?.id ?? "", work.id);
    if (!own.some((one) => one.id === adaptation_id)) throw invalid("adaptation_id", "choice");
    if (!(await comesFrom(tx.db, work.id, adaptation_id))) await linkAdaptation(tx.db, adaptation_id, work.id);
  }
  const rendered = { changed_html: renderMarkdown(changed_md), happened_html: renderMarkdown(happened_md) };
  return { establishment_id, place, used_on, changed_md, happened_md, ...rendered, evidence_url, adaptation_id, updated_at: tx.now };
}

async function counted(tx: Ctx, work: ReplicatedRow): Promise<void> {
  await recountReplications(tx.db, work.id);
  await told(tx, work);
}

async function told(tx: Ctx, work: ReplicatedRow): Promise<void> {
  if (work.visibility === "public") await bumpRevision(tx.db, "public", tx.now);
}

/** At most one a day: ten schools that met yesterday are one piece of news. */
async function tellMakers(tx: Ctx, work: ReplicatedRow, used: { establishment_id: string | null; place: string; used_on: string; happened_md: string }): Promise<void> {
  const makers = (await listMakers(tx.db, work.id)).filter((maker) => maker.id !== tx.actor?.id);
  if (makers.length === 0) return;
  const { publicUrl, networkName } = tx.deployment;
  const school = used.establishment_id ? await findEstablishmentById(tx.db, used.establishment_id) : undefined;
  const where = school ? `${school.name}, ${school.comuna}` : used.place;
  await enqueueMails(
    tx,
    makers.map((maker) => ({
      kind: "repository" as const,
      to: { name: maker.name, address: maker.email },
      key: `work-used:${work.id}:${isoDate(tx.now)}:${maker.id}`,
      content: workUsed({
        network: { name: networkName, url: publicUrl },
        person: firstName(maker.name),
        experience: work.kind === "experience",
        title: work.title,
        where,
        usedOn: used.used_on,
        happened: used.happened_md,
        workUrl: `${publicUrl}${paths.work(work)}#lo-usaron`,
        noticesUrl: `${publicUrl}${paths.accountNotices()}`,
      }),
    })),
  );
}
