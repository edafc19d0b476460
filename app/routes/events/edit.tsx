import { useActionData, useLoaderData } from "@remix-run/react";
import { changeSentence, type PromisedPart, promisedParts, promiseKey } from "#app/components/event-change.ts";
import { EventForm, useEventForm } from "#app/components/event-form.tsx";
import { storedHost, storedValues } from "#app/components/event-form-values.ts";
import { ScopeFields } from "#app/components/event-scope-fields.tsx";
import { EventSteps } from "#app/components/event-steps.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { type EditResult, editEvent } from "#app/domain/events/changing.server.ts";
import { SCOPES } from "#app/domain/events/event.ts";
import { countTargets, NEXT_CHANGE } from "#app/domain/invitations/mailings.repo.server.ts";
import { saveDraft } from "#app/domain/series/drafting.server.ts";
import { formOf } from "#app/domain/series/series.ts";
import { type Flash, redirectWithFlash } from "#app/http/flash.server.ts";
import { sentences } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { SubmitBar } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { managedEvent } from "./event-access.server.ts";
import { eventFormOptions, reply, submitEvent } from "./event-form.server.ts";
import { readSeries } from "./series-access.server.ts";

export const meta = () => pageMeta("Editar reunión");
export const handle = { scripts: ["/js/event-search.js"] };

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const event = await managedEvent(ctx, params.id);
  if (event.status === "cancelled")
    throw redirectWithFlash(paths.event(event.id), { kind: "warn", text: "Está cancelada y ya no se edita. Puedes copiarla para convocar de nuevo." });
  const options = await eventFormOptions(ctx);
  const draft = event.status === "draft";
  const repeat = draft ? formOf(event.series_id ? await readSeries(ctx, event.series_id) : null) : {};
  const values = { ...storedValues(event), ...repeat, seen: event.updated_at, scope: "one" };
  return { id: event.id, title: event.title, draft, repeats: event.series_id !== null, options, values, host: storedHost(event) };
});

interface Asked {
  parts: PromisedPart[];
  mails: number;
  key: string;
}

export const action = actionWith({ who: "signed_in" }, async ({ ctx, params, form }) => {
  const event = await managedEvent(ctx, params.id);
  return submitEvent(ctx, form, async (typed, repeat) => {
    const input = { ...typed, id: event.id };
    const parts = event.status === "published" ? promisedParts(event, input) : [];
    const scope = event.series_id ? (SCOPES.find((each) => each === form.get("scope")) ?? "one") : "one";
    const key = `${scope} ${promiseKey(input)}`;
    const seen = String(form.get("seen") ?? "");
    // Somebody else saved meanwhile: what was typed comes back, and saving it again is then done knowingly.
    if (seen && seen !== event.updated_at) return reply(ctx, form, sentences({ "": ["changed_meanwhile"] }), 422, { seen: event.updated_at });
    if (parts.length > 0 && form.get("confirmed") !== key) {
      const mails = await countTargets(ctx.db, { eventId: event.id, kind: "update", sequence: NEXT_CHANGE, ofSeries: event.series_id !== null });
      // Nothing is saved before the person has seen whom it reaches.
      if (mails > 0) return reply(ctx, form, {}, 200, { asked: { parts, mails, key } satisfies Asked });
    }
    if (event.status === "draft") {
      const { repeats } = await saveDraft(ctx, input, repeat);
      const next = repeats ? paths.eventDates(event.id) : paths.eventAudience(event.id);
      return redirectWithFlash(form.get("intent") === "later" ? paths.event(event.id) : next, "Guardamos el borrador.");
    }
    const result = await editEvent(ctx, event.id, input, { seen, scope });
    return redirectWithFlash(result.mails > 0 ? paths.eventSending(event.id) : paths.event(event.id), flashOf(result));
  });
});

function flashOf({ changed, mails, promoted }: EditResult): Flash {
  if (changed === "nothing") return { kind: "ok", text: "No había nada que cambiar." };
  const seats = promoted > 0 ? ` ${counted(promoted, "persona pasó", "personas pasaron")} de la lista de espera a tener su lugar.` : "";
  const told = mails > 0 ? `Avisamos el cambio a ${counted(mails, "persona", "personas")}.` : "Guardamos los cambios. No se envió ningún correo.";
  return { kind: "ok", text: told + seats };
}

export default function EditEventPage() {
  const { id, title, draft, repeats, options, values, host } = useLoaderData<typeof loader>();
  const form = useEventForm(values);
  const answer = useActionData() as { asked?: Asked; seen?: string } | undefined;
  const asked = answer?.asked;
  const seen = answer?.seen ?? form.value("seen");
  return (
    <Page
      title={draft ? "Datos de la reunión" : "Editar reunión"}
      eyebrow={draft ? undefined : <a href={paths.event(id)}>{title}</a>}
      lead={
        draft
          ? "Nada se envía hasta el último paso."
          : "Corregir el título o la descripción no envía correos. Si cambias la hora o el lugar, te diremos a quiénes llega antes de guardar."
      }
      width="narrow"
    >
      {draft && <EventSteps current={1} id={id} repeats={repeats} />}
      <EventForm
        options={options}
        form={form}
        host={host}
        hidden={{ seen, ...(asked ? { confirmed: asked.key } : {}) }}
        before={asked && <Warning parts={asked.parts} mails={asked.mails} />}
      >
        {!draft && repeats && <ScopeFields verb="cambiar" value={form.value("scope")} />}
        <SubmitBar>
          <Button>{asked ? `Guardar y avisar a ${counted(asked.mails, "persona", "personas")}` : draft ? "Guardar y seguir" : "Guardar cambios"}</Button>
          {draft ? (
            <Button kind="quiet" name="intent" value="later">
              Solo guardar
            </Button>
          ) : (
            <LinkButton kind="quiet" to={paths.event(id)}>
              Volver
            </LinkButton>
          )}
        </SubmitBar>
      </EventForm>
    </Page>
  );
}

function Warning({ parts, mails }: Omit<Asked, "key">) {
  return (
    <div role="alert">
      <Notice kind="warn" title={`${changeSentence(parts, mails)}.`} actions={<Button>{`Guardar y avisar a ${counted(mails, "persona", "personas")}`}</Button>}>
        <p>Todavía no se guarda nada. Quienes ya respondieron tendrán que confirmar de nuevo. Si quieres agregar un mensaje, usa «Aplazar».</p>
      </Notice>
    </div>
  );
}
