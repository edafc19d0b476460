/** What the pages that write a meeting share: their options, and reading the form with its school search. */

import { data } from "@remix-run/node";
import type { EventFormOptions, EventFormReply } from "#app/components/event-form.tsx";
import type { Ctx } from "#app/domain/context.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { EventInput, isId } from "#app/domain/events/event.ts";
import { nodeOptions } from "#app/domain/nodes/nodes.repo.server.ts";
import { listComunas } from "#app/domain/places/comunas.repo.server.ts";
import { type EstablishmentOption, establishmentOptions, findEstablishmentById } from "#app/domain/places/establishments.repo.server.ts";
import { nodesWith } from "#app/domain/rights.ts";
import { SeriesInput } from "#app/domain/series/series.ts";
import { cleanLine } from "#app/domain/text.ts";
import { constraintsOf, parseForm, type Submission, sentences, typedValues } from "#app/http/form.server.ts";

const MOST_SCHOOLS = 12;
const constraints = constraintsOf(EventInput);

/** Nodes (the actor's own first), comunas and limits. Two queries. */
export async function eventFormOptions(ctx: Ctx): Promise<EventFormOptions> {
  const nodes = await nodeOptions(ctx.db);
  const mine = new Set(ctx.actor ? nodesWith(ctx.actor, "call_meetings") : []);
  const isOwn = (id: string) => ctx.actor?.admin || mine.has(id);
  const option = ({ id, name, slug }: { id: string; name: string; slug: string }) => ({ id, name, slug });
  return {
    own: nodes.filter((node) => isOwn(node.id)).map(option),
    others: nodes.filter((node) => !isOwn(node.id)).map(option),
    comunas: (await listComunas(ctx.db)).map(({ code, name, region }) => ({ code, name, region })),
    constraints,
  };
}

/**
 * Reads the form and hands it to `save`. Looking for a school is a submission too: the page comes back with what was typed and the
 * schools that were found, and so it does when something is refused.
 */
export async function submitEvent<T>(ctx: Ctx, form: FormData, save: (input: EventInput, repeat: SeriesInput | null) => Promise<T>) {
  if (wantsSchools(form)) return reply(ctx, form, {}, 200);
  const parsed = parseForm(form, EventInput);
  const repeat = form.has("repeats") ? parseForm(form, SeriesInput) : null;
  if (!parsed.ok || repeat?.ok === false) {
    const wrong = { ...(repeat?.ok === false ? repeat.submission.errors : {}), ...(parsed.ok ? {} : parsed.submission.errors) };
    return reply(ctx, form, wrong, 422);
  }
  try {
    return await save(parsed.value, repeat?.value ?? null);
  } catch (error) {
    if (isDomainError(error) && error.code === "invalid") return reply(ctx, form, sentences(error.fields), 422);
    throw error;
  }
}

/** The page again, as it was typed, with more to say. */
export async function reply<M extends object>(ctx: Ctx, form: FormData, errors: Submission["errors"], status: number, more?: M) {
  return data({ errors, values: typedValues(form), schools: await schoolsOf(ctx, form), ...more } as EventFormReply & M, { status });
}

const typed = (form: FormData, name: string) => cleanLine(String(form.get(name) ?? ""));

/** By its button, or because words for a school were typed and sent without having been looked up. */
function wantsSchools(form: FormData): boolean {
  const words = typed(form, "school_q");
  return form.get("intent") === "search" || (words !== "" && words !== typed(form, "school_done"));
}

/** What the words find, and before them the school that is already chosen. */
async function schoolsOf(ctx: Ctx, form: FormData): Promise<EstablishmentOption[]> {
  const words = typed(form, "school_q").slice(0, 200);
  const found = words === "" ? [] : await establishmentOptions(ctx.db, words, MOST_SCHOOLS);
  const chosen = typed(form, "host_establishment_id");
  if (!isId(chosen) || found.some((school) => school.id === chosen)) return found;
  const school = await findEstablishmentById(ctx.db, chosen);
  if (!school) return found;
  const { id, slug, name, comuna, region_code } = school;
  return [{ id, slug, name, comuna, region_code }, ...found];
}
