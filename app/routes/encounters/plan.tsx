import { useLoaderData } from "@remix-run/react";
import { EventDate, EventWhen } from "#app/components/event-when.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { Place } from "#app/components/place.tsx";
import { PlanSheet } from "#app/components/plan-sheet.tsx";
import { type Decision, decideOwn } from "#app/domain/encounters/duties.server.ts";
import { dutyState } from "#app/domain/encounters/encounter.ts";
import { eventOfPlan, readPlan, setDone, sheetsOfPlan } from "#app/domain/encounters/encounters.server.ts";
import { notFound } from "#app/domain/errors.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { DUTY_LABELS, eventKindLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Badge, Facts } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Cluster, Page } from "#app/ui/layout.tsx";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { workSheet as links } from "#app/components/sheets.ts";

export const meta = ({ data }: { data: Loaded | undefined }) => pageMeta(data ? `Plan: ${data.event.title}` : "Plan de encuentro");
export const handle = { scripts: ["/js/event-print.js"] };

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const { event, manages } = await eventOfPlan(ctx, params.id ?? "");
  const content = await readPlan(ctx, event.id);
  const sheets = Object.fromEntries(await sheetsOfPlan(ctx, content.experiences));
  return { event, manages, content, sheets, me: ctx.actor.id, now: ctx.now, today: isoDate(ctx.now, event.zone) };
});

const DECISIONS: Record<string, Decision> = { accept: "accept", decline: "decline" };

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => eventOfPlan(ctx, params.id ?? "") }, async ({ ctx, params, form }) => {
  const id = params.id ?? "";
  const intent = String(form.get("intent") ?? "");
  const decision = DECISIONS[intent];
  if (decision) {
    await decideOwn(ctx, id, idFrom(form, "duty_id"), decision);
    // Whoever says no to their only duty no longer sees the plan.
    return redirectWithFlash(
      decision === "accept" ? paths.eventPlan(id) : paths.home(),
      decision === "accept" ? "¡Gracias! Quedaste a cargo." : "Le avisamos a quien te lo pidió.",
    );
  }
  if (intent !== "done" && intent !== "undone") throw notFound();
  await setDone(ctx, id, idFrom(form, "task_id"), intent === "done");
  return redirectWithFlash(`${paths.eventPlan(id)}#tareas`, intent === "done" ? "Tarea hecha." : "La tarea vuelve a estar abierta.");
});

export default function PlanPage() {
  const { event, manages, content, sheets, me, now, today } = useLoaderData<typeof loader>();
  const mine = content.duties.filter((duty) => duty.person_id === me && dutyState(duty) === "asked");
  return (
    <Page
      title="Plan de encuentro"
      eyebrow={
        <>
          {manages || event.status !== "draft" ? <a href={paths.event(event.id)}>{event.title}</a> : event.title}
          {event.status === "draft" && <Badge>Borrador</Badge>}
        </>
      }
      actions={
        <>
          <Button kind="secondary" icon="print" type="button" data-print="" hidden>
            Imprimir
          </Button>
          <LinkButton to={paths.eventPlanPdf(event.id)} icon="download">
            Descargar PDF
          </LinkButton>
        </>
      }
      width="wide"
    >
      {mine.map((duty) => (
        <Notice
          key={duty.id}
          kind="info"
          title={`¿Te encargas de ${(DUTY_LABELS[duty.duty]?.one ?? "").toLowerCase()}?`}
          actions={
            <Cluster>
              <ButtonForm kind="primary" name="intent" value="accept" fields={{ duty_id: duty.id }}>
                Acepto
              </ButtonForm>
              <ButtonForm kind="secondary" name="intent" value="decline" fields={{ duty_id: duty.id }}>
                No puedo
              </ButtonForm>
            </Cluster>
          }
        >
          <p>{DUTY_LABELS[duty.duty]?.hint}</p>
        </Notice>
      ))}
      <div className="event-head plan-head">
        <EventDate event={event} now={now} size="large" />
        <Facts
          layout="stacked"
          facts={[
            { term: eventKindLabel(event.kind), icon: "clock", detail: <EventWhen event={event} /> },
            ...(event.host_name || event.address || event.comuna_name ? [{ term: "Dónde", icon: "pin" as const, detail: <Place event={event} /> }] : []),
          ]}
        />
      </div>
      <PlanSheet sheets={sheets} eventId={event.id} content={content} manages={manages} today={today} />
    </Page>
  );
}
