/** Meetings saved to be called again. */
import { type Actor, type Ctx, inTransaction } from "#app/domain/context.ts";
import { forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { canInviteNode, canPrepare } from "#app/domain/events/event.policy.ts";
import { isId } from "#app/domain/events/event.ts";
import type { LockedEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { heldBy, heldByManager } from "#app/domain/events/managing.server.ts";
import { listLivingPeople, readRules, replaceRules } from "#app/domain/invitations/audience.repo.server.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { canEditTemplate, canUseTemplate } from "./template.policy.ts";
import { type TemplateInput, TemplatePayload, WHOLE_NETWORK } from "./template.ts";
import { findTemplate, hasAgenda, insertAgenda, insertTemplate, readAgenda, type TemplateRow, updateTemplate } from "./templates.repo.server.ts";

type Signed = Ctx & { actor: Actor };

/** Keeps a meeting as a template: what its form takes, whom it calls, its agenda. */
export async function saveTemplate(ctx: Signed, eventId: string, input: TemplateInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const event = await heldBy(canPrepare, tx, eventId);
    const nodeId = input.scope === WHOLE_NETWORK ? null : input.scope;
    // A node of the meeting whose meetings are theirs to prepare: others have no use for it.
    if (nodeId !== null && !(event.nodeIds.includes(nodeId) && canPrepare(tx.actor, { created_by: null, nodeIds: [nodeId] }))) throw invalid("scope", "choice");
    const payload = await payloadOf(tx, event, nodeId !== null);
    await insertTemplate(tx.db, {
      id: input.id,
      name: input.name,
      node_id: nodeId,
      payload: JSON.stringify(payload),
      created_by: ctx.actor.id,
      created_at: tx.now,
      archived_at: null,
    });
  });
}

/** People chosen by name go along within a node; what is for the whole network calls nodes only. */
async function payloadOf(tx: Ctx, event: LockedEvent, withPeople: boolean): Promise<TemplatePayload> {
  const { node_ids, counterpart_node_ids, person_ids } = await readRules(tx.db, event.id);
  const [date = "", start = ""] = event.starts_local.split("T");
  const [lastDate = "", end = ""] = event.ends_local.split("T");
  const { title, kind, zone, host_establishment_id, address, comuna_code, online_url, capacity, online_capacity, visibility } = event;
  return {
    title,
    kind,
    node_ids: event.nodeIds,
    start_time: start,
    end_time: end,
    days: Math.round((Date.parse(lastDate) - Date.parse(date)) / 86_400_000),
    zone,
    host_establishment_id,
    address,
    comuna_code,
    online_url,
    description: event.description_md,
    capacity,
    online_capacity: online_capacity ?? null,
    visibility,
    audience: { node_ids, counterpart_node_ids, person_ids: withPeople ? person_ids : [] },
    ...(await readAgenda(tx.db, event.id)),
  };
}

export interface UsableTemplate extends TemplateRow {
  content: TemplatePayload;
}

/** A template to begin from; 404 for who may not use it, and for one that was put away. */
export async function usableTemplate(ctx: Ctx, id: string): Promise<UsableTemplate> {
  const row = isId(id) ? await findTemplate(ctx.db, id) : null;
  if (!row || row.archived_at !== null || !canUseTemplate(ctx.actor, row)) throw notFound();
  return { ...row, content: TemplatePayload.parse(JSON.parse(row.payload)) };
}

/** Gives a fresh draft the audience and the agenda of the template. What the draft has already is left alone: twice is the same as once. */
export async function applyTemplate(ctx: Ctx, templateId: string, eventId: string): Promise<void> {
  const { content } = await usableTemplate(ctx, templateId);
  await inTransaction(ctx, async (tx) => {
    const event = await heldByManager(tx, eventId);
    if (event.status !== "draft") return;
    const rules = await readRules(tx.db, eventId);
    if (rules.node_ids.length + rules.counterpart_node_ids.length + rules.person_ids.length + rules.outside.length === 0) {
      const mine = (nodeId: string) => canInviteNode(tx.actor, nodeId);
      const people = await listLivingPeople(tx.db, content.audience.person_ids);
      await replaceRules(tx.db, eventId, {
        node_ids: content.audience.node_ids.filter(mine),
        counterpart_node_ids: content.audience.counterpart_node_ids.filter(mine),
        person_ids: people.map(({ id }) => id),
        outside: [],
      });
    }
    if (!(await hasAgenda(tx.db, eventId))) await insertAgenda(tx.db, eventId, content, renderMarkdown);
  });
}

export async function renameTemplate(ctx: Ctx, id: string, name: string): Promise<void> {
  await changed(ctx, id, { name });
}

/** Out of sight, and back again. */
export async function archiveTemplate(ctx: Ctx, id: string): Promise<TemplateRow> {
  return changed(ctx, id, { archived_at: ctx.now });
}

export async function restoreTemplate(ctx: Ctx, id: string): Promise<TemplateRow> {
  return changed(ctx, id, { archived_at: null });
}

async function changed(ctx: Ctx, id: string, change: Parameters<typeof updateTemplate>[2]): Promise<TemplateRow> {
  return inTransaction(ctx, async (tx) => {
    const row = isId(id) ? await findTemplate(tx.db, id) : null;
    if (!row || !canUseTemplate(tx.actor, row)) throw notFound();
    if (!canEditTemplate(tx.actor, row)) throw forbidden();
    await updateTemplate(tx.db, id, change);
    return row;
  });
}
