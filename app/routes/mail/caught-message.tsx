import { useLoaderData } from "@remix-run/react";
import { InviteDates, OneOfSeries } from "#app/components/invite-dates.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { notFound } from "#app/domain/errors.ts";
import { type CalendarPart, readCalendarPart } from "#app/domain/feeds/draw.ts";
import { findMail } from "#app/domain/mail/mail-lists.repo.server.ts";
import { readMail } from "#app/domain/mail/read-mail.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { dateBlockParts, eventWhen, longDateTime } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE, zoneHour } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Badge, Card, Facts, Prose } from "#app/ui/card.tsx";
import { DateBlock } from "#app/ui/date-block.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Cluster, Page, Section } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Correo de la demostración");

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => {
  const row = ctx.deployment.demo ? await findMail(ctx.db, params.id ?? "") : undefined;
  if (!row?.raw) throw notFound();
  const mail = await readMail(row.raw);
  const { raw: _bytes, ...told } = row;
  return {
    ...told,
    from: mail.from ?? ctx.deployment.mailFrom,
    now: ctx.now,
    text: mail.text,
    headers: mail.headers,
    links: mail.links,
    hasFile: mail.attachment !== null,
    invite: mail.calendar ? readCalendarPart(mail.calendar.content) : null,
  };
});

export default function CaughtMessage() {
  const mail = useLoaderData<typeof loader>();
  return (
    <Page title={mail.subject} eyebrow={<a href={paths.caughtMail()}>Correos de la demostración</a>}>
      <Facts
        facts={[
          { term: "De", detail: `${mail.from.name} <${mail.from.address}>` },
          { term: "Para", detail: <a href={paths.caughtMail({ para: mail.to_email })}>{mail.to_name ? `${mail.to_name} <${mail.to_email}>` : mail.to_email}</a> },
          { term: "Fecha", detail: longDateTime(mail.created_at) },
        ]}
      />
      {mail.invite && <Invite part={mail.invite} change={mail.kind === "update"} now={mail.now} />}
      <Section title="Mensaje">
        <iframe
          src={paths.caughtPart(mail.id, "html")}
          title="El mensaje como lo muestra un programa de correo"
          sandbox="allow-scripts allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox"
          style={{ width: "100%", height: "46rem", border: "1px solid var(--line)", borderRadius: "0.5rem", background: "var(--surface)" }}
        />
      </Section>
      {mail.links.length > 0 && (
        <Section title="Enlaces del mensaje">
          <Prose>
            <ul>
              {mail.links.map((link) => (
                <li key={link.href}>
                  <a href={link.href}>{link.label}</a>
                </li>
              ))}
            </ul>
          </Prose>
        </Section>
      )}
      <div>
        <Disclosure summary="El mismo mensaje en texto simple">
          <pre style={PRE}>{mail.text}</pre>
        </Disclosure>
        <Disclosure summary="Encabezados">
          <pre style={PRE}>{mail.headers.map((header) => `${header.name}: ${header.value}`).join("\n")}</pre>
        </Disclosure>
      </div>
      <Cluster>
        {mail.hasFile && (
          <LinkButton to={paths.caughtPart(mail.id, "invite.ics")} icon="calendar">
            Descargar invite.ics
          </LinkButton>
        )}
        <LinkButton to={paths.caughtPart(mail.id, "original.eml")} icon="download">
          Descargar el correo original
        </LinkButton>
      </Cluster>
    </Page>
  );
}

const PRE = { whiteSpace: "pre-wrap", overflowWrap: "anywhere", margin: 0, fontSize: "0.9375rem" } as const;

/** The calendar part as a mail program draws it, above the message. */
function Invite({ part, change, now }: { part: CalendarPart; change: boolean; now: string }) {
  const cancelled = part.method === "CANCEL";
  const zone = isZone(part.zone) ? part.zone : MAIN_ZONE;
  const times = { starts_at: part.start, ends_at: part.end, zone, all_day: part.allDay };
  return (
    <Card
      level={2}
      lead={<DateBlock {...dateBlockParts(times, { now })} cancelled={cancelled} />}
      title={part.summary}
      muted={cancelled}
      badges={<MethodBadge cancelled={cancelled} change={change} />}
      meta={
        <>
          <span>
            {eventWhen(times)}
            {zone === MAIN_ZONE && !part.allDay ? ` (${zoneHour(zone)})` : ""}
          </span>
          {part.slot && <OneOfSeries slot={part.slot} start={part.start} zone={zone} />}
        </>
      }
      actions={cancelled ? <ProgramButtons words={["Quitar del calendario"]} /> : <ProgramButtons words={["Sí", "No", "Tal vez"]} />}
    >
      <Facts
        facts={[
          ...(part.location ? [{ term: "Dónde", detail: part.location }] : []),
          ...(part.organizer ? [{ term: "Organiza", detail: `${part.organizer.name ?? ""} <${part.organizer.address}>` }] : []),
          ...(part.comment ? [{ term: "Mensaje", detail: part.comment }] : []),
        ]}
      />
      {part.recurrence && <InviteDates recurrence={part.recurrence} zone={zone} allDay={part.allDay} />}
    </Card>
  );
}

function MethodBadge({ cancelled, change }: { cancelled: boolean; change: boolean }) {
  if (cancelled) {
    return (
      <Badge kind="danger" icon="cross">
        Cancelada
      </Badge>
    );
  }
  return (
    <Badge kind={change ? "caution" : "info"} icon="calendar">
      {change ? "Cambio" : "Invitación"}
    </Badge>
  );
}

/** Drawn, not pressed: in a mail program these answer by mail. Here the links of the message do. */
function ProgramButtons({ words }: { words: string[] }) {
  return (
    <>
      <span className="cluster gap-s" aria-hidden="true">
        {words.map((word) => (
          <span key={word} className="tag">
            {word}
          </span>
        ))}
      </span>
      <span className="card-meta">Así lo ofrece un programa de correo. Aquí, responde con los botones del mensaje.</span>
    </>
  );
}
