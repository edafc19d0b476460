import { useLoaderData } from "@remix-run/react";
import { OpenCallsSection } from "#app/components/call-card.tsx";
import { JoinBox } from "#app/components/join-box.tsx";
import { MeetingList } from "#app/components/meeting-card.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { NodeActions } from "#app/components/node-actions.tsx";
import { NodeCoordination } from "#app/components/node-coordination.tsx";
import { NodeFrame } from "#app/components/node-frame.tsx";
import { countByRegion, RegionStrip } from "#app/components/region-strip.tsx";
import { SchoolList } from "#app/components/school-list.tsx";
import { ThreadList } from "#app/components/thread-list.tsx";
import { listCalls } from "#app/domain/calls/calls.repo.server.ts";
import { canCreateNodeCircle } from "#app/domain/circles/circle.policy.ts";
import { listRoles } from "#app/domain/circles/circles.repo.server.ts";
import { seatsOf } from "#app/domain/circles/seats.ts";
import { listHolders } from "#app/domain/circles/terms.repo.server.ts";
import { listUpcoming } from "#app/domain/events/events.repo.server.ts";
import { canNameCoordinators } from "#app/domain/nodes/node.policy.ts";
import { joinStep } from "#app/domain/nodes/node.ts";
import { listNodeReach } from "#app/domain/nodes/nodes.repo.server.ts";
import { listCoordinators } from "#app/domain/nodes/roles.repo.server.ts";
import { listNodeSchools } from "#app/domain/nodes/schools.repo.server.ts";
import { canSeeMap } from "#app/domain/stakeholders/stakeholder.policy.ts";
import { latestThreads } from "#app/domain/threads/listing.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { ProseHtml } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Section } from "#app/ui/layout.tsx";
import { nodeOfPage } from "./node-page.server.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

export const meta = ({ data }: { data: Loaded | undefined }) =>
  data
    ? [
        ...pageMeta(data.node.name, data.node.summary),
        { tagName: "link", rel: "alternate", type: "text/calendar", title: `Reuniones de ${data.node.name}`, href: paths.nodeFeed(data.node.slug) },
        { tagName: "link", rel: "alternate", type: "application/atom+xml", title: `Novedades de ${data.node.name}`, href: paths.nodeAtom(data.node.slug) },
      ]
    : [];

const SOME_SCHOOLS = 6;
const SOME_MEETINGS = 4;
const SOME_THREADS = 3;
const SOME_CALLS = 3;

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx, params, url }) => {
  const { node, frame } = await nodeOfPage(ctx, params.slug ?? "", url);
  const { db, actor, now } = ctx;
  const roles = node.circle_id ? await listRoles(db, node.circle_id) : [];
  const holders = await listHolders(
    db,
    roles.map((role) => role.id),
    now,
  );
  const coordinators = node.circle_id ? [] : await listCoordinators(db, node.id, now);
  const coordinates = actor?.coordinates.includes(node.id) ?? false;
  const reach = await listNodeReach(db, node.archived_at ? [] : [node.id]);
  return {
    frame,
    node: { slug: node.slug, name: node.name, summary: node.summary, joining: node.joining, description_html: node.description_html },
    step: actor ? joinStep(node, coordinates ? "coordinator" : (node.own ?? "outside")) : null,
    administers: canNameCoordinators(actor),
    mapped: canSeeMap(actor, { nodeId: node.id, circleId: node.circle_id }),
    coordinators: coordinators.filter((person) => actor || person.name_public_at).map(({ person_id, name, school, school_slug }) => ({ person_id, name, school, school_slug })),
    seats: seatsOf(roles, holders, { personId: actor?.id ?? null, names: actor !== null, now }),
    begins: !node.circle_id && !node.archived_at && canCreateNodeCircle(actor, node.id),
    uncoordinated: coordinators.length === 0,
    schools: await listNodeSchools(db, node.id, { size: SOME_SCHOOLS }),
    places: reach.map(({ lat, lon, schools, region_code }) => ({ lat, lon, region_code, schools, size: schools, kind: node.colour })),
    meetings: await listUpcoming(db, actor, { nodeId: node.id, limit: SOME_MEETINGS, now }),
    threads: await latestThreads(db, actor, node.id, SOME_THREADS),
    calls: (await listCalls(db, actor, { state: "open", nodeId: node.id, page: 1, size: SOME_CALLS }, now)).rows,
    signedIn: actor !== null,
    now,
  };
});

export default function NodePage() {
  const page = useLoaderData<typeof loader>();
  const { frame, node } = page;
  return (
    <NodeFrame
      node={frame}
      tab="node"
      lead={node.summary}
      actions={<NodeActions frame={frame} administers={page.administers} mapped={page.mapped} />}
      asideLabel="Dónde están sus establecimientos"
      aside={page.places.length > 0 && <Where page={page} />}
    >
      <JoinBox node={node} step={page.step} />
      {node.description_html !== "" && <ProseHtml html={node.description_html} />}
      <Talk page={page} />
      <OpenCallsSection calls={page.calls} now={page.now} slug={node.slug} />
      <Meetings page={page} />
      <NodeCoordination page={page} />
      <Schools page={page} />
    </NodeFrame>
  );
}

interface Part {
  page: Loaded;
}

function Where({ page: { places, node } }: Part) {
  const counts = countByRegion(places);
  return <RegionStrip label={`Los establecimientos de ${node.name}, de norte a sur`} places={places} counts={counts} only={Object.keys(counts)} />;
}

/** What is said in it lately; to visitors what it announces to everybody. */
function Talk({ page: { threads, signedIn, frame, now } }: Part) {
  if (threads.length === 0) return null;
  return (
    <Section
      title={signedIn ? "Conversaciones y anuncios" : "Anuncios"}
      actions={<a href={paths.nodeThreads(frame.slug)}>{signedIn ? "Todo lo conversado" : "Todos los anuncios"}</a>}
    >
      <ThreadList threads={threads} now={now} label={`Lo último en ${frame.name}`} brief />
    </Section>
  );
}

function Meetings({ page: { meetings, frame, node, now } }: Part) {
  return (
    <Section
      title="Próximas reuniones"
      actions={
        <>
          <a href={paths.nodeMeetings(frame.slug)}>Todas, también las pasadas</a>
          <a href={paths.subscribe({ nodo: frame.slug })}>Llevarlas a mi calendario</a>
        </>
      }
    >
      <MeetingList
        events={meetings}
        now={now}
        label={`Próximas reuniones de ${node.name}`}
        empty={
          <Empty
            title="Por ahora no hay reuniones convocadas"
            icon="calendar"
            level={3}
            action={
              frame.may.call && !frame.archived ? (
                <LinkButton to={paths.eventNew({ nodo: frame.slug })}>Convocar una reunión</LinkButton>
              ) : (
                <LinkButton to={paths.subscribe({ nodo: frame.slug })} kind="secondary" icon="calendar">
                  Suscribir su calendario
                </LinkButton>
              )
            }
          >
            <p>{frame.may.call ? "Convocar toma un par de minutos, también desde el teléfono." : "Si suscribes su calendario, la próxima aparecerá sola en el tuyo."}</p>
          </Empty>
        }
      />
    </Section>
  );
}

function Schools({ page: { schools, frame } }: Part) {
  if (schools.total === 0) return null;
  return (
    <Section
      title={counted(schools.total, "establecimiento", "establecimientos")}
      actions={schools.total > schools.rows.length && <a href={paths.nodeSchools(frame.slug)}>Ver los {schools.total}</a>}
    >
      <SchoolList schools={schools.rows} label="Establecimientos del nodo" dense />
    </Section>
  );
}
