/** Who made an experience, for whom it is, and under which terms: what the form offers, and saving it. */
import { data } from "@remix-run/node";
import { z } from "zod";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { establishmentOptions } from "#app/domain/places/establishments.repo.server.ts";
import { saveDraft } from "#app/domain/resources/drafting.server.ts";
import { LICENCES, type Licence, RESOURCE_VISIBILITIES, type ResourceVisibility } from "#app/domain/resources/resource.ts";
import { sheetDraft } from "#app/domain/resources/sheet.server.ts";
import { schoolsOf } from "#app/domain/resources/sheet-who.repo.server.ts";
import { cleanLine, text } from "#app/domain/text.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm, sentences, typedValues } from "#app/http/form.server.ts";
import { paths } from "#app/paths.ts";

const MOST_FOUND = 12;

const several = z.array(z.string()).default([]);

const WhoInput = z.object({
  authors: text(3_600),
  authors_agreed: z.string().optional(),
  school_ids: several,
  node_ids: several,
  specialty_ids: several,
  levels: several,
  objectives: text(4_000),
  tags: text(600),
  licence: z.enum(Object.keys(LICENCES) as Licence[], "choice"),
  visibility: z.enum(Object.keys(RESOURCE_VISIBILITIES) as ResourceVisibility[], "choice"),
  circle_id: z.string().optional(),
});

export async function saveWho(ctx: Ctx & { actor: Actor }, slug: string, form: FormData) {
  const { resource } = await sheetDraft(ctx, slug);
  const look = async () => {
    const words = cleanLine(String(form.get("school_q") ?? "")).slice(0, 100);
    return words === "" ? [] : (await establishmentOptions(ctx.db, words, MOST_FOUND)).map(({ id, name, comuna }) => ({ id, name, comuna }));
  };
  const chosen = async () =>
    schoolsOf(
      ctx.db,
      form
        .getAll("school_ids")
        .filter((id) => typeof id === "string")
        .slice(0, 20) as string[],
    );
  const again = async (errors: Record<string, string[]>, status: number) =>
    data({ errors, values: { ...typedValues(form), authors_agreed: String(form.get("authors_agreed") ?? "") }, found: await look(), chosen: await chosen() }, { status });
  if (form.get("intent") === "search") return again({}, 200);
  const parsed = parseForm(form, WhoInput);
  if (!parsed.ok) return again(parsed.submission.errors, 422);
  const { authors, authors_agreed, tags, circle_id, ...rest } = parsed.value;
  try {
    await saveDraft(ctx, resource.id, {
      ...rest,
      authors: authors
        .split(/\n|;/)
        .slice(0, 30)
        .map((name) => ({ name: cleanLine(name).slice(0, 120), person_id: null })),
      authors_agreed: authors_agreed !== undefined,
      tags: tags
        .split(/[,\n;]/)
        .slice(0, 15)
        .map((tag) => cleanLine(tag).slice(0, 40)),
      circle_id: circle_id || null,
    });
  } catch (error) {
    if (isDomainError(error) && error.code === "invalid") return again(sentences(error.fields), 422);
    throw error;
  }
  return redirectWithFlash(paths.experienceEdit(slug, "revisar"), "Guardado. Solo falta revisarla.");
}
