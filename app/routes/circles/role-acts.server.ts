/** What is done on the page of a role. */
import { data } from "@remix-run/node";
import { EvaluationInput, ExternalInput } from "#app/domain/circles/circle.ts";
import { nameDirectly, planEvaluation, roleById } from "#app/domain/circles/roles.server.ts";
import { findTerm } from "#app/domain/circles/terms.repo.server.ts";
import { endTerm, resign } from "#app/domain/circles/terms.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith } from "#app/http/route.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { circleOfPage, refusedKindly } from "./circle-access.server.ts";

interface At {
  circleId: string;
  roleId: string;
  back: string;
}

export const roleAction = actionWith({ who: "signed_in" }, async ({ ctx, params, form }) => {
  const { circle } = await circleOfPage(ctx, params.id);
  const role = await roleById(ctx, circle.id, params.role ?? "");
  const at = { circleId: circle.id, roleId: role.id, back: paths.circleRole(circle.id, role.id) };
  const act = ACTS.get(String(form.get("act")));
  if (!act) throw notFound();
  try {
    return await act(ctx, at, form);
  } catch (error) {
    return refusedKindly(error, at.back);
  }
});

const ACTS = new Map<string, (ctx: Ctx, at: At, form: FormData) => Promise<unknown>>([
  ["resign", resigned],
  ["end", ended],
  ["name", named],
  ["external", namedExternal],
  ["evaluate", evaluated],
]);

/** A term of this role; never of another whose id stands in the form. */
async function termHere(ctx: Ctx, at: At, form: FormData): Promise<string> {
  const term = await findTerm(ctx.db, idFrom(form, "term_id"));
  if (term?.role_id !== at.roleId) throw notFound();
  return term.id;
}

async function resigned(ctx: Ctx, at: At, form: FormData): Promise<unknown> {
  await resign(ctx, await termHere(ctx, at, form));
  return redirectWithFlash(at.back, "Dejaste el rol. Gracias por el tiempo que le diste; el círculo ya puede elegir a quien sigue.");
}

async function ended(ctx: Ctx, at: At, form: FormData): Promise<unknown> {
  await endTerm(ctx, await termHere(ctx, at, form));
  return redirectWithFlash(at.back, "El período terminó hoy.");
}

async function named(ctx: Ctx, at: At, form: FormData): Promise<unknown> {
  const shared = form.get("shared") === "1";
  await nameDirectly(ctx, at.circleId, at.roleId, { personId: idFrom(form, "person_id") }, { shared });
  return redirectWithFlash(at.back, shared ? "Desde hoy el rol se comparte." : "El nombramiento vale desde hoy.");
}

async function namedExternal(ctx: Ctx, at: At, form: FormData): Promise<unknown> {
  const parsed = parseForm(form, ExternalInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  const { external_name: externalName, external_organisation: externalOrganisation } = parsed.value;
  await nameDirectly(ctx, at.circleId, at.roleId, { externalName, externalOrganisation });
  return redirectWithFlash(at.back, `${externalName} ejerce el rol desde hoy, como persona externa.`);
}

async function evaluated(ctx: Ctx, at: At, form: FormData): Promise<unknown> {
  const parsed = parseForm(form, EvaluationInput);
  if (!parsed.ok) return data(parsed.submission, { status: 422 });
  const day = parsed.value.evaluation_on;
  await planEvaluation(ctx, at.circleId, at.roleId, idFrom(form, "term_id"), day);
  return redirectWithFlash(at.back, day ? `La evaluación quedó para el ${longDate(day)}.` : "El período quedó sin fecha de evaluación.");
}
