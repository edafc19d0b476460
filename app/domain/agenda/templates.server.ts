/** The network's agenda templates: kept by its administration, used by everyone who prepares a meeting. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { forbidden, notFound } from "#app/domain/errors.ts";
import { newId } from "#db/ids.ts";
import { type AgendaTemplate, countTemplates, findTemplate, insertTemplate, listParts, listTemplates, updateTemplate } from "./agenda.repo.server.ts";
import { FIRST_TEMPLATES, type TemplateInput } from "./agenda.ts";

/** Those of this kind of meeting first. A network that never had any begins with two. */
export async function templatesFor(ctx: Ctx, kind: string | null = null): Promise<AgendaTemplate[]> {
  let found = await listTemplates(ctx.db);
  if (found.length === 0) {
    await inTransaction(ctx, seedTemplates);
    found = await listTemplates(ctx.db);
  }
  return found.sort((a, b) => Number(b.event_kind === kind) - Number(a.event_kind === kind) || a.position - b.position);
}

async function seedTemplates(tx: Ctx): Promise<void> {
  if ((await countTemplates(tx.db)) > 0) return;
  for (const [position, { name, event_kind, parts }] of FIRST_TEMPLATES.entries()) {
    await insertTemplate(tx.db, {
      // Fixed: two processes that begin at once make two templates, not four.
      id: `00000000-0000-7000-8000-00000000000${position + 1}`,
      name,
      event_kind,
      parts: JSON.stringify(parts),
      position,
      created_by: null,
      created_at: tx.now,
      updated_at: tx.now,
      archived_at: null,
    });
  }
}

function refuseOthers(ctx: Ctx): void {
  if (!ctx.actor?.admin) throw forbidden();
}

/** `id` is the form's own: sent twice, it is one template. */
export async function saveTemplate(ctx: Ctx, id: string, input: TemplateInput): Promise<void> {
  refuseOthers(ctx);
  await inTransaction(ctx, async (tx) => {
    const parts = JSON.stringify(input.parts);
    if (await findTemplate(tx.db, id)) return updateTemplate(tx.db, id, { name: input.name, event_kind: input.event_kind, parts, updated_at: tx.now });
    const position = await countTemplates(tx.db);
    await insertTemplate(tx.db, {
      id,
      name: input.name,
      event_kind: input.event_kind,
      parts,
      position,
      created_by: tx.actor?.id ?? null,
      created_at: tx.now,
      updated_at: tx.now,
      archived_at: null,
    });
  });
}

export async function archiveTemplate(ctx: Ctx, id: string): Promise<void> {
  refuseOthers(ctx);
  await inTransaction(ctx, async (tx) => {
    if (!(await findTemplate(tx.db, id))) throw notFound();
    await updateTemplate(tx.db, id, { archived_at: tx.now });
  });
}

/** The agenda of a meeting, kept as a template. */
export async function keepAgendaAsTemplate(ctx: Ctx, eventId: string, name: string, eventKind: string): Promise<string> {
  const parts = (await listParts(ctx.db, eventId)).map(({ title, minutes, notes_md }) => ({ title, minutes, notes: notes_md }));
  if (parts.length === 0) throw notFound();
  const id = newId();
  await saveTemplate(ctx, id, { name, event_kind: eventKind as TemplateInput["event_kind"], parts });
  return id;
}
