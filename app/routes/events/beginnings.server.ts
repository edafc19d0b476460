/** From what a meeting can be begun: drafts, a template. */
import type { EventFormOptions, EventFormValues, HostSchool } from "#app/components/event-form.tsx";
import { templateValues } from "#app/components/template-values.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { listDrafts } from "#app/domain/events/drafts.repo.server.ts";
import { findEstablishmentById } from "#app/domain/places/establishments.repo.server.ts";
import { listTemplates } from "#app/domain/templates/templates.repo.server.ts";
import { usableTemplate } from "#app/domain/templates/templates.server.ts";

type Signed = Ctx & { actor: Actor };

/** Two queries. */
export async function beginningsFor(ctx: Signed) {
  const templates = await listTemplates(ctx.db, ctx.actor);
  return { drafts: await listDrafts(ctx.db, ctx.actor, ctx.now, 3), templates: templates.slice(0, 12).map(({ id, name }) => ({ id, name })) };
}

/** The form filled from a template. Two queries. */
export async function fromTemplate(
  ctx: Signed,
  id: string,
  options: EventFormOptions,
  fresh: EventFormValues,
): Promise<{ values: EventFormValues; host: HostSchool | null; template: { id: string; name: string } }> {
  const { name, content } = await usableTemplate(ctx, id);
  const alive = new Set([...options.own, ...options.others].map((node) => node.id));
  const school = content.host_establishment_id ? await findEstablishmentById(ctx.db, content.host_establishment_id) : undefined;
  const values = templateValues(content, fresh, { alive, now: ctx.now });
  return {
    values: school ? values : { ...values, host_establishment_id: "" },
    host: school ? { id: school.id, name: school.name, comuna: school.comuna } : null,
    template: { id, name },
  };
}
