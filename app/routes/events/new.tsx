import { useLoaderData } from "@remix-run/react";
import { EventBeginnings } from "#app/components/event-beginnings.tsx";
import { EventForm, useEventForm } from "#app/components/event-form.tsx";
import { copiedValues, freshValues, storedHost } from "#app/components/event-form-values.ts";
import { EventSteps } from "#app/components/event-steps.tsx";
import { zoneOfPlace } from "#app/components/event-words.ts";
import { pageMeta } from "#app/components/meta.ts";
import { forbidden } from "#app/domain/errors.ts";
import { canScheduleSomewhere } from "#app/domain/events/event.policy.ts";
import { isId } from "#app/domain/events/event.ts";
import { circleToCall } from "#app/domain/events/event-fields.server.ts";
import { findEstablishmentById } from "#app/domain/places/establishments.repo.server.ts";
import { saveDraft } from "#app/domain/series/drafting.server.ts";
import { applyTemplate } from "#app/domain/templates/templates.server.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { ofCircle } from "#app/i18n/circle-words.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";
import { beginningsFor, fromTemplate } from "./beginnings.server.ts";
import { managedEvent } from "./event-access.server.ts";
import { eventFormOptions, submitEvent } from "./event-form.server.ts";

export const meta = () => pageMeta("Convocar reunión");
export const handle = { scripts: ["/js/event-search.js"] };

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, url }) => {
  if (!canScheduleSomewhere(ctx.actor)) throw forbidden();
  const options = await eventFormOptions(ctx);
  const source = url.searchParams.get("copia");
  if (source !== null) {
    const event = await managedEvent(ctx, source);
    return { options, values: copiedValues(event, newId(), ctx.now), host: storedHost(event), copyOf: event.id, template: null, beginnings: null, circle: null, now: ctx.now };
  }
  const circle = url.searchParams.has("circulo") ? await circleToCall(ctx, idFrom(url.searchParams, "circulo")) : null;
  const wanted = options.own.find((node) => (circle ? node.id === circle.node_id : node.slug === url.searchParams.get("nodo")));
  const node = wanted ?? (options.own.length === 1 && !circle ? options.own[0] : undefined);
  const school = ctx.actor.establishmentId ? await findEstablishmentById(ctx.db, ctx.actor.establishmentId) : undefined;
  const zone = zoneOfPlace(school?.region_code ?? null, school?.comuna_code);
  const values = { ...freshValues(newId(), node ? [node.id] : [], zone, ctx.now), ...(circle && { circle_id: circle.id, title: `Reunión ${ofCircle(circle.name)}` }) };
  if (circle) return { options, values, host: null, copyOf: null, template: null, beginnings: null, circle: circle.name, now: ctx.now };
  const template = url.searchParams.get("plantilla");
  if (template !== null) return { options, copyOf: null, beginnings: null, circle: null, now: ctx.now, ...(await fromTemplate(ctx, template, options, values)) };
  return { options, values, host: null, copyOf: null, template: null, beginnings: await beginningsFor(ctx), circle: null, now: ctx.now };
});

export const action = actionWith({ who: "signed_in" }, async ({ ctx, form }) => {
  if (!canScheduleSomewhere(ctx.actor)) throw forbidden();
  return submitEvent(ctx, form, async (input, repeat) => {
    const copyOf = String(form.get("copy_of") ?? "");
    const { repeats } = await saveDraft(ctx, input, repeat, isId(copyOf) ? { copyOf } : {});
    const template = String(form.get("template") ?? "");
    if (template) await applyTemplate(ctx, template, input.id);
    if (form.get("intent") === "later") return redirectWithFlash(paths.event(input.id), "Guardamos el borrador: solo lo ve la coordinación.");
    const next = input.kind === "milestone" ? paths.eventReview(input.id) : repeats ? paths.eventDates(input.id) : paths.eventAudience(input.id);
    return redirectWithFlash(next, "Guardamos el borrador. Todavía no se envía nada.");
  });
});

export default function NewEventPage() {
  const { options, values, host, copyOf, template, beginnings, circle, now } = useLoaderData<typeof loader>();
  const form = useEventForm(values);
  const lead = copyOf
    ? "Copiamos los datos, la agenda y la lista de personas invitadas. Revisa el día y la hora."
    : template
      ? `Desde la plantilla «${template.name}», con su agenda y a quiénes invita. Elige el día.`
      : circle
        ? `Es una reunión ${ofCircle(circle)}: se invita a las personas del círculo. Nada se envía hasta el último paso.`
        : "Nada se envía hasta el último paso.";
  return (
    <Page title={copyOf ? "Convocar de nuevo" : "Convocar reunión"} width="narrow" lead={lead}>
      <EventSteps current={1} />
      {beginnings && !form.refused && <EventBeginnings {...beginnings} now={now} />}
      <EventForm options={options} form={form} host={host} hidden={{ ...(copyOf && { copy_of: copyOf }), ...(template && { template: template.id }) }}>
        <SubmitBar>
          <Button>Guardar y seguir</Button>
          <Button kind="quiet" name="intent" value="later">
            Solo guardar
          </Button>
        </SubmitBar>
      </EventForm>
    </Page>
  );
}
