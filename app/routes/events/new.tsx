import { useLoaderData } from "@remix-run/react";
import { EventForm, useEventForm } from "#app/components/event-form.tsx";
import { copiedValues, freshValues, storedHost } from "#app/components/event-form-values.ts";
import { EventSteps } from "#app/components/event-steps.tsx";
import { zoneOfPlace } from "#app/components/event-words.ts";
import { pageMeta } from "#app/components/meta.ts";
import { forbidden } from "#app/domain/errors.ts";
import { canScheduleSomewhere } from "#app/domain/events/event.policy.ts";
import { isId } from "#app/domain/events/event.ts";
import { findVisibleEvent } from "#app/domain/events/events.repo.server.ts";
import { createDraft, editEvent } from "#app/domain/events/scheduling.server.ts";
import { findEstablishmentById } from "#app/domain/places/establishments.repo.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";
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
    return { options, values: copiedValues(event, newId(), ctx.now), host: storedHost(event), copyOf: event.id };
  }
  const wanted = options.own.find((node) => node.slug === url.searchParams.get("nodo"));
  const node = wanted ?? (options.own.length === 1 ? options.own[0] : undefined);
  const school = ctx.actor.establishmentId ? await findEstablishmentById(ctx.db, ctx.actor.establishmentId) : undefined;
  const zone = zoneOfPlace(school?.region_code ?? null, school?.comuna_code);
  return { options, values: freshValues(newId(), node ? [node.id] : [], zone, ctx.now), host: null, copyOf: null };
});

export const action = actionWith({ who: "signed_in" }, async ({ ctx, form }) => {
  if (!canScheduleSomewhere(ctx.actor)) throw forbidden();
  return submitEvent(ctx, form, async (input) => {
    const copyOf = String(form.get("copy_of") ?? "");
    // Back, a correction, and «Guardar» again: the draft is there already, and what counts is what the form says now.
    const there = await findVisibleEvent(ctx.db, ctx.actor, input.id, ctx.now);
    if (there?.status === "draft") await editEvent(ctx, input.id, input);
    else await createDraft(ctx, input, isId(copyOf) ? { copyOf } : {});
    if (form.get("intent") === "later") return redirectWithFlash(paths.event(input.id), "Guardamos el borrador: solo lo ve la coordinación.");
    const next = input.kind === "milestone" ? paths.eventReview(input.id) : paths.eventAudience(input.id);
    return redirectWithFlash(next, "Guardamos el borrador. Todavía no se envía nada.");
  });
});

export default function NewEventPage() {
  const { options, values, host, copyOf } = useLoaderData<typeof loader>();
  const form = useEventForm(values);
  return (
    <Page
      title={copyOf ? "Convocar de nuevo" : "Convocar reunión"}
      width="narrow"
      lead={copyOf ? "Copiamos los datos y la lista de personas invitadas. Revisa el día y la hora." : "Nada se envía hasta el último paso."}
    >
      <EventSteps current={1} />
      <EventForm options={options} form={form} host={host} hidden={copyOf ? { copy_of: copyOf } : {}}>
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
