import { pageMeta } from "#app/components/meta.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Prose } from "#app/ui/card.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { ActorsHelp } from "./help-actors.tsx";
import { AttendanceHelp } from "./help-attendance.tsx";
import { CallingHelp } from "./help-calling.tsx";
import { CallsHelp } from "./help-calls.tsx";
import { CirclesHelp } from "./help-circles.tsx";
import { ConversationsHelp } from "./help-conversations.tsx";
import { DecidingHelp } from "./help-deciding.tsx";
import { JuryHelp } from "./help-jury.tsx";
import { LogbookHelp } from "./help-logbook.tsx";
import { MinutesHelp } from "./help-minutes.tsx";
import { PreparingHelp } from "./help-preparing.tsx";
import { RepositoryHelp } from "./help-repository.tsx";
import { SigningIn } from "./help-signing-in.tsx";
import { ViewsHelp } from "./help-views.tsx";

export const meta = () => pageMeta("Ayuda", "Cómo entrar, sumarte a un nodo, responder una invitación, ver las reuniones en tu calendario, convocar, buscar y compartir.");

export const loader = loaderWith({ who: "anyone", keep: true }, async () => null);

/** The anchors are linked from pages and mails: they stay. */
const CONTENTS = [
  { id: "entrar", label: "Crear tu cuenta y entrar" },
  { id: "nodos", label: "Sumarte a un nodo" },
  { id: "responder", label: "Responder una invitación" },
  { id: "calendario", label: "Ver las reuniones en tu calendario" },
  { id: "convocar", label: "Convocar una reunión" },
  { id: "asistencia", label: "Pasar lista" },
  { id: "acta", label: "Acta, acuerdos y certificados" },
  { id: "circulos", label: "Círculos y roles" },
  { id: "decidir", label: "Decidir en el círculo" },
  { id: "bitacora", label: "La bitácora" },
  { id: "actores", label: "El mapa de actores" },
  { id: "repositorio", label: "El repositorio: buscar, usar y compartir" },
  { id: "conversaciones", label: "Conversaciones y anuncios" },
  { id: "convocatorias", label: "Convocatorias y concursos" },
  { id: "jurados", label: "Jurados y resultados" },
  { id: "correos", label: "Elegir qué correos recibes" },
];

export default function HelpPage() {
  return (
    <Page title="Ayuda" lead="Lo que más se pregunta, en pocas líneas." width="narrow">
      <nav aria-label="En esta página">
        <Prose>
          <ul>
            {CONTENTS.map(({ id, label }) => (
              <li key={id}>
                <a href={`#${id}`}>{label}</a>
              </li>
            ))}
          </ul>
        </Prose>
      </nav>
      <SigningIn />
      <JoiningNodes />
      <Answering />
      <Calendars />
      <CallingHelp />
      <PreparingHelp />
      <AttendanceHelp />
      <MinutesHelp />
      <CirclesHelp />
      <DecidingHelp />
      <LogbookHelp />
      <ActorsHelp />
      <RepositoryHelp />
      <ConversationsHelp />
      <CallsHelp />
      <JuryHelp />
      <Mails />
    </Page>
  );
}

function JoiningNodes() {
  return (
    <Section title="Sumarte a un nodo" id="nodos">
      <Prose>
        <p>
          Un nodo reúne a docentes de una especialidad, de un tema o de un territorio. Busca el tuyo en <a href={paths.nodes()}>Nodos</a>, ábrelo y aprieta el botón de su página:
        </p>
        <ul>
          <li>
            <strong>Sumarme</strong>: entras al momento.
          </li>
          <li>
            <strong>Pedir ingreso</strong>: quien coordina recibe tu solicitud y te avisamos por correo cuando responda.
          </li>
          <li>Algunos nodos suman personas solo por invitación: en ese caso escribe a quien lo coordina.</li>
        </ul>
        <p>Puedes estar en varios nodos, y salir de cualquiera cuando quieras desde la misma página.</p>
      </Prose>
    </Section>
  );
}

