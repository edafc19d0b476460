/** Making the agenda of a meeting. Whoever prepares the meeting may, before it and after. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid, notFound } from "#app/domain/errors.ts";
import { canPrepare } from "#app/domain/events/event.policy.ts";
import { isAllDay } from "#app/domain/events/event.ts";
import { heldBy } from "#app/domain/events/managing.server.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import {
  deletePart,
  findPersonNamed,
  findTemplate,
  insertPart,
  listParts,
  listTensionParts,
  type PartRow,
  readAgenda,
  replaceMaterials,
  updatePart,
} from "./agenda.repo.server.ts";
import { type Material, PARTS_MAX, type PartInput } from "./agenda.ts";

/** Runs `work` on the parts as they are, with the meeting held; what changed is on its public page. */
async function changing<T>(ctx: Ctx, eventId: string, work: (tx: Ctx, parts: PartRow[]) => Promise<T>): Promise<T> {
  return inTransaction(ctx, async (tx) => {
    const event = await heldBy(canPrepare, tx, eventId);
    if (isAllDay(event.kind)) throw notFound();
    const result = await work(tx, await listParts(tx.db, eventId));
    await bumpRevision(tx.db, "public", tx.now);
    return result;
  });
}

const partOf = (parts: readonly PartRow[], id: string): PartRow => {
  const part = parts.find((each) => each.id === id);
  if (!part) throw notFound();
  return part;
};

async function fieldsOf(tx: Ctx, eventId: string, input: PartInput) {
  const person = await findPersonNamed(tx.db, eventId, input.lead_name);
  return {
    title: input.title,
    minutes: input.minutes,
    lead_person_id: person?.id ?? null,
    lead_name: person?.name ?? input.lead_name,
    notes_md: input.notes,
    notes_html: renderMarkdown(input.notes),
  };
}

/** `id` is the form's own: sent twice, it is one part. */
export async function addPart(ctx: Ctx, eventId: string, id: string, input: PartInput): Promise<void> {
  await changing(ctx, eventId, async (tx, parts) => {
    if (parts.length >= PARTS_MAX) throw invalid("", "agenda_full");
    const position = (parts.at(-1)?.position ?? -1) + 1;
    if (await insertPart(tx.db, { id, event_id: eventId, position, ...(await fieldsOf(tx, eventId, input)) })) await replaceMaterials(tx.db, eventId, id, input.materials);
  });
}

export async function savePart(ctx: Ctx, eventId: string, id: string, input: PartInput): Promise<void> {
  await changing(ctx, eventId, async (tx, parts) => {
    partOf(parts, id);
    await updatePart(tx.db, eventId, id, await fieldsOf(tx, eventId, input));
    await replaceMaterials(tx.db, eventId, id, input.materials);
  });
}

export async function removePart(ctx: Ctx, eventId: string, id: string): Promise<void> {
  await changing(ctx, eventId, async (tx, parts) => {
    if (parts.some((part) => part.id === id)) await deletePart(tx.db, eventId, id);
  });
}

/** To that place, the first being 1. */
export async function movePart(ctx: Ctx, eventId: string, id: string, place: number): Promise<void> {
  await changing(ctx, eventId, async (tx, parts) => {
    const part = partOf(parts, id);
    const others = parts.filter((each) => each.id !== id);
    others.splice(Math.min(Math.max(place, 1), parts.length) - 1, 0, part);
    for (const [position, each] of others.entries()) if (each.position !== position) await updatePart(tx.db, eventId, each.id, { position });
  });
}

export async function saveReadings(ctx: Ctx, eventId: string, readings: readonly Material[]): Promise<void> {
  await changing(ctx, eventId, (tx) => replaceMaterials(tx.db, eventId, null, readings));
}

/** Only where there is no agenda yet: nothing that was written is written over. What tensions brought comes after it. */
export async function beginFromTemplate(ctx: Ctx, eventId: string, templateId: string): Promise<void> {
  await changing(ctx, eventId, async (tx, parts) => {
    const raised = await listTensionParts(tx.db, eventId);
    if (parts.some((part) => !raised.has(part.id))) throw new DomainError("conflict", { reason: "agenda_begun" });
    const template = await findTemplate(tx.db, templateId);
    if (!template) throw invalid("template_id", "choice");
    for (const [position, { title, minutes, notes }] of template.parts.entries()) {
      const part = { id: newId(), event_id: eventId, position, title, minutes, lead_person_id: null, lead_name: "", notes_md: notes, notes_html: renderMarkdown(notes) };
      await insertPart(tx.db, part);
    }
    for (const [index, part] of parts.entries()) await updatePart(tx.db, eventId, part.id, { position: template.parts.length + index });
  });
}

/** The agenda of one meeting for another that has none: parts, material and readings; who is in charge is asked anew. */
export async function copyAgenda(tx: { db: Db }, fromId: string, toId: string): Promise<void> {
  if ((await listParts(tx.db, toId)).length > 0) return;
  const { parts, readings } = await readAgenda(tx.db, fromId);
  // A tension is talked about where it was taken to.
  const raised = await listTensionParts(tx.db, fromId);
  for (const { materials, ...part } of parts.filter((each) => !raised.has(each.id))) {
    const id = newId();
    await insertPart(tx.db, { ...part, id, event_id: toId, lead_person_id: null, lead_name: "" });
    await replaceMaterials(tx.db, toId, id, materials);
  }
  await replaceMaterials(tx.db, toId, null, readings);
}
