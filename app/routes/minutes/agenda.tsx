import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ChooseTemplate, KeepAsTemplate, PartActions, PartForm, ReadingsForm } from "#app/components/agenda-forms.tsx";
import { AgendaList, agendaSum, Materials } from "#app/components/agenda-list.tsx";
import { EventWhen } from "#app/components/event-when.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { listCalledNames, listTensionParts, readAgenda } from "#app/domain/agenda/agenda.repo.server.ts";
import { writeMaterials } from "#app/domain/agenda/agenda.ts";
import { templatesFor } from "#app/domain/agenda/templates.server.ts";
import { notFound } from "#app/domain/errors.ts";
import { canPrepare } from "#app/domain/events/event.policy.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { ErrorSummary } from "#app/ui/form.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { newId } from "#db/ids.ts";
import { eventFor, visibleEvent } from "../events/event-access.server.ts";
import { actOnAgenda } from "./agenda-actions.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export const meta = ({ data: found }: { data: Loaded | undefined }) => pageMeta(found ? `Agenda: ${found.event.title}` : "Agenda");
export const handle = { scripts: ["/js/event-print.js"] };

/** Whoever sees the meeting sees its agenda; names are for people with an account. */
export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params, url }) => {
  const event = await visibleEvent(ctx, params.id);
  if (event.all_day) throw notFound();
  const { parts, readings } = await readAgenda(ctx.db, event.id);
  const manages = canPrepare(ctx.actor, event);
  // What a circle's tensions brought does not begin the agenda.
  const raised = manages && event.circle_id !== null && parts.length > 0 ? await listTensionParts(ctx.db, event.id) : new Set<string>();
  const begun = parts.some((part) => !raised.has(part.id));
  const asked = url.searchParams.get("parte");
  const editing = manages ? (asked === "nueva" ? "new" : (parts.find((part) => part.id === asked)?.id ?? null)) : null;
  return {
    event: { id: event.id, title: event.title, starts_at: event.starts_at, ends_at: event.ends_at, zone: event.zone, all_day: event.all_day },
    parts: ctx.actor ? parts : parts.map((part) => ({ ...part, lead_name: "" })),
    readings,
    manages,
    admin: ctx.actor?.admin ?? false,
    editing,
    newId: newId(),
    names: editing ? await listCalledNames(ctx.db, event.id) : [],
    templates: begun || !manages ? [] : await templatesFor(ctx, event.kind),
  };
});

export const action = actionWith({ who: "signed_in", allow: ({ ctx, params }) => eventFor(canPrepare, ctx, params.id) }, async ({ ctx, params, form }) => {
  const reply = await actOnAgenda(ctx, await eventFor(canPrepare, ctx, params.id), form);
  return reply instanceof Response ? reply : data(reply.submission, { status: 422 });
});

export default function AgendaPage() {
  const { event, parts, readings, manages, admin, editing, templates } = useLoaderData<typeof loader>();
  const refused = useActionData<{ errors: Record<string, string[]>; values: Record<string, string> }>();
  const sum = agendaSum(parts, event);
  if (editing) return <EditPart />;
  return (
    <Page
      title="Agenda"
      eyebrow={<a href={paths.event(event.id)}>{event.title}</a>}
      lead={<EventWhen event={event} />}
      width="narrow"
      actions={
        manages && (
          <LinkButton to={paths.eventAgenda(event.id, { parte: "nueva" })} kind={parts.length > 0 ? "secondary" : "primary"} icon="plus">
            Agregar una parte
          </LinkButton>
        )
      }
    >
      {refused?.errors && <ErrorSummary errors={refused.errors} />}
      {parts.length === 0 ? (
        manages ? (
          <ChooseTemplate templates={templates} />
        ) : (
          <Empty title="Aún no hay agenda" icon="list">
            <p>Cuando quien coordina la publique, verás aquí las partes de la reunión con su hora.</p>
          </Empty>
        )
      ) : (
        <>
          {sum.over ? (
            <Notice kind="warn">
              <p>{sum.words}</p>
            </Notice>
          ) : (
            <p className="hint">{sum.words}</p>
          )}
          <AgendaList
            level={2}
            parts={parts}
            event={event}
            actions={manages ? (part, index) => <PartActions eventId={event.id} part={part} index={index} count={parts.length} /> : undefined}
          />
        </>
      )}
      {manages && parts.length > 0 && templates.length > 0 && <ChooseTemplate templates={templates} />}
      {(readings.length > 0 || manages) && (
        <Section title="Para leer antes" id="lecturas">
          <Materials materials={readings} />
          {manages && <ReadingsForm stored={writeMaterials(readings)} refused={refused?.values?.intent === "readings" ? refused : undefined} />}
        </Section>
      )}
      {admin && parts.length > 0 && <KeepAsTemplate title={event.title} />}
    </Page>
  );
}

function EditPart() {
  const { event, parts, editing, newId: fresh, names } = useLoaderData<typeof loader>();
  const part = parts.find((each) => each.id === editing);
  return (
    <Page title={part ? `Parte: ${part.title}` : "Una parte nueva"} eyebrow={<a href={paths.eventAgenda(event.id)}>Agenda de {event.title}</a>} width="narrow">
      <PartForm
        id={part?.id ?? fresh}
        intent={part ? "save" : "add"}
        names={names}
        cancelTo={paths.eventAgenda(event.id)}
        stored={{
          title: part?.title ?? "",
          minutes: part?.minutes ?? 15,
          lead_name: part?.lead_name ?? "",
          notes: part?.notes_md ?? "",
          materials: part ? writeMaterials(part.materials) : "",
        }}
      />
    </Page>
  );
}
