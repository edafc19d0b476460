import { redirect } from "@remix-run/node";
import { answerSaid } from "#app/components/event-words.ts";
import { isDomainError, notFound } from "#app/domain/errors.ts";
import { joinEvent } from "#app/domain/invitations/joining.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { readAnswer } from "#app/routes/invitations/answer-form.server.ts";
import { visibleEvent } from "./event-access.server.ts";

/** Only a place to send answers to: whoever opens it is shown the meeting. */
export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const event = await visibleEvent(ctx, params.id);
  return redirect(`${paths.event(event.id)}#responder`);
});

export const action = actionWith({ who: "signed_in" }, async ({ ctx, params, form }) => {
  const event = await visibleEvent(ctx, params.id);
  const back = `${paths.event(event.id)}#responder`;
  const parsed = readAnswer(form);
  if (!parsed.ok)
    return redirectWithFlash(back, {
      kind: "error",
      text: parsed.submission.errors.comment ? "Tu comentario es demasiado largo: usa hasta 500 letras." : "Elige una de las tres respuestas.",
    });
  const { event_id, ...said } = parsed.value;
  // Another date of the same series, from the list of all of them.
  const date = event_id ? await visibleEvent(ctx, event_id) : event;
  if (date.id !== event.id && (date.series_id === null || date.series_id !== event.series_id)) throw notFound();
  try {
    return redirectWithFlash(form.has("date_answer") ? paths.eventDates(event.id) : back, answerSaid(await joinEvent(ctx, date.id, said)));
  } catch (error) {
    if (isDomainError(error) && error.code === "conflict") return redirectWithFlash(back, { kind: "warn", text: "Esta reunión ya no recibe respuestas." });
    if (isDomainError(error) && error.code === "gone") {
      return redirectWithFlash(back, { kind: "warn", text: "Ya no estás en la lista de esta reunión. Si crees que es un error, habla con la coordinación." });
    }
    throw error;
  }
});
