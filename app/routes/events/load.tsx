import { useLoaderData } from "@remix-run/react";
import { pageMeta } from "#app/components/meta.ts";
import { YearEndNotice } from "#app/components/poll-form.tsx";
import { SpecialDayBadges } from "#app/components/special-days.tsx";
import { type DayLoad, type MeetingLoad, readWeekLoad } from "#app/domain/calendar-days/load.server.ts";
import { isDay } from "#app/domain/calendar-days/school-day.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { addDays, daysRange, longDate, timeRange } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { zoneHour } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Badge } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Cluster, Page, Section } from "#app/ui/layout.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { managedEvent } from "./event-access.server.ts";
import { isInPerson } from "./load-page.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export { workSheet as links } from "#app/components/sheets.ts";

export const meta = () => pageMeta("Qué más hay esa semana");

export const loader = loaderWith({ who: "signed_in" }, async ({ ctx, params, url }) => {
  const event = await managedEvent(ctx, params.id);
  const asked = url.searchParams.get("semana") ?? "";
  const day = isDay(asked) && asked > "2000" && asked < "2100" ? asked : event.starts_local.slice(0, 10);
  const { id, title, status, zone } = event;
  return { event: { id, title, status, zone, inPerson: isInPerson(event) }, load: await readWeekLoad(ctx, event, day) };
});

export default function LoadPage() {
  const { event, load } = useLoaderData<typeof loader>();
  const { monday, called } = load;
  const week = (from: string) => paths.eventLoad(event.id, { semana: from });
  return (
    <Page title="Qué más hay esa semana" eyebrow={<a href={paths.event(event.id)}>{event.title}</a>} width="wide" lead={daysRange(monday, addDays(monday, 6))}>
      <Cluster align="between">
        <LinkButton to={week(addDays(monday, -7))} kind="quiet" icon="arrow-left">
          Semana anterior
        </LinkButton>
        <LinkButton to={week(addDays(monday, 7))} kind="quiet" icon="arrow-right">
          Semana siguiente
        </LinkButton>
      </Cluster>
      <p>
        {called.people === 0
          ? "Todavía no hay nadie en la lista: elige a quiénes invitar y aquí verás qué tienen esos días."
          : `De ${counted(called.people, "persona", "personas")} y ${counted(called.schools, "establecimiento", "establecimientos")} de la lista, esto es lo que ya tienen.`}{" "}
        {called.people === 0 && <a href={paths.eventAudience(event.id)}>Elegir a quiénes invitar</a>}
      </p>
      {load.yearEnd && event.inPerson && <YearEndNotice />}
      {load.allWeek.length > 0 && (
        <p className="load-hint">
          Toda la semana: <SpecialDayBadges special={load.allWeek} />
        </p>
      )}
      <Table caption="Reuniones por día" captionHidden columns={columns(event)} rows={load.days} rowKey={(row) => row.day} />
      <Heads load={load} />
      <Busiest load={load} />
      {event.status === "draft" && (
        <Cluster>
          <LinkButton to={paths.eventEdit(event.id)} kind="secondary" icon="edit">
            Cambiar la fecha
          </LinkButton>
          <LinkButton to={paths.eventPoll(event.id)} kind="secondary" icon="calendar">
            Proponer varias fechas
          </LinkButton>
        </Cluster>
      )}
    </Page>
  );
}

function columns(event: Loaded["event"]): Column<DayLoad>[] {
  return [
    {
      key: "day",
      header: "Día",
      primary: true,
      cell: (row) => (
        <>
          {longDate(row.day).replace(/ de \d{4}$/, "")} {row.own && <Badge kind="accent">Tu reunión</Badge>}
        </>
      ),
    },
    { key: "what", header: "Lo que ya hay", cell: (row) => <What row={row} zone={event.zone} /> },
    { key: "people", header: "Personas", numeric: true, cell: (row) => row.people || "—" },
    { key: "schools", header: "Escuelas", numeric: true, cell: (row) => row.schools || "—" },
  ];
}

function What({ row, zone }: { row: DayLoad; zone: string }) {
  if (row.special.length + row.meetings.length === 0) return <span className="hint">Nada</span>;
  return (
    <div className="load-day">
      <SpecialDayBadges special={row.special} />
      {row.meetings.length > 0 && (
        <ul>
          {row.meetings.map((meeting) => (
            <li key={meeting.id ?? meeting.starts_at}>
              <MeetingLine meeting={meeting} zone={zone} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function MeetingLine({ meeting, zone }: { meeting: MeetingLoad; zone: string }) {
  const several = meeting.starts_local.slice(0, 10) !== meeting.ends_local.slice(0, 10);
  const when = meeting.milestone ? "Hito" : several ? "Varios días" : timeRange(meeting.starts_at, meeting.ends_at, meeting.zone);
  return (
    <>
      {when}
      {!meeting.milestone && meeting.zone !== zone && ` (${zoneHour(meeting.zone)})`} · {meeting.id ? <a href={paths.event(meeting.id)}>{meeting.title}</a> : "otra reunión"}
      {!meeting.milestone && <span className="hint"> {touched(meeting)}</span>}
    </>
  );
}

function touched({ people, schools }: MeetingLoad): string {
  const parts = [people > 0 && counted(people, "persona", "personas"), schools > 0 && counted(schools, "establecimiento", "establecimientos")];
  return parts.filter(Boolean).join(", ");
}

function Heads({ load: { heads } }: { load: Loaded["load"] }) {
  if (heads.length === 0) return null;
  return (
    <Notice kind="warn" title={`${counted(heads.length, "persona de equipos directivos ya tiene", "personas de equipos directivos ya tienen")} dos reuniones o más esa semana`}>
      <p>{heads.map(({ name, meetings }) => `${name} (${meetings})`).join(", ")}. Si puedes, invita a la contraparte en su lugar o elige otra semana.</p>
    </Notice>
  );
}

function Busiest({ load: { busiest } }: { load: Loaded["load"] }) {
  if (busiest.length === 0) return null;
  return (
    <Section title="Establecimientos con más reuniones esa semana">
      <ol className="load-schools">
        {busiest.map(({ name, slug, meetings }) => (
          <li key={slug}>
            <a href={paths.establishment(slug)}>{name}</a>: {counted(meetings, "reunión", "reuniones")}
          </li>
        ))}
      </ol>
    </Section>
  );
}
