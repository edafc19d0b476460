import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { pageMeta } from "#app/components/meta.ts";
import { loaderWith } from "#app/http/route.server.ts";
import { paths } from "#app/paths.ts";
import { Prose } from "#app/ui/card.tsx";
import { Page, Section } from "#app/ui/layout.tsx";

export const meta = () => pageMeta("Privacidad", "Qué guardamos de ti, para qué, quién lo ve, cuánto tiempo, y cómo verlo, corregirlo o borrarlo.");

export const loader = loaderWith({ who: "anyone", keep: true }, async ({ ctx }) => ({
  network: ctx.deployment.networkName,
  contact: ctx.deployment.mailFrom.address,
}));

export default function PrivacyPage() {
  const { network, contact } = useLoaderData<typeof loader>();
  return (
    <Page title="Privacidad" width="narrow" lead={`Qué guarda ${network} de ti, para qué, y cómo mandas sobre tus datos.`}>
      <WhatWeKeep />
      <WhoSees />
      <HowLong />
      <Mails />
      <Part title="Tus derechos" id="derechos">
        <p>La ley 21.719 te da derecho a ver tus datos, corregirlos, borrarlos, llevártelos y oponerte a su uso. Aquí los ejerces sin pedir permiso a nadie:</p>
        <ul>
          <li>
            Ver y corregir: en <a href={paths.account()}>tu cuenta</a>.
          </li>
          <li>
            Llevártelos: <a href={paths.accountData()}>descarga todo en un archivo</a>.
          </li>
          <li>
            Borrarlos: <a href={paths.accountClose()}>cierra tu cuenta</a>. Quedan solo números: que alguien de un establecimiento fue a una reunión, sin decir quién.
          </li>
          <li>
            Retirar el permiso de mostrar tu nombre: en <a href={paths.account()}>tu cuenta</a>, cuando quieras.
          </li>
        </ul>
        <p>
          Si te invitaron sin que tengas cuenta, o si algo no se resuelve así, escribe a <a href={`mailto:${contact}`}>{contact}</a>. También puedes reclamar ante la Agencia de
          Protección de Datos Personales.
        </p>
      </Part>
    </Page>
  );
}

function Part({ title, id, children }: { title: string; id?: string; children: ReactNode }) {
  return (
    <Section title={title} id={id}>
      <Prose>{children}</Prose>
    </Section>
  );
}

