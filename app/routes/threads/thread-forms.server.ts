/** What the forms of conversations have in common: whom an unclear «@Teresa» means, and what comes back when nothing was saved. */
import type { SaidAgain } from "#app/components/thread-answer.tsx";
import type { Ctx } from "#app/domain/context.ts";
import { DomainError, isDomainError, notFound } from "#app/domain/errors.ts";
import { MENTIONS_MOST, type Mention } from "#app/domain/mentions/mentions.ts";
import type { StandingThread } from "#app/domain/threads/thread.ts";
import { findThread } from "#app/domain/threads/threads.repo.server.ts";
import { typedValues } from "#app/http/form.server.ts";
import { isId } from "#db/ids.ts";

/** «@Teresa» -> whom the writer chose, from the second step. */
export function chosenIn(form: FormData): Record<string, string> {
  const chosen: Record<string, string> = {};
  for (let n = 0; n < MENTIONS_MOST; n += 1) {
    const [typed, person] = [form.get(`typed_${n}`), form.get(`person_${n}`)];
    if (typeof typed === "string" && typeof person === "string" && person !== "") chosen[typed] = person;
  }
  return chosen;
}

export function unclearAgain(form: FormData, unclear: readonly Mention[]): SaidAgain {
  return { errors: {}, values: typedValues(form), unclear: unclear.map(({ typed, people }) => ({ typed, people: people.map(({ id, name, school }) => ({ id, name, school })) })) };
}

/** Somebody closed it while this was written: nothing was said, and what was typed stays to be copied. Any other error is thrown on. */
export function closedMeanwhile(form: FormData, error: unknown): SaidAgain & { closed: true } {
  if (!isDomainError(error) || error.reason !== "thread_closed") throw error;
  return { errors: {}, values: typedValues(form), closed: true };
}

/** The thread of the address. A visitor is asked to enter, whether there is such a thread or not: mails lead here. */
export async function threadOfPage(ctx: Ctx, id: string | undefined): Promise<StandingThread> {
  const thread = isId(id ?? "") ? await findThread(ctx.db, ctx.actor, id as string) : null;
  if (thread) return thread;
  throw ctx.actor ? notFound() : new DomainError("signed_out");
}
