import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ZoneSelect } from "#app/components/event-form.tsx";
import { storedValues } from "#app/components/event-form-values.ts";
import { ScopeFields } from "#app/components/event-scope-fields.tsx";
import { EventWhen } from "#app/components/event-when.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { useSubmission } from "#app/components/submission.ts";
import { MESSAGE_MAX, PostponeInput, SCOPES } from "#app/domain/events/event.ts";
import { postponeEvent } from "#app/domain/events/scheduling.server.ts";
import { countTargets, NEXT_CHANGE } from "#app/domain/invitations/mailings.repo.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { DateField, Form, SubmitBar, TextArea, TimeField } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { managedEvent } from "./event-access.server.ts";

export const meta = () => pageMeta("Aplazar reunión");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const event = await managedEvent(ctx, params.id);
  if (event.status === "draft") throw redirectWithFlash(paths.eventEdit(event.id), "Aún es un borrador: cambia la fecha aquí.");
  if (event.status === "cancelled" || event.ends_at <= ctx.now) {
    throw redirectWithFlash(paths.event(event.id), { kind: "warn", text: "Ya no se puede aplazar. Puedes copiarla para convocar de nuevo." });
  }
  const mails = await countTargets(ctx.db, { eventId: event.id, kind: "update", sequence: NEXT_CHANGE, ofSeries: event.series_id !== null });
  const { date, start_time, end_date, end_time, zone } = storedValues(event);
  return { event, mails, today: isoDate(ctx.now), values: { date, start_time, end_date, end_time, zone, message: "", scope: "one" } };
});

const PostponeWithScope = z.object({ ...PostponeInput.shape, scope: z.enum(SCOPES, "choice").default("one") });

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => managedEvent(ctx, params.id), input: PostponeWithScope }, async ({ ctx, params, input }) => {
  const event = await managedEvent(ctx, params.id);
  const { mails } = await postponeEvent(ctx, event.id, input, { scope: event.series_id ? input.scope : "one" });
  if (mails === 0) return redirectWithFlash(paths.event(event.id), "Quedó aplazada. No había a quién avisar.");
  return redirectWithFlash(paths.eventSending(event.id), `Quedó aplazada. ${mails === 1 ? "Sale 1 aviso" : `Salen ${counted(mails, "aviso", "avisos")}`}.`);
});

export default function PostponePage() {
  const { event, mails, today, values } = useLoaderData<typeof loader>();
  const form = useSubmission(values);
  const stored = Object.fromEntries(Object.keys(values).map((name) => [name, form.value(name)]));
  return (
    <Page title="Aplazar la reunión" width="narrow" eyebrow={<a href={paths.event(event.id)}>{event.title}</a>}>
      <p>
        Fecha de ahora: <EventWhen event={event} />.{" "}
        {mails > 0 && `Al guardar, ${mails === 1 ? "1 persona recibe" : `${counted(mails, "persona", "personas")} reciben`} la nueva fecha y responden otra vez.`}
      </p>
      <Form errors={form.errors} values={stored}>
        <DateField label="Nuevo día" name="date" min={today} required />
        {!event.all_day && (
          <div className="pair pair-even">
            <TimeField label="Desde" name="start_time" required />
            <TimeField label="Hasta" name="end_time" required />
          </div>
        )}
        {event.all_day ? <input type="hidden" name="zone" value={event.zone} /> : <ZoneSelect />}
        <Disclosure summary="Dura más de un día" open={form.value("end_date") !== "" || Boolean(form.errors.end_date)}>
          <DateField label="Último día" name="end_date" optional />
        </Disclosure>
        {event.series_id && <ScopeFields verb="mover" value={form.value("scope")} />}
        <TextArea label="Mensaje" name="message" optional rows={3} maxLength={MESSAGE_MAX} hint="Por qué cambia. Va en el correo y en la página." />
        <SubmitBar>
          <Button>{mails === 0 ? "Aplazar" : `Aplazar y avisar a ${counted(mails, "persona", "personas")}`}</Button>
          <LinkButton kind="quiet" to={paths.event(event.id)}>
            Volver
          </LinkButton>
        </SubmitBar>
      </Form>
    </Page>
  );
}
