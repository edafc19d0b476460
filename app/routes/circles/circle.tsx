import { useLoaderData } from "@remix-run/react";
import { CircleAbout } from "#app/components/circle-about.tsx";
import { CircleFrame } from "#app/components/circle-frame.tsx";
import { DoubleLinkSection } from "#app/components/circle-link.tsx";
import { CircleRing } from "#app/components/circle-ring.tsx";
import { SeatList } from "#app/components/circle-seats.tsx";
import { CircleInvestitures } from "#app/components/investiture-sheet.tsx";
import { MeetingList } from "#app/components/meeting-card.tsx";
import { pageMeta } from "#app/components/meta.ts";
import { PeopleList } from "#app/components/people-list.tsx";
import { canCallCircleMeeting, canCreateSubcircle } from "#app/domain/circles/circle.policy.ts";
import { listLatestAgreements, listRoles, listSubcircles } from "#app/domain/circles/circles.repo.server.ts";
import { listCircleMembers } from "#app/domain/circles/members.repo.server.ts";
import { linkOf, seatsOf } from "#app/domain/circles/seats.ts";
import { listHolders } from "#app/domain/circles/terms.repo.server.ts";
import { listUpcoming } from "#app/domain/events/events.repo.server.ts";
import { listInvestitures } from "#app/domain/investitures/investitures.repo.server.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { longDate } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Item, ItemList } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Section } from "#app/ui/layout.tsx";
import { circleOfPage } from "./circle-access.server.ts";

export { circleSheet as links } from "#app/components/sheets.ts";

type Loaded = Awaited<ReturnType<typeof loader>>;

const SOME_MEMBERS = 12;
const SOME_MEETINGS = 3;
const SOME_AGREEMENTS = 3;

export const meta = ({ data }: { data: Loaded | undefined }) => (data ? pageMeta(data.frame.name, data.circle.purpose) : []);

export const loader = loaderWith({ who: "anyone" }, async ({ ctx, params }) => {
  const { circle, frame } = await circleOfPage(ctx, params.id);
  const { db, actor, now } = ctx;
  const roles = await listRoles(db, circle.id);
  const holders = await listHolders(
    db,
    roles.map((role) => role.id),
    now,
  );
  const members = await listCircleMembers(db, circle.id, { size: SOME_MEMBERS, onlyPublic: !frame.names });
  const below = await listSubcircles(db, circle.id);
  return {
    frame,
    circle: { id: circle.id, purpose: circle.purpose, domain: circle.domain, method: circle.method, quorum: circle.quorum, logbook: circle.logbook },
    seats: seatsOf(roles, holders, { personId: actor?.id ?? null, names: frame.names, now }),
    linked: circle.parent_id !== null || circle.node_id !== null,
    gap: linkOf(roles, holders),
    below: below.map(({ id, name, purpose, members: count }) => ({ id, name, purpose, members: count })),
    members: { rows: members.rows.map(({ name_public_at: _, ...member }) => member), total: members.total },
    meetings: frame.closed ? [] : await listUpcoming(db, actor, { circleId: circle.id, limit: SOME_MEETINGS, now }),
    agreements: frame.readsLogbook ? await listLatestAgreements(db, circle.id, SOME_AGREEMENTS, actor !== null) : [],
    investitures: await listInvestitures(db, circle.id),
    open: frame.inside ? circle.open_processes : 0,
    calls: !frame.closed && canCallCircleMeeting(actor, circle),
    adds: !frame.closed && canCreateSubcircle(actor, circle),
    now,
  };
});

