/** Forms about a person with the search for their school: searching is a submission too, and the page comes back as it was typed. */
import { data } from "@remix-run/node";
import type { z } from "zod";
import type { SchoolOption } from "#app/components/school-choice.tsx";
import type { Ctx } from "#app/domain/context.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { establishmentOptions, findEstablishmentById } from "#app/domain/places/establishments.repo.server.ts";
import { cleanLine } from "#app/domain/text.ts";
import { parseForm, type Submission, sentences, typedValues } from "#app/http/form.server.ts";
import { isId } from "#db/ids.ts";

const MOST = 12;

export interface SchoolFormReply extends Submission {
  schools: SchoolOption[];
}

export async function submitWithSchool<S extends z.ZodType, T>(ctx: Ctx, form: FormData, schema: S, save: (input: z.output<S>) => Promise<T>) {
  if (wantsSchools(form)) return reply(ctx, form, {}, 200);
  const parsed = parseForm(form, schema);
  if (!parsed.ok) return reply(ctx, form, parsed.submission.errors, 422);
  if (leftOpen(form)) return reply(ctx, form, sentences({ establishment_id: ["choice"] }), 422);
  try {
    return await save(parsed.value);
  } catch (error) {
    if (isDomainError(error) && error.code === "invalid") return reply(ctx, form, sentences(error.fields), 422);
    if (isDomainError(error) && error.code === "too_many") return reply(ctx, form, sentences({ "": ["too_many"] }), 429);
    throw error;
  }
}

async function reply(ctx: Ctx, form: FormData, errors: Submission["errors"], status: number) {
  const body: SchoolFormReply = { errors, values: typedValues(form), schools: await schoolsOf(ctx, typed(form, "school_q"), typed(form, "establishment_id")) };
  return data(body, { status });
}

const typed = (form: FormData, name: string) => cleanLine(String(form.get(name) ?? "")).slice(0, 200);

/** By its button, or because words for a school were typed and sent without having been looked up. */
function wantsSchools(form: FormData): boolean {
  const words = typed(form, "school_q");
  return form.get("intent") === "search" || (words !== "" && words !== typed(form, "school_done"));
}

/** Schools were found and none of them was marked, nor «No está en la lista». */
function leftOpen(form: FormData): boolean {
  return typed(form, "school_q") !== "" && form.has("schools_found") && !form.has("establishment_id");
}

/** What the words find, and before them the school that is already chosen. */
export async function schoolsOf(ctx: Ctx, words: string, chosen: string): Promise<SchoolOption[]> {
  const found = words === "" ? [] : await establishmentOptions(ctx.db, words, MOST);
  const own = isId(chosen) && !found.some((school) => school.id === chosen) ? await findEstablishmentById(ctx.db, chosen) : undefined;
  return [...(own ? [own] : []), ...found].map(({ id, name, comuna }) => ({ id, name, comuna }));
}
