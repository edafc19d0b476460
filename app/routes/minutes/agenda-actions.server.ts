/** What the buttons of the agenda page do. */

import { addPart, beginFromTemplate, movePart, removePart, savePart, saveReadings } from "#app/domain/agenda/agenda.server.ts";
import { PartInput, ReadingsInput } from "#app/domain/agenda/agenda.ts";
import { keepAgendaAsTemplate } from "#app/domain/agenda/templates.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { isDomainError, notFound } from "#app/domain/errors.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";
import { cleanLine } from "#app/domain/text.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm, type Submission } from "#app/http/form.server.ts";
import { paths } from "#app/paths.ts";

type Reply = Response | { submission: Submission };

export async function actOnAgenda(ctx: Ctx, event: EventDetail, form: FormData): Promise<Reply> {
  const intent = String(form.get("intent") ?? "");
  const id = idFrom(form, "part_id");
  const back = (anchor = id) => `${paths.eventAgenda(event.id)}${anchor ? `#parte-${anchor}` : ""}`;
  if (intent === "add" || intent === "save") return saveForm(ctx, event, form, id, intent);
  if (intent === "readings") {
    const parsed = parseForm(form, ReadingsInput);
    if (!parsed.ok) return { submission: parsed.submission };
    await saveReadings(ctx, event.id, parsed.value.readings);
    return redirectWithFlash(paths.eventAgenda(event.id), "Guardamos las lecturas.");
  }
  if (intent === "template") return fromTemplate(ctx, event, idFrom(form, "template_id"));
  if (intent === "keep") {
    const kept = await keepAgendaAsTemplate(ctx, event.id, cleanLine(String(form.get("name") ?? "")).slice(0, 120) || event.title.slice(0, 120), event.kind);
    return redirectWithFlash(paths.adminAgendaTemplate(kept), "La agenda quedó como plantilla para toda la red. Ponle el nombre que quieras.");
  }
  if (!id) throw notFound();
  if (intent === "remove") {
    await removePart(ctx, event.id, id);
    return redirectWithFlash(paths.eventAgenda(event.id), "Quitamos esa parte.");
  }
  if (intent !== "move") throw notFound();
  await movePart(ctx, event.id, id, Number(form.get("place")) || 1);
  return redirectWithFlash(back(), "Cambiamos el orden.");
}

async function saveForm(ctx: Ctx, event: EventDetail, form: FormData, id: string, intent: "add" | "save"): Promise<Reply> {
  if (!id) throw notFound();
  const parsed = parseForm(form, PartInput);
  if (!parsed.ok) return { submission: parsed.submission };
  if (intent === "add") await addPart(ctx, event.id, id, parsed.value);
  else await savePart(ctx, event.id, id, parsed.value);
  return redirectWithFlash(`${paths.eventAgenda(event.id)}#parte-${id}`, `Guardamos «${parsed.value.title}».`);
}

async function fromTemplate(ctx: Ctx, event: EventDetail, templateId: string): Promise<Reply> {
  try {
    await beginFromTemplate(ctx, event.id, templateId);
  } catch (error) {
    // The button pressed twice, or somebody was faster: the agenda is there.
    if (!isDomainError(error) || error.reason !== "agenda_begun") throw error;
  }
  return redirectWithFlash(paths.eventAgenda(event.id), "Partimos de la plantilla. Ahora ajusta los minutos y quién está a cargo.");
}
