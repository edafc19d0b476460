import { useLoaderData } from "@remix-run/react";
import { STATE_WORDS } from "#app/components/event-answer-words.ts";
import { AnswersByPerson } from "#app/components/event-answers-people.tsx";
import { AnswersBySchool } from "#app/components/event-answers-schools.tsx";
import { AttendanceSheet } from "#app/components/event-sheet.tsx";
import { EventWhen } from "#app/components/event-when.tsx";
import { pageMeta } from "#app/components/meta.ts";
import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { whyNotAnswer } from "#app/domain/events/event.policy.ts";
import { isId } from "#app/domain/events/event.ts";
import { setAnswerFor } from "#app/domain/invitations/answer.server.ts";
import { ANSWER_STATES, type AnswerCounts, type AnswerState, answerCounts, answersBySchool, answersOf, findInvitation } from "#app/domain/invitations/invitations.repo.server.ts";
import { uninvite, uninviteFromSeries } from "#app/domain/invitations/uninvite.server.ts";
import { cleanLine } from "#app/domain/text.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { readAnswer } from "#app/routes/invitations/answer-form.server.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Confirm } from "#app/ui/dialog.tsx";
import { RadioGroup } from "#app/ui/form.tsx";
import { Page } from "#app/ui/layout.tsx";
import { Tabs } from "#app/ui/wayfinding.tsx";
import { managedEvent } from "./event-access.server.ts";

export const meta = () => pageMeta("Respuestas");
export const handle = { scripts: ["/js/event-print.js"] };

const VIEWS = ["personas", "establecimientos", "lista"] as const;
/** A sheet for the door holds them all: more people than this sign in another way. */
const SHEET = 500;

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const event = await managedEvent(ctx, params.id);
  if (event.all_day || event.status === "draft") throw redirectWithFlash(paths.event(event.id), "Todavía no hay respuestas que mostrar.");
  const view = VIEWS.find((each) => each === url.searchParams.get("vista")) ?? "personas";
  const state = ANSWER_STATES.find((each) => each === url.searchParams.get("estado"));
  const q = cleanLine(url.searchParams.get("q") ?? "").slice(0, 200) || undefined;
  const page = pageFrom(url);
  const counts = await answerCounts(ctx.db, event.id);
  return {
    event,
    view,
    chosen: { estado: state, q },
    counts,
    takesAnswers: whyNotAnswer(event, ctx.now) === null,
    leaving: await leavingOf(ctx, event.id, url.searchParams.get("quitar")),
    people: view === "personas" ? await pageOf(answersOf(ctx.db, event.id, { state, q, page }), page) : null,
    schools: view === "establecimientos" ? await pageOf(answersBySchool(ctx.db, event.id, { page }), page) : null,
    sheet: view === "lista" ? (await answersOf(ctx.db, event.id, { state: "yes", limit: SHEET })).rows : null,
  };
});

async function pageOf<T>(found: Promise<{ rows: T[]; total: number }>, page: number) {
  const { rows, total } = await found;
  return paged(rows, total, page);
}

/** Whom one is about to take off the list. */
async function leavingOf(ctx: Ctx, eventId: string, id: string | null) {
  const invitation = id && isId(id) ? await findInvitation(ctx.db, id) : null;
  return invitation?.event_id === eventId && invitation.removed_at === null ? { id: invitation.id, name: invitation.name || invitation.email } : null;
}

