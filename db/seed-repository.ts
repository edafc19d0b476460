/** What the schools of the example network share: of every kind, true to life and invented; with files made here, versions, one that waits for review. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { attachFile, labelAttachment } from "#app/domain/files/attachments.server.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { saveDraft, startResource } from "#app/domain/resources/drafting.server.ts";
import { publishDraft } from "#app/domain/resources/publishing.server.ts";
import { addDays } from "#app/i18n/dates.ts";
import { newId } from "./ids.ts";
import type { SeededCircles } from "./seed-circles.ts";
import type { SeededNetwork } from "./seed-meetings.ts";
import { fileBytes } from "./seed-repository-files.ts";
import { WORKS, type WorkSeed } from "./seed-repository-words.ts";

type CtxAt = (days: number) => (actor: Actor | null) => Ctx;

/** Nodes that look at what is shared before it is published. */
const REVIEWING = ["Electricidad"];

export async function seedRepository(network: SeededNetwork, circles: SeededCircles, today: string, ctxAt: CtxAt): Promise<void> {
  const { db } = ctxAt(0)(null);
  for (const work of WORKS.filter((one) => !one.waits)) await share(work, network, circles, today, ctxAt);
  const asking = REVIEWING.flatMap((name) => network.nodes.get(name) ?? []);
  if (asking.length > 0) await db.updateTable("nodes").set({ reviews_resources: 1 }).where("id", "in", asking).execute();
  for (const work of WORKS.filter((one) => one.waits)) await share(work, network, circles, today, ctxAt);
}

async function share(work: WorkSeed, network: SeededNetwork, circles: SeededCircles, today: string, ctxAt: CtxAt): Promise<void> {
  const person = network.people.find((one) => one.email === work.by);
  const actor = person ? await loadActor(ctxAt(0)(null).db, person.id) : null;
  if (!actor) return;
  const ctx = ctxAt(work.daysAgo)(actor);
  const circleId = work.circle ? (circles.get(work.circle) ?? null) : null;
  if (work.circle && !circleId) return;
  const { id } = await startResource(ctx, {
    id: newId(),
    content: {
      ...work.content,
      authors: work.content.authors ?? [{ name: actor.name, person_id: actor.id }],
      authors_agreed: work.named ?? false,
      school_ids: actor.establishmentId ? [actor.establishmentId] : [],
      node_ids: work.nodes.flatMap((name) => network.nodes.get(name) ?? []),
      circle_id: circleId,
      ...(work.closesIn === undefined ? {} : { closes_local: `${addDays(today, work.closesIn)}T23:59`, zone: "America/Santiago" }),
    },
  });
  for (const file of work.files ?? []) await attach(ctx, id, file);
  await publishDraft(ctx, id, { note: "" });
  if (work.second) {
    const later = ctxAt(work.second.daysAgo)(actor);
    await saveDraft(later, id, work.second.content);
    await publishDraft(later, id, { note: work.second.note });
  }
}

async function attach(ctx: Ctx, ownerId: string, { name, label }: NonNullable<WorkSeed["files"]>[number]): Promise<void> {
  if (!ctx.deployment.storageUrl) return;
  const folder = await mkdtemp(join(tmpdir(), "nodos-ejemplo-"));
  try {
    const sourcePath = join(folder, "archivo");
    await writeFile(sourcePath, await fileBytes(name, label));
    const { id } = await attachFile(ctx, { ownerKind: "resource", ownerId, sourcePath, name });
    await labelAttachment(ctx, id, label);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
