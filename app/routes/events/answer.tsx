import { redirect } from "@remix-run/node";
import { answerSaid } from "#app/components/event-words.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { AnswerInput } from "#app/domain/events/event.ts";
import { joinEvent } from "#app/domain/invitations/answer.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { visibleEvent } from "./event-access.server.ts";

/** Only a place to send answers to: whoever opens it is shown the meeting. */
export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const event = await visibleEvent(ctx, params.id);
  return redirect(`${paths.event(event.id)}#responder`);
});

export const action = actionWith({ who: "signed_in" }, async ({ ctx, params, form }) => {
  const event = await visibleEvent(ctx, params.id);
  const back = `${paths.event(event.id)}#responder`;
  const parsed = parseForm(form, AnswerInput);
  if (!parsed.ok)
    return redirectWithFlash(back, {
      kind: "error",
      text: parsed.submission.errors.comment ? "Tu comentario es demasiado largo: usa hasta 500 letras." : "Elige una de las tres respuestas.",
    });
  try {
    return redirectWithFlash(back, answerSaid(await joinEvent(ctx, event.id, parsed.value)));
  } catch (error) {
    if (isDomainError(error) && error.code === "conflict") return redirectWithFlash(back, { kind: "warn", text: "Esta reunión ya no recibe respuestas." });
    if (isDomainError(error) && error.code === "gone") {
      return redirectWithFlash(back, { kind: "warn", text: "Ya no estás en la lista de esta reunión. Si crees que es un error, habla con la coordinación." });
    }
    throw error;
  }
});
