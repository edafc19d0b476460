import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ScopeFields } from "#app/components/event-scope-fields.tsx";
import { EventWhen } from "#app/components/event-when.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { CancelInput, MESSAGE_MAX, SCOPES } from "#app/domain/events/event.ts";
import { cancelEvent, deleteDraft } from "#app/domain/events/scheduling.server.ts";
import { countTargets, NEXT_CHANGE } from "#app/domain/invitations/mailings.repo.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Confirm } from "#app/ui/dialog.tsx";
import { Form, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { managedEvent } from "./event-access.server.ts";

export const meta = () => pageMeta("Cancelar reunión");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const event = await managedEvent(ctx, params.id);
  if (event.status === "cancelled") throw redirectWithFlash(paths.event(event.id), "Ya está cancelada.");
  if (event.status === "published" && event.ends_at <= ctx.now) throw redirectWithFlash(paths.event(event.id), { kind: "warn", text: "La reunión ya pasó: no se puede cancelar." });
  const mails = event.status === "draft" ? 0 : await countTargets(ctx.db, { eventId: event.id, kind: "cancellation", sequence: NEXT_CHANGE });
  return { event, mails };
});

const CancelWithScope = z.object({ ...CancelInput.shape, scope: z.enum(SCOPES, "choice").default("one") });

/** Calls a published meeting off; a draft is simply thrown away. */
export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => managedEvent(ctx, params.id), input: CancelWithScope }, async ({ ctx, params, input }) => {
  const event = await managedEvent(ctx, params.id);
  if (event.status === "draft") {
    await deleteDraft(ctx, event.id);
    return redirectWithFlash(paths.events(), "Eliminamos el borrador.");
  }
  if (event.status === "cancelled") return redirectWithFlash(paths.event(event.id), "Ya está cancelada.");
  const { mails } = await cancelEvent(ctx, event.id, input, { scope: event.series_id ? input.scope : "one" });
  if (mails === 0) return redirectWithFlash(paths.event(event.id), "Quedó cancelada. No había a quién avisar.");
  return redirectWithFlash(paths.eventSending(event.id), `Quedó cancelada. ${mails === 1 ? "Sale 1 aviso" : `Salen ${counted(mails, "aviso", "avisos")}`}.`);
});

export default function CancelPage() {
  const { event, mails } = useLoaderData<typeof loader>();
  const { errors, value } = useSubmission();
  if (event.status === "draft") {
    return (
      <Confirm title="Eliminar el borrador" confirmLabel="Eliminar" cancelTo={paths.event(event.id)} danger>
        <p>
          Se borra <strong>{event.title}</strong> con su lista. Nadie había sido invitado, así que no se avisa a nadie. No se puede deshacer.
        </p>
      </Confirm>
    );
  }
  return (
    <Page title="Cancelar la reunión" width="narrow" eyebrow={<a href={paths.event(event.id)}>{event.title}</a>}>
      <p>
        <EventWhen event={event} />
      </p>
      <p>
        {mails === 0
          ? "Nadie recibirá un correo."
          : `${mails === 1 ? "1 persona recibirá" : `${counted(mails, "persona", "personas")} recibirán`} un correo y la reunión saldrá de su calendario.`}{" "}
        En la página quedará a la vista que se canceló. No se puede deshacer. Si solo cambia la fecha, es mejor <a href={paths.eventPostpone(event.id)}>aplazarla</a>.
      </p>
      <Form errors={errors} values={{ message: value("message") }}>
        {event.series_id && <ScopeFields verb="cancelar" value={value("scope") || "one"} />}
        <TextArea label="Mensaje" name="message" optional rows={4} maxLength={MESSAGE_MAX} hint="Por qué se cancela y qué sigue. Va en el correo y en la página." />
        <SubmitBar>
          <Button kind="danger">{mails === 0 ? "Cancelar la reunión" : `Cancelar y avisar a ${counted(mails, "persona", "personas")}`}</Button>
          <LinkButton kind="quiet" to={paths.event(event.id)}>
            Volver
          </LinkButton>
        </SubmitBar>
      </Form>
    </Page>
  );
}
