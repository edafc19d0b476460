/** Three experiences of the real network, with their pictures, where they were shown, and (as examples) who took them up. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { attachFile, labelAttachment } from "#app/domain/files/attachments.server.ts";
import { loadActor } from "#app/domain/identity/sessions.server.ts";
import { ReplicationInput } from "#app/domain/replications/replication.ts";
import { replicate } from "#app/domain/replications/replications.server.ts";
import { startResource } from "#app/domain/resources/drafting.server.ts";
import { publishDraft } from "#app/domain/resources/publishing.server.ts";
import { addDays } from "#app/i18n/dates.ts";
import type { Db } from "./create.ts";
import { newId } from "./ids.ts";
import { drawPicture } from "./seed-experience-pictures.ts";
import { EXPERIENCES, type SeedExperience } from "./seed-experience-words.ts";
import type { SeededNetwork } from "./seed-meetings.ts";

type CtxAt = (days: number) => (actor: Actor | null) => Ctx;

/** Published by administration in the name of the schools: no person is named. */
export async function seedExperiences(network: SeededNetwork, today: string, ctxAt: CtxAt): Promise<void> {
  const { db } = ctxAt(0)(null);
  const admin = await anAdmin(db);
  if (!admin) return;
  const made = new Map<SeedExperience["key"], string>();
  for (const [n, one] of EXPERIENCES.entries()) {
    const day = 240 - n * 55;
    made.set(one.key, await publish(one, network, { ...ctxAt(day)(admin), actor: admin }, made));
  }
  for (const one of EXPERIENCES) for (const use of one.uses) await tell(network, made.get(one.key) ?? "", use, today, ctxAt(use.daysAgo));
}

async function anAdmin(db: Db): Promise<Actor | null> {
  const row = await db.selectFrom("people").select("id").where("admin_since", "is not", null).orderBy("created_at").orderBy("email").executeTakeFirst();
  return row ? loadActor(db, row.id) : null;
}

async function publish(one: SeedExperience, network: SeededNetwork, ctx: Ctx, made: ReadonlyMap<string, string>): Promise<string> {
  const { id } = await startResource(ctx, {
    id: newId(),
    content: {
      ...{ kind: "experience", title: one.title, summary: one.summary, sections: one.sections, tags: one.tags, visibility: "public", levels: ["team"] },
      school_ids: one.schools.flatMap((name) => idOf(network, name) ?? []),
      node_ids: one.nodes.flatMap((name) => network.nodes.get(name) ?? []),
      adapted_from_id: one.from ? (made.get(one.from) ?? null) : null,
    },
  });
  if (ctx.deployment.storageUrl) await attachPicture(one, id, ctx);
  await publishDraft(ctx, id, { note: "" });
  if (one.shown) await show(ctx.db, id, one.shown, one, network);
  return id;
}

const idOf = (network: SeededNetwork, name: string): string | undefined => network.schools.find((school) => school.name === name)?.id;

async function attachPicture(one: SeedExperience, ownerId: string, ctx: Ctx): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "nodos-dibujo-"));
  try {
    const sourcePath = join(folder, "dibujo.png");
    await writeFile(sourcePath, await drawPicture(one.picture));
    const { id } = await attachFile(ctx, { ownerKind: "resource", ownerId, sourcePath, name: `${one.key}.png` });
    await labelAttachment(ctx, id, one.pictureSays);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** At the meeting of 2024 that was held there, in the format of its table. */
async function show(db: Db, resourceId: string, shown: { network: string; format: string }, one: SeedExperience, network: SeededNetwork): Promise<void> {
  const event = await db
    .selectFrom("events")
    .select("events.id")
    .where("events.title", "like", `Encuentro territorial 2024%${shown.network}%`)
    .orderBy("events.starts_at")
    .executeTakeFirst();
  if (!event) return;
  await db
    .insertInto("event_experiences")
    .values({
      id: newId(),
      event_id: event.id,
      position: 1,
      title: one.title,
      establishment_id: idOf(network, one.schools[0] ?? "") ?? null,
      authors: "",
      format: shown.format,
      resource_id: resourceId,
    })
    .execute();
}

/** Told by somebody of that school where there is one in the cast; else by administration, for the school. */
async function tell(network: SeededNetwork, resourceId: string, use: SeedExperience["uses"][number], today: string, at: (actor: Actor | null) => Ctx): Promise<void> {
  const school = idOf(network, use.school);
  const { db } = at(null);
  const person = school ? await db.selectFrom("people").select("id").where("establishment_id", "=", school).orderBy("email").executeTakeFirst() : undefined;
  const actor = person ? await loadActor(db, person.id) : await anAdmin(db);
  if (!school || !actor) return;
  const input = ReplicationInput.parse({ id: newId(), establishment_id: school, used_on: addDays(today, -use.daysAgo - 5), changed_md: use.changed, happened_md: use.happened });
  await replicate(at(actor), resourceId, input);
}
