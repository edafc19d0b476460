import { useLoaderData } from "@remix-run/react";
import { EventSteps } from "#app/components/event-steps.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { type LastMailing, lastMailing } from "#app/domain/invitations/last-mailing.repo.server.ts";
import { type MailingProgress, mailingProgress } from "#app/domain/invitations/mailings.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { relativeDay, time } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { failureSentence } from "#app/i18n/mail.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Progress } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Cluster, Page, Section } from "#app/ui/layout.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { managedEvent } from "./event-access.server.ts";

export const meta = () => pageMeta("Correos de la reunión");
export const handle = { scripts: ["/js/event-progress.js"] };

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params }) => {
  const event = await managedEvent(ctx, params.id);
  return {
    id: event.id,
    title: event.title,
    now: ctx.now,
    progress: await mailingProgress(ctx.db, event.id, event.series_id),
    last: await lastMailing(ctx.db, event.id, event.series_id),
  };
});

const mails = (count: number) => counted(count, "correo", "correos");

/** «Salieron 31 de 48 correos» */
export function progressSentence({ sent, failed, total, done }: MailingProgress): string {
  if (done && failed === 0) return total === 1 ? "Salió el correo." : `Salieron los ${total} correos.`;
  if (done) return `Salieron ${sent} de ${mails(total)}. ${failed === 1 ? "1 no se pudo entregar" : `${failed} no se pudieron entregar`}.`;
  return `Van ${sent} de ${mails(total)}.`;
}

export default function SendingPage() {
  const { id, title, now, progress, last } = useLoaderData<typeof loader>();
  const { done, total, failed, failures } = progress;
  return (
    <Page title="Correos de la reunión" eyebrow={<a href={paths.event(id)}>{title}</a>} width="narrow">
      <EventSteps current={4} />
      {total === 0 ? (
        <Empty title="Todavía no se envía ningún correo" icon="mail" level={2}>
          <p>Cuando publiques con una lista de personas invitadas, aquí verás cómo salen los mensajes.</p>
        </Empty>
      ) : (
        <div className="stack gap-l" data-progress={done ? "done" : "going"} aria-live="polite">
          <Progress value={progress.sent + failed} max={total} label={progressSentence(progress)} />
          {last && <Last last={last} now={now} />}
          {!done && <Waiting />}
          {done && failed === 0 && (
            <Notice kind="ok" title="Listo.">
              <p>Las respuestas irán apareciendo en «Respuestas».</p>
            </Notice>
          )}
          {failures.length > 0 && <Failures failures={failures} failed={failed} />}
        </div>
      )}
      <Cluster>
        <LinkButton to={paths.event(id)} kind="primary">
          Ir a la reunión
        </LinkButton>
        <LinkButton to={paths.eventAnswers(id)} kind="secondary" icon="list">
          Ver respuestas
        </LinkButton>
      </Cluster>
    </Page>
  );
}

const KINDS: Record<string, [one: string, many: string]> = {
  invitation: ["invitación", "invitaciones"],
  update: ["aviso de cambio", "avisos de cambio"],
  cancellation: ["aviso de cancelación", "avisos de cancelación"],
  reminder: ["recordatorio", "recordatorios"],
};

/** Apart from the total of all mailings: «El último envío: 8 recordatorios, hoy a las 15:04 h.» */
function Last({ last: { kind, total, created_at }, now }: { last: LastMailing; now: string }) {
  const [one, many] = KINDS[kind] ?? ["correo", "correos"];
  return (
    <p>
      El último envío: {counted(total, one, many)}, {relativeDay(created_at, now)} a las {time(created_at)}.
    </p>
  );
}

/** Without JavaScript the page asks again by itself; with it, event-progress.js changes only what changed. */
function Waiting() {
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content="4" />
      </noscript>
      <p>Puedes cerrar esta página: los correos siguen saliendo solos.</p>
    </>
  );
}

type Failure = MailingProgress["failures"][number];

const COLUMNS: Column<Failure>[] = [
  { key: "name", header: "Persona", primary: true, cell: (row) => row.name || row.address },
  { key: "address", header: "Correo", cell: (row) => row.address },
  { key: "reason", header: "Por qué", cell: (row) => failureSentence(row.error) },
];

function Failures({ failures, failed }: { failures: Failure[]; failed: number }) {
  return (
    <Section title="No se pudieron entregar" id="fallas">
      <p>Revisa si la dirección está bien escrita. Estas personas siguen invitadas: puedes anotar su respuesta en «Respuestas» si te la dan por teléfono.</p>
      <Table caption="Correos que no se pudieron entregar" captionHidden columns={COLUMNS} rows={failures} rowKey={(row) => row.address} />
      {failed > failures.length && <p>Y {failed - failures.length} más.</p>}
    </Section>
  );
}
