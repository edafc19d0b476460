import { useLoaderData } from "@remix-run/react";
import { EventDate } from "#app/components/event-when.tsx";
import { MeetingList } from "#app/components/meeting-card.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { NodeTags } from "#app/components/node-tag.tsx";
import { PeopleList } from "#app/components/people-list.tsx";
import { RegionStrip } from "#app/components/region-strip.tsx";
import { placeOf } from "#app/components/school-list.tsx";
import { listUpcoming } from "#app/domain/events/events.repo.server.ts";
import { listSchoolHistory, type SchoolHistoryRow } from "#app/domain/events/school-history.repo.server.ts";
import { listNodesOfSchool } from "#app/domain/nodes/schools.repo.server.ts";
import { listCounterparts } from "#app/domain/places/counterparts.repo.server.ts";
import { COUNTERPARTS_ADVISED, specialtiesOf } from "#app/domain/places/establishment.ts";
import { mayNameCounterparts } from "#app/domain/places/establishments.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { counted, dependencyLabel, eventKindLabel } from "#app/i18n/labels.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Badge, type Fact, Facts, Item, ItemList, Tag } from "#app/ui/card.tsx";
import { Cluster, Page, Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { schoolOfPage } from "./school-page.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export const meta = ({ data }: { data: Loaded | undefined }) =>
  data
    ? [
        ...pageMeta(data.school.name, `${data.school.name}, ${placeOf(data.school)}: sus nodos, sus reuniones y su calendario.`),
        { tagName: "link", rel: "alternate", type: "text/calendar", title: `Reuniones de ${data.school.name}`, href: paths.establishmentFeed(data.school.slug) },
      ]
    : [];

const SOME_MEETINGS = 3;
const HISTORY = 10;
const YEAR = 365 * 86_400_000;

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, params, url }) => {
  const { db, actor, now } = ctx;
  const { id, slug, name, rbd, comuna, region_code, dependency, rural, cohort, specialties, lat, lon } = await schoolOfPage(ctx, params.slug ?? "", url);
  const page = pageFrom(url);
  const history = await listSchoolHistory(db, actor, id, { now, page, limit: HISTORY });
  const counterparts = await listCounterparts(db, id);
  return {
    school: { slug, name, rbd, comuna, region_code, dependency, rural, cohort, specialties: specialtiesOf(specialties), lat, lon },
    nodes: await listNodesOfSchool(db, id),
    meetings: page === 1 ? await listUpcoming(db, actor, { establishmentId: id, limit: SOME_MEETINGS, now }) : [],
    history: paged(history.rows, history.total, page, HISTORY),
    counterparts: counterparts
      .filter((person) => actor || person.name_public_at)
      .map(({ person_id, name: called, position, specialty }) => ({ person_id, name: called, position, specialty })),
    counterpartCount: counterparts.length,
    signedIn: actor !== null,
    names: await mayNameCounterparts(ctx, id),
    // For those who represent it, and whoever signed in from it.
    year: page === 1 && isOwn(actor, id, counterparts) ? yearOf(history.rows, now) : null,
    now,
  };
});

function isOwn(actor: { id: string; establishmentId: string | null } | null, id: string, counterparts: { person_id: string }[]): boolean {
  return actor !== null && (actor.establishmentId === id || counterparts.some((person) => person.person_id === actor.id));
}

export default function EstablishmentPage() {
  const page = useLoaderData<typeof loader>();
  const { school, nodes } = page;
  return (
    <Page
      title={school.name}
      eyebrow={placeOf(school)}
      asideLabel="Dónde está"
      aside={
        <RegionStrip
          label={`${school.name} está en ${placeOf(school)}`}
          places={[{ ...school, size: 5 }]}
          only={[school.region_code]}
          current={school.region_code}
          hrefOf={(region) => paths.establishments({ region })}
        />
      }
      actions={
        <LinkButton to={paths.subscribe({ establecimiento: school.slug })} kind="secondary" icon="calendar">
          Suscribir su calendario
        </LinkButton>
      }
    >
      <About page={page} />
      {nodes.length > 0 && (
        <Section title="Sus nodos">
          <NodeTags nodes={nodes} max={12} />
        </Section>
      )}
      <Counterparts page={page} />
      {page.history.page === 1 && (
        <Section title="Próximas reuniones">
          <MeetingList events={page.meetings} now={page.now} label="Próximas reuniones" empty={<p>Por ahora no hay reuniones convocadas aquí ni en las redes que lo reúnen.</p>} />
        </Section>
      )}
      <History page={page} />
    </Page>
  );
}

