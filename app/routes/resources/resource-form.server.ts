/** What the pages that write a resource share: their choices, and reading their forms. */
import { data } from "@remix-run/node";
import type { AboutOptions } from "#app/components/resource-form.tsx";
import { listCirclesNamed } from "#app/domain/circles/circles.repo.server.ts";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { establishmentOptions, schoolNames } from "#app/domain/places/establishments.repo.server.ts";
import { listWritableNodes, nameOfPerson } from "#app/domain/resources/choices.repo.server.ts";
import { openDraft } from "#app/domain/resources/drafting.server.ts";
import { formValues } from "#app/domain/resources/form.ts";
import { nodesOfReader } from "#app/domain/resources/resource.policy.ts";
import { listSpecialties } from "#app/domain/resources/specialties.server.ts";
import { cleanLine } from "#app/domain/text.ts";
import { type Submission, sentences, typedValues } from "#app/http/form.server.ts";
import { isId } from "#db/ids.ts";

const MOST_SCHOOLS = 12;

/** What comes back to the page beside the typed values. */
export interface ResourceFormReply extends Submission {
  schools?: AboutOptions["schools"];
  /** Somebody wrote the draft meanwhile: what stands there now, and when it was written. */
  newer?: { values: Record<string, string | string[]>; seen: string; by: string | null };
}

/** Four queries. `chosen`: schools, nodes and circle that it has already. */
export async function aboutOptions(
  ctx: Ctx & { actor: Actor },
  chosen: { school_ids: string[]; node_ids: string[]; circle_id: string | null; specialty_ids: string[] },
): Promise<AboutOptions> {
  const { db, actor } = ctx;
  const schoolIds = [...new Set([...(actor.establishmentId ? [actor.establishmentId] : []), ...chosen.school_ids])];
  const circles = [...new Set([...actor.circles, ...(chosen.circle_id ? [chosen.circle_id] : [])])];
  const specialties = await listSpecialties(db, { archived: true });
  return {
    nodes: await listWritableNodes(db, actor.admin ? null : [...new Set([...nodesOfReader(actor), ...chosen.node_ids])]),
    circles: (await listCirclesNamed(db, circles)).map(({ id, name }) => ({ id, name })),
    schools: schoolIds.length > 0 ? (await schoolNames(db, schoolIds)).map(({ id, name }) => ({ id, name, comuna: "" })) : [],
    specialties: specialties.filter((one) => one.archived_at === null || chosen.specialty_ids.includes(one.id)).map(({ id, name, sector }) => ({ id, name, sector })),
  };
}

const typed = (form: FormData, name: string) => cleanLine(String(form.get(name) ?? "")).slice(0, 200);

/** The button beside the search for schools, or words typed there and not looked up. */
export function wantsSchools(form: FormData): boolean {
  const words = typed(form, "school_q");
  return form.get("intent") === "search" || (words !== "" && words !== typed(form, "school_done"));
}

/** The form again, with the schools that the words find and those that were marked. */
export async function withSchools(ctx: Ctx, form: FormData) {
  const found = await establishmentOptions(ctx.db, typed(form, "school_q"), MOST_SCHOOLS);
  const marked = form.getAll("school_ids").map(String).filter(isId);
  const missing = marked.filter((id) => !found.some((school) => school.id === id));
  const kept = missing.length > 0 ? await schoolNames(ctx.db, missing) : [];
  const schools = [...kept.map(({ id, name }) => ({ id, name, comuna: "" })), ...found.map(({ id, name, comuna }) => ({ id, name, comuna }))];
  const body: ResourceFormReply = { errors: {}, values: typedValues(form), schools };
  return data(body);
}

/** Runs a change of the draft; where somebody else wrote it meanwhile, the page comes back with both. */
export async function orNewer<T>(ctx: Ctx, resourceId: string, form: FormData, change: () => Promise<T>) {
  try {
    return await change();
  } catch (error) {
    if (!isDomainError(error) || error.reason !== "newer_draft") throw error;
    const open = await openDraft(ctx.db, resourceId);
    const by = await nameOfPerson(ctx.db, open?.by_person_id ?? null);
    const body: ResourceFormReply = {
      errors: sentences({ "": ["newer_draft"] }),
      values: typedValues(form),
      ...(open ? { newer: { values: formValues(open.content), seen: open.updated_at, by } } : {}),
    };
    return data(body, { status: 409 });
  }
}
