/** Reading and saving the form of an application, for its page and for what is saved as one writes. */
import { readAnswers } from "#app/domain/calls/answers.ts";
import { ApplicationInput } from "#app/domain/calls/application.ts";
import { findApplication } from "#app/domain/calls/applications.repo.server.ts";
import { type SavedApplication, saveApplication } from "#app/domain/calls/applications.server.ts";
import type { Question } from "#app/domain/calls/call.ts";
import { questionsOf } from "#app/domain/calls/calls.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { parseForm, type Submission } from "#app/http/form.server.ts";
import { isId } from "#db/ids.ts";

/** One's own; to all others there is nothing to write. */
export async function ownApplication(ctx: Ctx, id: string | undefined) {
  const found = isId(id ?? "") ? await findApplication(ctx.db, ctx.actor, id ?? "", ctx.now) : null;
  if (found?.sight !== "own") throw notFound();
  return found;
}

type Read = { ok: true; result: SavedApplication } | { ok: false; submission: Submission };

export async function saveForm(ctx: Ctx, application: { id: string; call: { id: string } }, form: FormData): Promise<Read> {
  const parsed = parseForm(form, ApplicationInput);
  if (!parsed.ok) return parsed;
  const questions: Question[] = await questionsOf(ctx.db, application.call.id);
  const { resource_id, ...words } = parsed.value;
  const written = { ...words, resource_id: resource_id && isId(resource_id) ? resource_id : null, answers: readAnswers(questions, form) };
  return { ok: true, result: await saveApplication(ctx, application.id, written, String(form.get("seen") ?? "")) };
}