interface Part {
  page: Loaded;
}

function About({ page: { school } }: Part) {
  const { rbd, dependency, rural, cohort, specialties } = school;
  const facts: Fact[] = [];
  if (rbd) facts.push({ term: "RBD", detail: rbd });
  if (dependency) facts.push({ term: "Dependencia", detail: dependencyLabel(dependency) });
  if (rural === 1) facts.push({ term: "Zona", detail: "Rural" });
  if (cohort) facts.push({ term: "En la red desde", detail: String(cohort) });
  if (specialties.length > 0) {
    const tags = specialties.map((specialty) => <Tag key={specialty}>{specialty}</Tag>);
    facts.push({ term: "Especialidades", detail: <Cluster gap="xs">{tags}</Cluster> });
  }
  return facts.length > 0 ? <Facts facts={facts} /> : null;
}

function Counterparts({ page: { school, counterparts, counterpartCount, signedIn, names } }: Part) {
  if (!names && counterpartCount === 0) return null;
  return (
    <Section title="Contrapartes" actions={names && <a href={paths.establishmentCounterparts(school.slug)}>Nombrar o cambiar</a>}>
      <p>
        {counterpartCount === 0
          ? "Nadie representa todavía al establecimiento en la red."
          : `${counted(counterpartCount, "persona lo representa", "personas lo representan")} en la red.`}
        {!signedIn && counterparts.length < counterpartCount && " Con tu cuenta puedes ver sus nombres."}
        {names && counterpartCount < COUNTERPARTS_ADVISED && " Conviene nombrar a dos, para que la relación siga cuando alguien cambia de trabajo."}
      </p>
      {counterparts.length > 0 && <PeopleList people={counterparts} label="Contrapartes" dense />}
    </Section>
  );
}

/** What the latest of its meetings say: to how many it came within a year, and when last. */
function yearOf(rows: SchoolHistoryRow[], now: string): { came: number; last_at: string | null } {
  const since = new Date(Date.parse(now) - YEAR).toISOString();
  const came = rows.filter((row) => row.came === 1);
  return { came: came.filter((row) => row.starts_at > since).length, last_at: came[0]?.starts_at ?? null };
}

/** «Vinieron a 3 reuniones en el último año.» */
function yearWords({ came, last_at }: NonNullable<Loaded["year"]>): string {
  if (came > 0)
    return `Vinieron a ${came === HISTORY ? `${HISTORY} o más reuniones` : counted(came, "reunión", "reuniones")} en el último año; la última, el ${shortDate(last_at ?? "")}.`;
  return last_at ? `No han venido en el último año: la última vez fue el ${shortDate(last_at)}.` : "";
}

function History({ page: { history, school, now, year } }: Part) {
  if (history.total === 0) return null;
  return (
    <Section title="Donde ha estado">
      <p>{counted(history.total, "reunión de la red", "reuniones de la red")} en su historia: las que recibió y aquellas a las que vino.</p>
      {year && <p>{yearWords(year)}</p>}
      <ItemList label="Reuniones pasadas">
        {history.rows.map((event) => (
          <Item
            key={event.id}
            to={paths.event(event.id)}
            lead={<EventDate event={{ ...event, zone: isZone(event.zone) ? event.zone : MAIN_ZONE, all_day: event.kind === "milestone" }} now={now} />}
            title={event.title}
            meta={<span>{eventKindLabel(event.kind)}</span>}
          >
            <Attendance event={event} />
          </Item>
        ))}
      </ItemList>
      <Pagination page={history.page} pages={history.pages} href={(pagina) => `${paths.establishment(school.slug)}?pagina=${pagina}`} label="Páginas de reuniones pasadas" />
    </Section>
  );
}

function Attendance({ event }: { event: SchoolHistoryRow }) {
  const came = event.people > 0 ? `${event.people === 1 ? "Vino" : "Vinieron"} ${counted(event.people, "persona", "personas")}` : "Participó";
  return (
    <Cluster gap="xs">
      {event.hosted === 1 && <Badge kind="accent">Anfitrión</Badge>}
      {event.came === 1 && <span className="item-meta">{came}</span>}
    </Cluster>
  );
}
