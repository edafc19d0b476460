import { JoinBox } from "#app/components/join-box.tsx";
import { LatestList } from "#app/components/latest-list.tsx";
import { MeetingList } from "#app/components/meeting-card.tsx";
import { MyTurns } from "#app/components/my-turns.tsx";
import { NodeTag } from "#app/components/node-tag.tsx";
import { ReviewQueue } from "#app/components/review-queue.tsx";
import { ThreadList } from "#app/components/thread-list.tsx";
import { longDate } from "#app/i18n/dates.ts";
import { counted, nodeKindLabel } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Badge, Item, ItemList } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Glyph } from "#app/ui/icon.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import type { MemberHome } from "./home-data.server.ts";

interface Part {
  day: MemberHome;
}

/** A member's own day: what waits for their word first, then what comes, then their nodes. */
export function MyDay({ day }: Part) {
  return (
    <Page
      title={`Hola, ${day.name}`}
      lead={
        <>
          {sentence(day)} {day.threads.rows.some((thread) => thread.unread) && <a href={paths.news()}>Hay novedades sin leer en tus nodos</a>}
        </>
      }
      eyebrow={capital(longDate(day.now))}
      actions={
        day.calls && (
          <LinkButton to={paths.eventNew()} icon="plus" kind="primary">
            Convocar reunión
          </LinkButton>
        )
      }
      asideLabel="Mis nodos"
      aside={<MyNodes day={day} />}
    >
      <Waiting day={day} />
      <ReviewQueue reviews={day.reviews} />
      <MyTurns turns={day.turns} />
      {day.invitations.map((tie) => (
        <JoinBox key={tie.node_id} node={{ ...tie, joining: "invitation" }} step="accept" />
      ))}
      {day.asked.length > 0 && (
        <Section title="Te falta responder">
          <MeetingList events={day.asked} now={day.now} label="Invitaciones que esperan tu respuesta" />
        </Section>
      )}
      <Talk day={day} />
      <Ahead day={day} />
      {day.latest.length > 0 && (
        <Section title="Lo último en tus nodos">
          <LatestList rows={day.latest} now={day.now} label="Lo último en tus nodos" />
        </Section>
      )}
    </Page>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function sentence({ asked, ahead, turns }: MemberHome): string {
  const speak = turns.filter((turn) => turn.turn === "speak").length;
  if (speak > 0 && asked.length === 0) return `${counted(speak, "decisión espera", "decisiones esperan")} tu voz.`;
  if (asked.length > 0) return `${counted(asked.length, "invitación espera", "invitaciones esperan")} tu respuesta.`;
  return ahead.length > 0 ? "Estás al día con tus invitaciones." : "Hoy no tienes nada pendiente.";
}

/** Requests that this person can answer. */
function Waiting({ day: { waiting } }: Part) {
  if (waiting.length === 0) return null;
  return (
    <Notice kind="warn" title="Hay personas que esperan entrar">
      {waiting.map((node) => (
        <p key={node.node_id}>
          <a href={paths.nodeRequests(node.slug)}>
            {counted(node.waiting, "solicitud", "solicitudes")} para {node.name}
          </a>
        </p>
      ))}
    </Notice>
  );
}

/** What was said in their nodes that they have not read; nothing where they have read all. */
function Talk({ day: { threads, now } }: Part) {
  const unread = threads.rows.filter((thread) => thread.unread);
  if (unread.length === 0) return null;
  return (
    <Section title="Sin leer en tus nodos" actions={<a href={paths.news()}>Todas las novedades</a>}>
      <ThreadList threads={unread} now={now} label="Sin leer en tus nodos" nodes brief />
    </Section>
  );
}

function Ahead({ day }: Part) {
  const { ahead, open, asked, now } = day;
  if (ahead.length > 0) {
    return (
      <Section title="Tus próximas reuniones" actions={<a href={paths.calendar()}>Ver el calendario</a>}>
        <MeetingList events={ahead} now={now} label="Tus próximas reuniones" />
      </Section>
    );
  }
  if (asked.length > 0) return null;
  return (
    <>
      <Empty title="No tienes reuniones por delante" icon="calendar" action={<LinkButton to={paths.nodes()}>Buscar mi nodo</LinkButton>}>
        <p>Cuando te inviten o uno de tus nodos se reúna, lo verás aquí.</p>
      </Empty>
      {open.length > 0 && (
        <Section title="Abiertas en la red" actions={<a href={paths.events()}>Ver todas</a>}>
          <MeetingList events={open} now={now} label="Reuniones abiertas" />
        </Section>
      )}
    </>
  );
}

function MyNodes({ day: { nodes, requests, coordinates, school, circles } }: Part) {
  return (
    <>
      <Section title="Mis nodos">
        {nodes.length === 0 ? (
          <p>
            Todavía no estás en ningún nodo. <a href={paths.nodes()}>Busca el tuyo</a>.
          </p>
        ) : (
          <ItemList label="Mis nodos" dense>
            {nodes.map((node) => (
              <Item
                key={node.node_id}
                to={paths.node(node.slug)}
                lead={<Glyph name={node.glyph} colour={node.colour} size="s" />}
                title={node.name}
                meta={<span>{nodeKindLabel(node.kind)}</span>}
                trail={coordinates.includes(node.node_id) && <Badge kind="accent">Coordinas</Badge>}
              />
            ))}
          </ItemList>
        )}
        {requests.map((node) => (
          <p key={node.node_id}>
            <NodeTag node={node} /> <span className="count">tu solicitud espera respuesta</span>
          </p>
        ))}
      </Section>
      {circles.length > 0 && (
        <Section title="Mis círculos">
          <ItemList label="Mis círculos" dense>
            {circles.map(({ id, name }) => (
              <Item key={id} to={paths.circle(id)} title={name} />
            ))}
          </ItemList>
        </Section>
      )}
      {school && (
        <Section title="Tu establecimiento">
          <p>
            <a href={paths.establishment(school.slug)}>{school.name}</a>: sus nodos, sus contrapartes y las reuniones en que ha estado.
          </p>
        </Section>
      )}
      <Section title="Tu calendario">
        <p>
          <a href={paths.accountFeeds()}>Lleva tus reuniones al calendario</a> de tu teléfono: se mantiene al día solo.
        </p>
      </Section>
    </>
  );
}
