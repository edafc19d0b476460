/** Saving the parts of a plan: which schema, which use case, what is said after. */
import { data } from "@remix-run/node";
import type { z } from "zod";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { assignDuty, endDuty } from "#app/domain/encounters/duties.server.ts";
import { ActorInput, BudgetInput, DutyInput, ExperienceInput, type PlanPart, PurposeInput, TaskInput } from "#app/domain/encounters/encounter.ts";
import {
  inviteActor,
  isOrderedPart,
  moveInPlan,
  removeFromPlan,
  saveActor,
  saveBudgetItem,
  saveExperience,
  savePurpose,
  saveTask,
} from "#app/domain/encounters/encounters.server.ts";
import { isDomainError, notFound } from "#app/domain/errors.ts";
import { searchPeople } from "#app/domain/identity/people.repo.server.ts";
import { establishmentOptions } from "#app/domain/places/establishments.repo.server.ts";
import { offeredExperiences } from "#app/domain/replications/showings.repo.server.ts";
import { cleanLine } from "#app/domain/text.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { constraintsOf, type FormErrors, parseForm, type Submission, sentences, typedValues } from "#app/http/form.server.ts";
import { paths } from "#app/paths.ts";

const MOST_FOUND = 12;

/** What somebody looked for found, beside what the form holds. */
export interface Found {
  people: { id: string; name: string; establishment_name: string | null }[];
  schools: { id: string; name: string; comuna: string }[];
  works: { id: string; title: string; school: string | null }[];
  words: string;
}

interface Saving<S extends z.ZodType> {
  schema: S;
  save: (ctx: Ctx, eventId: string, input: z.output<S>) => Promise<void>;
  said: string;
}
const saving = <S extends z.ZodType>(one: Saving<S>) => one;

const PARTS = {
  proposito: saving({ schema: PurposeInput, save: savePurpose, said: "Guardamos el propósito." }),
  roles: saving({ schema: DutyInput, save: assignDuty, said: "Listo. Si es otra persona, le escribimos para que acepte o no." }),
  tareas: saving({ schema: TaskInput, save: saveTask, said: "Guardamos la tarea." }),
  actores: saving({ schema: ActorInput, save: saveActor, said: "Guardamos el actor." }),
  experiencias: saving({ schema: ExperienceInput, save: saveExperience, said: "Guardamos la experiencia." }),
  presupuesto: saving({ schema: BudgetInput, save: saveBudgetItem, said: "Guardamos el gasto." }),
} satisfies Record<PlanPart, unknown>;

export const constraintsOfPart = (part: PlanPart) => constraintsOf(PARTS[part].schema);

export async function changePlan(ctx: Ctx & { actor: Actor }, eventId: string, part: PlanPart, form: FormData) {
  const intent = String(form.get("intent") ?? "save");
  const back = paths.eventPlanEdit(eventId, part);
  if (intent === "search") return data({ errors: {}, values: typedValues(form), found: await look(ctx, form) }, { status: 200 });
  if (intent === "save") return save(ctx, eventId, part, form, back);
  const id = idFrom(form, "row_id");
  if (part === "roles" && intent === "end") {
    await endDuty(ctx, eventId, id);
    return redirectWithFlash(back, "Ya no está a cargo. Su enlace dejó de servir.");
  }
  if (part === "actores" && intent === "invite") return invite(ctx, eventId, id, back);
  if (!isOrderedPart(part)) throw notFound();
  if (intent === "up" || intent === "down") {
    await moveInPlan(ctx, eventId, part, id, intent === "up" ? -1 : 1);
    return redirectWithFlash(`${back}#lista`, "Cambiamos el orden.");
  }
  if (intent !== "remove") throw notFound();
  await removeFromPlan(ctx, eventId, part, id);
  return redirectWithFlash(`${back}#lista`, "La quitamos del plan.");
}

async function invite(ctx: Ctx, eventId: string, id: string, back: string) {
  try {
    const { mails, published } = await inviteActor(ctx, eventId, id);
    if (!published) return redirectWithFlash(back, "Está en la lista: le llega la invitación cuando publiques la reunión.");
    return redirectWithFlash(back, mails > 0 ? "Sale la invitación." : "Ya tenía la invitación.");
  } catch (error) {
    if (isDomainError(error) && error.code === "invalid") return redirectWithFlash(back, { kind: "warn", text: "Para enviarle la invitación, agrega su correo." });
    throw error;
  }
}

async function save(ctx: Ctx & { actor: Actor }, eventId: string, part: PlanPart, form: FormData, back: string) {
  const refuse = async (errors: FormErrors) => data({ errors, values: typedValues(form), found: await look(ctx, form) } satisfies Submission & { found: Found }, { status: 422 });
  const { schema, save: keep, said } = PARTS[part] as Saving<z.ZodType>;
  const parsed = parseForm(form, schema);
  if (!parsed.ok) return refuse(parsed.submission.errors);
  try {
    await keep(ctx, eventId, parsed.value);
  } catch (error) {
    if (isDomainError(error) && error.code === "invalid") return refuse(sentences(error.fields));
    throw error;
  }
  return redirectWithFlash(back, said);
}

async function look(ctx: Ctx & { actor: Actor }, form: FormData): Promise<Found> {
  const typed = (name: string) => cleanLine(String(form.get(name) ?? "")).slice(0, 300);
  const person = typed("person_q");
  const school = typed("school_q");
  const people =
    person === "" ? [] : (await searchPeople(ctx.db, { q: person, page: 1, size: MOST_FOUND })).rows.map(({ id, name, establishment_name }) => ({ id, name, establishment_name }));
  const schools = school === "" ? [] : (await establishmentOptions(ctx.db, school, MOST_FOUND)).map(({ id, name, comuna }) => ({ id, name, comuna }));
  const work = typed("work_q");
  const works = work === "" ? [] : (await offeredExperiences(ctx.db, ctx.actor, work)).map(({ id, title, school: name }) => ({ id, title, school: name }));
  return { people, schools, works, words: person || school || work };
}
