/** What public/js/autosave.js sends while somebody writes an application, answered in JSON. */
import { DomainError, isDomainError, notFound } from "#app/domain/errors.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { time } from "#app/i18n/dates.ts";
import { ownApplication, saveForm } from "./application-form.server.ts";

/** Nothing to read here. */
export const loader = loaderWith({ who: "anyone" }, async () => {
  throw notFound();
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => ownApplication(ctx, params.id) }, async ({ ctx, params, form }) => {
  const application = await ownApplication(ctx, params.id);
  // What was sent in is changed with «Guardar cambios» alone: a half-written answer must not stand.
  if (application.state === "submitted" || application.state === "out") throw new DomainError("conflict");
  try {
    const saved = await saveForm(ctx, application, form);
    if (!saved.ok) return Response.json({ refused: true }, { status: 422 });
    return Response.json({ ...saved.result, at: time(ctx.now) }, { status: saved.result.saved ? 200 : 409 });
  } catch (error) {
    if (isDomainError(error) && error.code === "invalid") return Response.json({ refused: true }, { status: 422 });
    throw error;
  }
});
