/** A meeting that the network keeps to be called again. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import { TemplateInput, WHOLE_NETWORK } from "#app/domain/templates/template.ts";
import { saveTemplate } from "#app/domain/templates/templates.server.ts";
import { newId } from "./ids.ts";

/** From the session on solar energy: the one that all territories hold five times a year. */
export async function seedTemplates(meetings: ReadonlyMap<string, string>, ctx: Ctx & { actor: Actor }): Promise<void> {
  const solar = meetings.get("solar");
  if (!solar) return;
  await saveTemplate(ctx, solar, TemplateInput.parse({ id: newId(), name: "Sesión territorial en cuatro partes", scope: WHOLE_NETWORK }));
}
