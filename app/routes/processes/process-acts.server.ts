/** What both pages of a process (signed in, by a mailed link) do with a form. */
import { data } from "@remix-run/node";
import type { Ctx } from "#app/domain/context.ts";
import { invalid, isDomainError } from "#app/domain/errors.ts";
import { kindOf } from "#app/domain/governance/kinds.server.ts";
import type { ProcessRow } from "#app/domain/processes/kind.ts";
import { actOn } from "#app/domain/processes/processes.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm, type Submission, typedValues } from "#app/http/form.server.ts";
import { refusalSentence } from "#app/i18n/governance.ts";
import { isId } from "#db/ids.ts";

/** What the page gets back when an act is not taken: why, and all that was typed, so that nothing is lost. */
export interface Refused extends Submission {
  refusal?: string;
}

export async function actFromForm(ctx: Ctx, row: ProcessRow, form: FormData, { to, linkRound }: { to: string; linkRound?: number }): Promise<Response> {
  const kind = kindOf(row.kind);
  const parsed = parseForm(form, kind.schema);
  if (!parsed.ok) return data(parsed.submission, { status: 422 }) as unknown as Response;
  const id = String(form.get("act_id") ?? "");
  if (!isId(id)) throw invalid("", "choice");
  const person = String(form.get("for") ?? "");
  const link = linkRound === undefined ? {} : { linkRound };
  try {
    await actOn(ctx, kind, row.id, { id, ...parsed.value, ...(isId(person) ? { for: person } : {}), ...link });
  } catch (error) {
    const refusal = isDomainError(error) && error.code === "conflict" ? refusalSentence(error.reason) : null;
    if (!refusal) throw error;
    return data({ errors: {}, values: typedValues(form), refusal } satisfies Refused, { status: 409 }) as unknown as Response;
  }
  return redirectWithFlash(to, "Quedó anotado.");
}