export default function CirclePage() {
  const page = useLoaderData<typeof loader>();
  const { frame, circle, seats, below } = page;
  return (
    <CircleFrame circle={frame} tab="circle" lead={circle.purpose} actions={<Actions page={page} />}>
      {page.open > 0 && (
        <p>
          <a href={paths.circleProcesses(frame.id)}>{counted(page.open, "decisión está abierta", "decisiones están abiertas")}</a> en este círculo.
        </p>
      )}
      <Section title="Roles" id="roles" actions={frame.runs && <RoleLinks id={frame.id} />}>
        <div className="seats-and-list">
          <CircleRing seats={seats} below={below.length} />
          <SeatList seats={seats} label={`Roles de ${frame.name}`} toOf={(seat) => paths.circleRole(frame.id, seat.id)} />
        </div>
      </Section>
      {page.linked && !frame.closed && (
        <DoubleLinkSection circleId={frame.id} above={frame.parent} seats={seats} gap={page.gap} mayAct={frame.inside && !frame.closed} edits={frame.runs} />
      )}
      <Meetings page={page} />
      <Agreements page={page} />
      <CircleAbout circle={circle} />
      <CircleInvestitures investitures={page.investitures} />
      <Below page={page} />
      <Members page={page} />
    </CircleFrame>
  );
}

interface Part {
  page: Loaded;
}

function Actions({ page: { frame, calls } }: Part) {
  return (
    <>
      {calls && (
        <LinkButton to={paths.eventNew({ circulo: frame.id })} kind="primary" icon="plus">
          Convocar reunión del círculo
        </LinkButton>
      )}
      {frame.runs && (
        <LinkButton to={paths.circleEdit(frame.id)} icon="edit">
          Editar
        </LinkButton>
      )}
    </>
  );
}

function RoleLinks({ id }: { id: string }) {
  return (
    <>
      <a href={paths.investitureNew(id)}>Presentar a quienes asumen</a>
      <a href={paths.circleRoleNew(id)}>Agregar un rol</a>
    </>
  );
}

function Meetings({ page: { meetings, frame, calls, now } }: Part) {
  if (frame.closed) return null;
  return (
    <Section title="Próximas reuniones del círculo">
      <MeetingList
        events={meetings}
        now={now}
        label={`Próximas reuniones de ${frame.name}`}
        empty={
          <Empty
            title="El círculo no tiene reuniones convocadas"
            icon="calendar"
            level={3}
            action={calls ? <LinkButton to={paths.eventNew({ circulo: frame.id })}>Convocar reunión del círculo</LinkButton> : undefined}
          >
            <p>Un círculo que se reúne cada uno o dos meses mantiene vivos sus acuerdos.</p>
          </Empty>
        }
      />
    </Section>
  );
}

function Agreements({ page: { agreements, frame } }: Part) {
  if (agreements.length === 0) return null;
  return (
    <Section title="Últimos acuerdos" actions={<a href={paths.circleLogbook(frame.id)}>Toda la bitácora</a>}>
      <ItemList label="Últimos acuerdos">
        {agreements.map(({ id, number, title, adopted_at, review_on }) => (
          <Item
            key={id}
            to={paths.circleAgreement(id)}
            title={`${number}. ${title}`}
            meta={
              <>
                <span>{longDate(adopted_at)}</span>
                {review_on && <span>Se revisa el {longDate(review_on)}</span>}
              </>
            }
          />
        ))}
      </ItemList>
    </Section>
  );
}

function Below({ page: { below, frame, adds } }: Part) {
  if (below.length === 0 && !adds) return null;
  return (
    <Section title="Círculos dentro de este" id="dentro" actions={adds && <a href={paths.circleNew({ padre: frame.id })}>Crear un subcírculo</a>}>
      {below.length === 0 && <p>Ninguno todavía. Un subcírculo se hace cargo de una parte del trabajo y se une a este por dos personas.</p>}
      {below.length > 0 && (
        <ol className="bullets">
          {below.map(({ id, name, members }) => (
            <li key={id}>
              <a href={paths.circle(id)}>{name}</a> <span className="seat-term">{counted(members, "integrante", "integrantes")}</span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function Members({ page: { members, frame } }: Part) {
  return (
    <Section
      title={counted(frame.members, "integrante", "integrantes")}
      actions={<a href={paths.circleMembers(frame.id)}>{frame.runs ? "Ver y sumar personas" : "Ver a todas las personas"}</a>}
    >
      {members.rows.length > 0 && <PeopleList people={members.rows} label={`Integrantes de ${frame.name}`} dense />}
      {members.rows.length === 0 && frame.members > 0 && <p>Sus nombres se ven al entrar con tu cuenta.</p>}
    </Section>
  );
}
