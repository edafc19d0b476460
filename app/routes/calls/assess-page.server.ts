/** One application in the hands of one juror: what they read, and what they have found so far. */
import type { ApplicationPage } from "#app/domain/calls/application.ts";
import { findApplication } from "#app/domain/calls/applications.repo.server.ts";
import { findOwnAssessment, findToAssess, listTurns } from "#app/domain/calls/assessing.repo.server.ts";
import type { Criterion } from "#app/domain/calls/call.ts";
import { criteriaOf } from "#app/domain/calls/calls.repo.server.ts";
import { assessmentInput } from "#app/domain/calls/jury.ts";
import { percentOf, rounded } from "#app/domain/calls/ranking.ts";
import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { constraintsOf } from "#app/http/form.server.ts";
import { longDateTime } from "#app/i18n/dates.ts";

export interface AssessPage {
  application: ApplicationPage;
  call: { slug: string; title: string; blind: boolean };
  criteria: Criterion[];
  /** By the names of the form's fields. */
  values: Record<string, string>;
  constraints: ReturnType<typeof constraintsOf>;
  done: boolean;
  /** The results are out: nothing changes any more. */
  over: boolean;
  /** When the draft was last saved, in words. */
  saved: string | null;
  /** With the points there are; null while one is missing. */
  percent: number | null;
  place: { at: number; of: number };
}

/** Of the juror's own list, or not there. */
export async function inHandOfPage(ctx: Ctx, id: string | undefined) {
  const found = ctx.actor && id ? await findToAssess(ctx.db, id, ctx.actor.id, ctx.now) : null;
  if (!found || !ctx.actor) throw notFound();
  return { ...found, personId: ctx.actor.id, criteria: await criteriaOf(ctx.db, found.call_id) };
}

export async function assessPage(ctx: Ctx, id: string | undefined): Promise<AssessPage> {
  const held = await inHandOfPage(ctx, id);
  const application = await findApplication(ctx.db, ctx.actor, held.id, ctx.now);
  if (!application) throw notFound();
  const own = await findOwnAssessment(ctx.db, held.id, held.personId);
  const list = await listTurns(ctx.db, held.call_id, held.personId, ctx.now);
  const points = Object.fromEntries((own?.scores ?? []).flatMap((row) => (row.points === null ? [] : [[row.criterion_id, row.points]])));
  const percent = percentOf(held.criteria, points);
  return {
    application,
    call: { slug: held.slug, title: application.call.title, blind: held.blind === 1 },
    criteria: held.criteria,
    values: valuesOf(own),
    constraints: constraintsOf(assessmentInput(held.criteria, false)),
    done: own?.done_at != null,
    over: held.results_at !== null || held.archived_at !== null,
    saved: own && own.done_at === null ? longDateTime(own.updated_at) : null,
    percent: percent === null ? null : rounded(percent),
    place: { at: 1 + list.findIndex((one) => one.id === held.id), of: list.length },
  };
}

function valuesOf(own: Awaited<ReturnType<typeof findOwnAssessment>>): Record<string, string> {
  const scores = (own?.scores ?? []).flatMap(({ criterion_id, points, comment }) => [
    [`points_${criterion_id}`, points === null ? "" : String(points)],
    [`comment_${criterion_id}`, comment],
  ]);
  return { ...Object.fromEntries(scores), comment_md: own?.comment_md ?? "", note: own?.note ?? "" };
}

/** The next that is not finished, behind this one or from the beginning. */
export async function nextToAssess(ctx: Ctx, id: string): Promise<{ next: string | null; left: number }> {
  const held = await inHandOfPage(ctx, id);
  const list = await listTurns(ctx.db, held.call_id, held.personId, ctx.now);
  const at = list.findIndex((one) => one.id === id);
  const waiting = [...list.slice(at + 1), ...list.slice(0, at)].filter((one) => !one.done_at);
  return { next: waiting[0]?.id ?? null, left: waiting.length };
}
