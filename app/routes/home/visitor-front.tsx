import { LatestList } from "#app/components/latest-list.tsx";
import { MeetingList } from "#app/components/meeting-card.tsx";
import { NodeList } from "#app/components/node-list.tsx";
import { countByRegion, RegionStrip } from "#app/components/region-strip.tsx";
import { KINDS } from "#app/domain/nodes/node.ts";
import { counted, NODE_KINDS } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Prose } from "#app/ui/card.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { Columns, Hero, Section, Stack } from "#app/ui/layout.tsx";
import type { VisitorHome } from "./home-data.server.ts";

interface Part {
  front: VisitorHome;
}

/** The public face: what this is, la franja with the nodes as threads, what comes next, and how one comes in. */
export function VisitorFront({ front }: Part) {
  return (
    <>
      <Opening front={front} />
      <div className="page page-normal front">
        <Meetings front={front} />
        <Nodes front={front} />
        <Columns>
          <div>
            <HowToJoin />
          </div>
          <div>
            <Latest front={front} />
          </div>
        </Columns>
      </div>
    </>
  );
}

function Opening({ front: { places, threads, nodes } }: Part) {
  const schools = places.reduce((sum, place) => sum + place.schools, 0);
  return (
    <Hero
      title="Los liceos técnicos de Chile, en red"
      lead={
        <p>
          Docentes, equipos directivos y aliados de {counted(schools, "establecimiento", "establecimientos")} se encuentran en {counted(nodes.total, "nodo", "nodos")} por
          especialidad, por tema y por territorio. Aquí se convocan, se responden y se recuerdan sus reuniones.
        </p>
      }
      actions={
        <>
          <LinkButton to={paths.register()} kind="primary">
            Crear mi cuenta
          </LinkButton>
          <LinkButton to={paths.nodes()} kind="secondary">
            Buscar mi nodo
          </LinkButton>
        </>
      }
    >
      <RegionStrip
        size="large"
        label="Chile de norte a sur: cada punto es una comuna con establecimientos de la red, cada hilo un nodo que los une. Las regiones llevan a sus nodos."
        places={places.map(({ lat, lon, comuna, schools: size }) => ({ lat, lon, size, label: `${comuna}: ${counted(size, "establecimiento", "establecimientos")}` }))}
        counts={countByRegion(places)}
        threads={threads}
        hrefOf={(region) => paths.nodes({ region })}
      />
    </Hero>
  );
}

function Meetings({ front: { meetings, now } }: Part) {
  return (
    <Section
      title="Próximas reuniones"
      actions={
        <>
          <a href={paths.events()}>Ver todas</a>
          <a href={paths.subscribe()}>Llevarlas a mi calendario</a>
        </>
      }
    >
      <MeetingList
        events={meetings}
        now={now}
        columns={2}
        label="Próximas reuniones"
        empty={
          <Empty title="Por ahora no hay reuniones públicas convocadas" icon="calendar" level={3} action={<LinkButton to={paths.subscribe()}>Suscribir el calendario</LinkButton>}>
            <p>Si suscribes el calendario, las próximas aparecerán solas en el tuyo.</p>
          </Empty>
        }
      />
    </Section>
  );
}

function Nodes({ front: { nodes } }: Part) {
  const kinds = KINDS.filter((kind) => nodes.rows.some((node) => node.kind === kind));
  return (
    <Section title="Los nodos" actions={<a href={paths.nodes()}>{nodes.total > nodes.rows.length ? `Ver los ${nodes.total}` : "Buscar por región o por palabra"}</a>}>
      <Columns>
        {kinds.map((kind) => (
          <Section key={kind} title={NODE_KINDS[kind]?.many} level={3}>
            <NodeList label={NODE_KINDS[kind]?.many} nodes={nodes.rows.filter((node) => node.kind === kind)} brief />
          </Section>
        ))}
      </Columns>
    </Section>
  );
}

function Latest({ front: { latest, now } }: Part) {
  if (latest.length === 0) return null;
  return (
    <Section title="Lo último">
      <LatestList rows={latest} now={now} label="Lo último en la red" />
    </Section>
  );
}

function HowToJoin() {
  return (
    <Section title="Cómo ser parte">
      <Stack>
        <Prose>
          <ol>
            <li>
              <strong>Crea tu cuenta</strong> con tu correo de trabajo y di en qué establecimiento y especialidad trabajas.
            </li>
            <li>
              <strong>Súmate a un nodo.</strong> En algunos entras al momento; en otros lo pides y su coordinación responde.
            </li>
            <li>
              <strong>Responde desde tu correo</strong> a cada invitación, y lleva las reuniones al calendario de tu teléfono.
            </li>
          </ol>
        </Prose>
        <p>
          <LinkButton to={paths.register()} kind="primary">
            Crear mi cuenta
          </LinkButton>
        </p>
        <p>
          ¿Te invitaron desde fuera de la red? Responde con los botones del correo: no necesitas cuenta. <a href={paths.help()}>Más en la ayuda</a>.
        </p>
      </Stack>
    </Section>
  );
}
