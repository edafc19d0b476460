import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { whyNotAnswer } from "#app/domain/events/event.policy.ts";
import { answerCounts } from "#app/domain/invitations/invitations.repo.server.ts";
import { countTargets } from "#app/domain/invitations/mailings.repo.server.ts";
import { remindInvitees, startOfDay } from "#app/domain/invitations/mailings.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { actionWith, loaderWith } from "#app/http/route.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Confirm } from "#app/ui/dialog.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Page } from "#app/ui/layout.tsx";
import { managedEvent } from "./event-access.server.ts";

export const meta = () => pageMeta("Recordar");

const people = (count: number) => counted(count, "persona", "personas");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const event = await managedEvent(ctx, params.id);
  if (whyNotAnswer(event, ctx.now)) throw redirectWithFlash(paths.event(event.id), { kind: "warn", text: "Esta reunión ya no recibe respuestas: no hay a quién recordar." });
  const { pending } = await answerCounts(ctx.db, event.id);
  const mails = await countTargets(ctx.db, { eventId: event.id, kind: "reminder", sequence: event.sequence, notRemindedSince: startOfDay(ctx.now) });
  return { id: event.id, title: event.title, pending, mails };
});

export const action = actionWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const event = await managedEvent(ctx, params.id);
  const { mails } = await remindInvitees(ctx, event.id);
  if (mails === 0) return redirectWithFlash(paths.eventAnswers(event.id), { kind: "warn", text: "No había a quién recordar: ya se les recordó hoy." });
  return redirectWithFlash(paths.eventSending(event.id), `${mails === 1 ? "Sale un recordatorio" : `Salen ${mails} recordatorios`}.`);
});

export default function RemindPage() {
  const { id, title, pending, mails } = useLoaderData<typeof loader>();
  if (mails === 0) {
    return (
      <Page title="Recordar" eyebrow={<a href={paths.event(id)}>{title}</a>} width="narrow">
        <Empty
          title={pending === 0 ? "Ya respondieron todas las personas invitadas" : "Por hoy ya está"}
          icon="bell"
          action={
            <LinkButton to={paths.eventAnswers(id)} kind="secondary">
              Ver respuestas
            </LinkButton>
          }
        >
          {pending > 0 && <p>Falta la respuesta de {people(pending)}, pero ya se les recordó hoy o pidieron no recibir recordatorios.</p>}
        </Empty>
      </Page>
    );
  }
  return (
    <Confirm title={`Recordar a ${people(mails)}`} confirmLabel={mails === 1 ? "Enviar el recordatorio" : `Enviar ${mails} recordatorios`} cancelTo={paths.eventAnswers(id)}>
      <p>
        Quienes no han respondido a <strong>{title}</strong> reciben un mensaje breve con los botones para responder.
      </p>
      {pending > mails && <p>A {people(pending - mails)} no se les escribe: ya se les recordó hoy o pidieron no recibir recordatorios.</p>}
    </Confirm>
  );
}
