/** What whoever applies does on the page where they write: files, saving, sending in, throwing away. */
import type { ApplicationPage } from "#app/domain/calls/application.ts";
import { discardApplication, submitApplication } from "#app/domain/calls/applications.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { isDomainError } from "#app/domain/errors.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { sentences, typedValues } from "#app/http/form.server.ts";
import { applicationRefusal } from "#app/i18n/application-refusals.ts";
import { longDateTime, time } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { actOnAttachments } from "../resources/attachment-acts.server.ts";
import { saveForm } from "./application-form.server.ts";

interface Refused {
  reply: object;
  status: number;
}

export async function actOnOwn(ctx: Ctx, application: ApplicationPage, form: FormData): Promise<Response | Refused> {
  const { id } = application;
  try {
    const said = await actOnAttachments(ctx, form, { kind: "application", id });
    if (said !== null) return redirectWithFlash(paths.applicationEdit(id), said);
    if (form.get("hacer") === "descartar") {
      const { slug } = await discardApplication(ctx, id);
      return redirectWithFlash(paths.call(slug), "Descartamos el borrador.");
    }
    return await saveAndSend(ctx, application, form);
  } catch (error) {
    if (!isDomainError(error) || error.code !== "conflict") throw error;
    return { reply: { errors: { "": [applicationRefusal(error.reason)] }, values: typedValues(form) }, status: 409 };
  }
}

async function saveAndSend(ctx: Ctx, application: ApplicationPage, form: FormData): Promise<Response | Refused> {
  const { id, state } = application;
  const values = typedValues(form);
  const saved = await saveForm(ctx, application, form);
  if (!saved.ok) return { reply: { ...saved.submission, seen: values.seen }, status: 422 };
  const { result } = saved;
  if (!result.saved) return { reply: { errors: {}, values, seen: result.seen, theirs: result.theirs }, status: 409 };
  if (state === "submitted") return redirectWithFlash(paths.application(id), "Guardamos los cambios: tu postulación sigue enviada.");
  if (form.get("hacer") !== "enviar") return redirectWithFlash(paths.applicationEdit(id), `Guardado a las ${time(ctx.now)}. Todavía no se ha enviado.`);
  return send(ctx, application, { values, seen: result.seen });
}

async function send(ctx: Ctx, { id, call }: ApplicationPage, { values, seen }: { values: object; seen: string }): Promise<Response | Refused> {
  try {
    const { number } = await submitApplication(ctx, id);
    return redirectWithFlash(paths.application(id), `¡Listo! Recibimos tu postulación: es la número ${number}. Te mandamos un comprobante por correo.`);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    if (error.code === "invalid") return { reply: { errors: sentences(error.fields), values, seen }, status: 422 };
    if (error.code !== "conflict") throw error;
    const late =
      error.reason === "closed"
        ? `La convocatoria cerró el ${longDateTime(call.closes_at, call.zone)} y tu postulación llegó después: no se envió.`
        : applicationRefusal(error.reason);
    return redirectWithFlash(paths.application(id), { kind: "warn", text: `${late} Lo que escribiste quedó guardado aquí.` });
  }
}
