/** What the edit page of a call does. */
import type { z } from "zod";
import { AmendInput, CallInput, CancelInput, ExtendInput } from "#app/domain/calls/call-form.ts";
import type { StandingCall } from "#app/domain/calls/calls.repo.server.ts";
import { saveCall } from "#app/domain/calls/calls.server.ts";
import { amendCall, archiveCall, cancelCall, extendCall } from "#app/domain/calls/standing.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm, type Submission } from "#app/http/form.server.ts";
import { paths } from "#app/paths.ts";

type Answer = { response: Response; submission?: undefined } | { response?: undefined; submission: Submission };

export async function actOnCall(ctx: Ctx, call: StandingCall, form: FormData): Promise<Answer> {
  const done = (said: string): Answer => ({ response: redirectWithFlash(paths.call(call.slug), said) });
  const through = async <S extends z.ZodType>(schema: S, said: string, run: (input: z.output<S>) => Promise<void>): Promise<Answer> => {
    const parsed = parseForm(form, schema);
    if (!parsed.ok) return { submission: parsed.submission };
    await run(parsed.value);
    return done(said);
  };
  switch (form.get("act")) {
    case "extend":
      return through(ExtendInput, "Las fechas cambiaron, y avisamos por correo a quienes postulan.", (input) => extendCall(ctx, call.id, input));
    case "amend":
      return through(AmendInput, "Guardado, y avisado por correo a quienes postulan.", (input) => amendCall(ctx, call.id, input));
    case "cancel":
      return through(CancelInput, "La convocatoria quedó sin efecto, y avisamos por correo.", ({ reason }) => cancelCall(ctx, call.id, reason));
    case "archive":
    case "restore": {
      const away = form.get("act") === "archive";
      await archiveCall(ctx, call.id, away);
      return done(away ? "Quedó archivada." : "Está de vuelta en las listas.");
    }
    default:
      form.set("call_id", call.id);
      return through(CallInput, "Guardado.", (input) => saveCall(ctx, call.id, input));
  }
}