function Answering() {
  return (
    <Section title="Responder una invitación" id="responder">
      <Prose>
        <p>
          La invitación llega a tu correo con tres botones: <strong>Voy</strong>, <strong>No puedo</strong> y <strong>Aún no sé</strong>. Aprieta uno y confirma en la página que se
          abre. No necesitas cuenta ni clave.
        </p>
        <ul>
          <li>También puedes responder desde tu calendario (Gmail, Outlook, iPhone, Thunderbird): «Sí», «No» o «Tal vez», con un comentario si quieres. Llega igual.</li>
          <li>Si la reunión se repite, respondes por todas las fechas de una vez o fecha por fecha. Si es en persona y en línea, dices cómo vas.</li>
          <li>¿Cambiaste de idea? Abre el mismo mensaje y aprieta otro botón: vale la última respuesta.</li>
          <li>El enlace del mensaje es personal: no lo reenvíes. Para compartir la reunión usa la dirección de su página.</li>
          <li>Si el cupo está completo quedas en lista de espera, en orden de llegada. Cuando se libera un lugar pasas sola o solo a la lista de asistentes, y te avisamos.</li>
          <li>Si cambia la hora o el lugar, te llega un mensaje y te pedimos que respondas de nuevo.</li>
        </ul>
        <p>Con tu cuenta puedes responder también en la página de la reunión.</p>
      </Prose>
    </Section>
  );
}

function Calendars() {
  return (
    <Section
      title="Ver las reuniones en tu calendario"
      id="calendario"
      actions={
        <LinkButton to={paths.subscribe()} kind="secondary" icon="calendar">
          Suscribirme
        </LinkButton>
      }
    >
      <Prose>
        <p>
          <strong>Una sola reunión:</strong> en su página aprieta «Agregar a mi calendario» y abre el archivo.
        </p>
        <p>
          <strong>Todas, y siempre al día:</strong> suscríbete al calendario de la red, de un nodo o de un establecimiento desde <a href={paths.subscribe()}>Suscribirse</a>. Con
          cuenta puedes crear además <a href={paths.accountFeeds()}>un calendario solo con tus reuniones</a>.
        </p>
        <ViewsHelp />
        <h3 id="google">Google Calendar</h3>
        <p>
          Hazlo en un computador: aprieta el botón de Google, confirma «Agregar» y aparecerá en «Otros calendarios», también en tu teléfono. Google mira si hay cambios unas pocas
          veces al día: una reunión nueva puede tardar hasta 24 horas en aparecer.
        </p>
        <h3 id="apple">iPhone, iPad y Mac</h3>
        <p>
          Aprieta el botón de Apple desde el mismo equipo y confirma «Suscribirse». Para que se actualice más seguido, en el Mac abre la información del calendario y elige «Cada
          hora».
        </p>
        <h3 id="outlook">Outlook</h3>
        <p>
          Aprieta el botón de Outlook, elige un nombre y «Importar». Si usas el programa instalado, copia la dirección del calendario y pégala en «Agregar calendario», «Suscribirse
          desde la web». Los cambios tardan algunas horas.
        </p>
      </Prose>
    </Section>
  );
}

function Mails() {
  return (
    <Section title="Elegir qué correos recibes" id="correos">
      <Prose>
        <p>
          Te recordamos cada reunión con un mensaje que junta todo lo que tienes por delante: uno al día a lo más, y nunca entre las 21 y las 8 h. En{" "}
          <a href={paths.accountNotices()}>Avisos</a> eliges con cuánta anticipación, o que no te llegue, y si quieres avisos de tus nodos. Cada mensaje trae al final un enlace
          para dejar de recibirlos, que funciona sin entrar.
        </p>
        <p>
          Qué datos guardamos y cómo pedir que se borren: <a href={paths.privacy()}>Privacidad</a>.
        </p>
      </Prose>
    </Section>
  );
}