export const action = actionWith({ who: "signed_in" }, async ({ ctx, params, url, form }) => {
  const event = await managedEvent(ctx, params.id);
  const id = String(form.get("invitation_id") ?? "");
  const invitation = isId(id) ? await findInvitation(ctx.db, id) : null;
  if (invitation?.event_id !== event.id) throw notFound();
  const back = paths.eventAnswers(event.id, { estado: url.searchParams.get("estado"), q: url.searchParams.get("q"), pagina: url.searchParams.get("pagina") });
  if (form.get("intent") === "remove") {
    if (event.series_id && form.get("scope") === "all") await uninviteFromSeries(ctx, id);
    else await uninvite(ctx, id);
    return redirectWithFlash(back, `Sacamos de la lista a ${invitation.name || invitation.email}.`);
  }
  const parsed = readAnswer(form);
  if (!parsed.ok) return redirectWithFlash(back, { kind: "error", text: "Elige una de las tres respuestas." });
  const { answer, seat } = await setAnswerFor(ctx, { invitationId: id, answer: parsed.value.answer, mode: parsed.value.mode });
  const said = answer === "yes" ? (seat === "waiting" ? "queda en lista de espera" : "va") : answer === "no" ? "no va" : "aún no sabe";
  return redirectWithFlash(back, `Anotado: ${invitation.name || invitation.email} ${said}.`);
});

const LEAVES = [
  { value: "one", label: "Solo de esta" },
  { value: "all", label: "De todas las que quedan" },
];

export default function AnswersPage() {
  const { event, view, chosen, counts, leaving, takesAnswers, people, schools, sheet } = useLoaderData<typeof loader>();
  const to = (query: Record<string, string | number | undefined>) => paths.eventAnswers(event.id, query);
  if (leaving) {
    return (
      <Confirm
        title={`Sacar de la lista a ${leaving.name}`}
        confirmLabel="Sacar de la lista"
        cancelTo={to(chosen)}
        fields={{ intent: "remove", invitation_id: leaving.id }}
        danger
        action={to(chosen)}
      >
        <p>Recibe un aviso y la reunión sale de su calendario. Si tenía lugar, pasa a quien sigue en la lista de espera.</p>
        {event.series_id && <RadioGroup legend="¿De qué fechas?" name="scope" value="one" options={LEAVES} />}
      </Confirm>
    );
  }
  return (
    <Page
      title={view === "lista" ? "Lista de asistencia" : "Respuestas"}
      eyebrow={<a href={paths.event(event.id)}>{event.title}</a>}
      lead={view === "lista" ? <EventWhen event={event} /> : sentenceOf(counts, event.both)}
      actions={
        <>
          {takesAnswers && counts.pending > 0 && (
            <LinkButton to={paths.eventRemind(event.id)} kind="primary" icon="bell">
              Recordar
            </LinkButton>
          )}
          <LinkButton to={paths.eventAnswersCsv(event.id)} kind="secondary" icon="download">
            Descargar planilla
          </LinkButton>
        </>
      }
    >
      <Tabs
        label="Respuestas"
        tabs={[
          { to: to({}), label: "Por persona", current: view === "personas" },
          { to: to({ vista: "establecimientos" }), label: "Por establecimiento", current: view === "establecimientos" },
          { to: to({ vista: "lista" }), label: "Lista para imprimir", current: view === "lista" },
        ]}
      />
      {people && <AnswersByPerson eventId={event.id} both={event.both} counts={counts} chosen={chosen} list={people} takesAnswers={takesAnswers} />}
      {schools && <AnswersBySchool eventId={event.id} list={schools} />}
      {sheet && <AttendanceSheet rows={sheet} most={SHEET} />}
    </Page>
  );
}

/** «Van 32, no van 5, aún no saben 3, sin respuesta 10. De 11 de 14 establecimientos.» */
function sentenceOf(counts: AnswerCounts, both: boolean): string {
  const parts = (Object.keys(STATE_WORDS) as AnswerState[])
    .filter((state) => state !== "unconfirmed" && counts[state] > 0)
    .map((state) => `${STATE_WORDS[state].toLowerCase()} ${counts[state]}`);
  if (parts.length === 0) return "Todavía no hay personas invitadas.";
  const words = parts.join(", ");
  const schools =
    counts.schools_invited > 0
      ? ` ${counts.schools_yes === 1 ? "Viene" : "Vienen"} ${counts.schools_yes} de ${counted(counts.schools_invited, "establecimiento", "establecimientos")}.`
      : "";
  const ways = both && counts.yes > 0 ? ` En persona ${counts.yes - counts.yes_online}, en línea ${counts.yes_online}.` : "";
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.${ways}${schools}`;
}
