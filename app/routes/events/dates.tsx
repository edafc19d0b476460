import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EventSteps } from "#app/components/event-steps.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { SeriesDates } from "#app/components/series-answers.tsx";
import { SeriesPlan } from "#app/components/series-plan.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { listSpecialDays } from "#app/domain/calendar-days/calendar-days.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { isDomainError, notFound } from "#app/domain/errors.ts";
import { canManage } from "#app/domain/events/event.policy.ts";
import { MESSAGE_MAX } from "#app/domain/events/event.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";
import { addDate } from "#app/domain/series/adding.server.ts";
import { setDates } from "#app/domain/series/drafting.server.ts";
import { slotsOf } from "#app/domain/series/rule.ts";
import { gapsIn } from "#app/domain/series/series.ts";
import { listDatesFor } from "#app/domain/series/series-dates.repo.server.ts";
import { cleanLine } from "#app/domain/text.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { sentences, typedValues } from "#app/http/form.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { DateField, Form, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { managedEvent, visibleEvent } from "./event-access.server.ts";
import { readSeries } from "./series-access.server.ts";

export const meta = () => pageMeta("Fechas");

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => {
  const event = await visibleEvent(ctx, params.id);
  const series = event.series_id ? await readSeries(ctx, event.series_id) : null;
  if (!series) throw notFound();
  const draft = event.status === "draft";
  const reader = ctx.actor ? { email: ctx.actor.email, person_id: ctx.actor.id } : null;
  return {
    event: { id: event.id, title: event.title, zone: event.zone },
    words: draft ? series.words : series.rhythm,
    now: ctx.now,
    signedIn: ctx.actor !== null,
    manages: canManage(ctx.actor, event),
    plan: draft ? await planOf(ctx, event, series.row) : null,
    dates: draft ? [] : await listDatesFor(ctx.db, series.id, reader),
  };
});

/** Every slot, with what the day is like, and whether it stays. */
async function planOf(ctx: Ctx, event: EventDetail, series: NonNullable<Awaited<ReturnType<typeof readSeries>>>["row"]) {
  const slots = slotsOf(series);
  const dayOf = (slot: string | undefined) => (slot ?? "").slice(0, 10);
  const special = await listSpecialDays(ctx.db, dayOf(slots[0]), dayOf(slots.at(-1)), event.region_code);
  const skipped = new Set(JSON.parse(series.skipped) as string[]);
  const gaps = new Set(gapsIn({ ...series, skipped: "[]" }));
  return slots.map((slot) => ({
    slot,
    first: slot === series.first_local,
    kept: !skipped.has(slot),
    gap: gaps.has(dayOf(slot)),
    days: special.filter((day) => day.day <= dayOf(slot) && day.last >= dayOf(slot)).map(({ name, kind }) => ({ name, kind })),
  }));
}

export const action = actionWith({ who: "signed_in" }, async ({ ctx, params, form }) => {
  const event = await managedEvent(ctx, params.id);
  if (!event.series_id) throw notFound();
  const add = cleanLine(String(form.get("add") ?? ""));
  try {
    if (event.status !== "draft") {
      const message = String(form.get("message") ?? "").slice(0, MESSAGE_MAX);
      const { mails } = await addDate(ctx, event.id, { day: add, message });
      return redirectWithFlash(
        paths.eventDates(event.id),
        `Agregamos la fecha. ${mails === 0 ? "No había a quién avisar." : `Avisamos a ${counted(mails, "persona", "personas")}.`}`,
      );
    }
    await setDates(ctx, event.id, { kept: form.getAll("kept").map(String), add });
  } catch (error) {
    if (isDomainError(error) && error.code === "invalid") return data({ errors: sentences(error.fields), values: typedValues(form) }, { status: 422 });
    throw error;
  }
  const again = form.get("intent") === "add" || add !== "";
  return redirectWithFlash(again ? paths.eventDates(event.id) : paths.eventAudience(event.id), again ? "Agregamos la fecha." : "Guardamos las fechas.");
});

export default function DatesPage() {
  const { event, words, now, signedIn, manages, plan, dates } = useLoaderData<typeof loader>();
  const { errors, value, refused, values } = useSubmission();
  if (plan && manages) {
    const chosen = refused ? new Set(values("kept")) : null;
    return (
      <Page title="Las fechas" width="narrow" lead={words ? `${words}.` : "En fechas sueltas."}>
        <EventSteps current="dates" id={event.id} />
        <Form errors={errors} values={{ add: value("add") }}>
          <SeriesPlan plan={chosen ? plan.map((date) => ({ ...date, kept: date.first || chosen.has(date.slot) })) : plan} />
          <DateField label="Agregar otra fecha" name="add" optional hint="A la misma hora." />
          <p>
            <Button kind="secondary" icon="plus" name="intent" value="add">
              Agregar esa fecha
            </Button>
          </p>
          <SubmitBar>
            <Button>Guardar y seguir</Button>
          </SubmitBar>
        </Form>
      </Page>
    );
  }
  const open = dates.some((date) => date.status === "published" && date.ends_at > now);
  return (
    <Page title="Todas las fechas" eyebrow={<a href={paths.event(event.id)}>{event.title}</a>} lead={words ? `${words}.` : undefined} width="narrow">
      {signedIn && open && <p>Responde fecha por fecha: cada botón guarda la respuesta de ese día.</p>}
      <SeriesDates dates={dates} now={now} action={signedIn && open ? paths.eventAnswer(event.id) : undefined} />
      {manages && open && (
        <Section title="Agregar una fecha" id="agregar">
          <Disclosure summary="Agregar una fecha a la serie" open={refused}>
            <Form errors={errors} values={{ add: value("add"), message: value("message") }}>
              <DateField label="Día" name="add" required min={now.slice(0, 10)} hint="A la misma hora que las demás. Se invita y avisa a todas las personas de la lista." />
              <TextArea label="Mensaje" name="message" optional rows={3} maxLength={MESSAGE_MAX} />
              <Button>Agregar y avisar</Button>
            </Form>
          </Disclosure>
        </Section>
      )}
    </Page>
  );
}