function WhatWeKeep() {
  return (
    <>
      <Part title="Qué guardamos">
        <ul>
          <li>
            Lo que escribes al registrarte: nombre, correo, establecimiento o institución, cargo y especialidad. La clave no la guardamos: solo una huella que no se puede leer.
          </li>
          <li>Tu género, solo si quieres decirlo: sirve para contar cuántas mujeres hay en los roles. Nadie lo ve junto a tu nombre.</li>
          <li>En qué participas: tus nodos y responsabilidades, a qué te invitaron, qué respondiste, a qué fuiste.</li>
          <li>Los correos que te enviamos. Su texto se borra 30 días después de salir.</li>
          <li>Tus sesiones abiertas: desde cuándo y con qué navegador. No guardamos desde qué dirección de internet te conectas.</li>
          <li>Si te invitaron sin cuenta: tu nombre, tu correo y tu respuesta.</li>
          <li>Los correos con que respondes a una invitación, para saber qué dijiste. Se borran a los 180 días.</li>
          <li>Qué fechas dijiste que te servían en un sondeo, y de qué te encargas en un encuentro: lo ve quien lo coordina, y tu rol, quienes lo preparan contigo.</li>
          <li>Lo que queda de una reunión: que viniste, el acta y los acuerdos que tomaste a cargo, tu certificado y, si firmas certificados, la imagen de tu firma.</li>
          <li>
            Lo que dices cuando tu círculo decide: a quién propones y por qué, tus reacciones y objeciones, con tu nombre y para el círculo. En un voto secreto, solo que votaste.
            Si cierras tu cuenta queda lo dicho, sin tu nombre.
          </li>
          <li>Lo que respondes a las cuatro preguntas después de una reunión: nadie lo ve junto a tu nombre.</li>
          <li>
            Si eres el contacto de una institución en el mapa de actores de un nodo: tu nombre y cargo, correo y teléfono de trabajo, y lo que se acordó contigo. Lo ve solo el
            círculo de ese nodo, y se borra si lo pides.
          </li>
          <li>
            Lo que haces en el repositorio: qué compartiste y firmas, tus comentarios y a quién nombras, qué guardaste y qué te sirvió, dónde lo usaste, tus colecciones y lo que
            avisaste a moderación. Cuántas veces se usa cada cosa lo contamos sin saber quién.
          </li>
        </ul>
        <p>Sobre estudiantes no guardamos nombres ni datos: solo, cuando hace falta, cuántos son.</p>
      </Part>
      <Part title="Para qué">
        <p>
          Para convocar las reuniones de la red, saber quiénes van, y mostrar cuánto participa cada establecimiento. La base es tu acuerdo al crear la cuenta, o el encargo de tu
          institución cuando el equipo de la red te inscribe. No vendemos ni entregamos tus datos, no hay publicidad y ninguna máquina decide nada sobre ti.
        </p>
        <p>
          En tu navegador guardamos solo dos datos propios («cookies»): uno para recordar que entraste y otro, de dos minutos, para los avisos de lo que acabas de hacer. No hay
          programas de seguimiento ni nada de otras empresas.
        </p>
      </Part>
    </>
  );
}

function WhoSees() {
  return (
    <Part title="Quién lo ve">
      <ul>
        <li>Cualquiera: los establecimientos, los nodos y las reuniones públicas. Tu nombre, solo si lo autorizaste. Tu correo, nunca.</li>
        <li>Quienes tienen cuenta: las personas de los nodos, y quiénes de su propio establecimiento van a una reunión.</li>
        <li>La coordinación de tus nodos: tu correo, tus respuestas a sus invitaciones y a qué reuniones viniste.</li>
        <li>Quien toma asistencia en la puerta: tu nombre y tu establecimiento, solo para esa reunión. Su teléfono guarda la lista hasta que la cierra.</li>
        <li>
          Tus comentarios: quienes tienen cuenta y pueden ver ese recurso. Tu firma en lo que compartes: quienes lo ven; en páginas públicas, solo si lo aceptaste. Lo que guardas:
          nadie más. Lo que avisas a moderación: solo quienes moderan.
        </li>
        <li>Quien tiene tu certificado en la mano: que es verdadero, con tu nombre, la reunión, la fecha y las horas. Nada más.</li>
        <li>La administración de la red: todo lo anterior, para ayudarte y para informar con números al Ministerio de Educación.</li>
      </ul>
    </Part>
  );
}

function HowLong() {
  return (
    <Part title="Cuánto tiempo">
      <p>
        Mientras tengas cuenta. Una sesión termina tras 30 días sin uso y, en todo caso, a los 180 días. Los enlaces que te enviamos duran entre 15 minutos y 24 horas y sirven una
        vez. Al cerrar la cuenta se borra lo que dice quién eres.
      </p>
      <p>
        Del repositorio, al cerrar la cuenta, queda lo que publicaste con «Autoría retirada», y tus comentarios y relatos de uso sin tu nombre, porque otras personas trabajan con
        ellos. Se borran tus borradores, lo que guardaste o marcaste y las colecciones que eran solo tuyas.
      </p>
    </Part>
  );
}

function Mails() {
  return (
    <Part title="Correos">
      <p>
        Te escribimos por las reuniones a las que te invitan y por la seguridad de tu cuenta. En <a href={paths.accountNotices()}>Avisos</a> eliges lo demás, y cada invitación trae
        al final un enlace para dejar de recibirlas, aunque no tengas cuenta.
      </p>
    </Part>
  );
}
