import { paths } from "#app/paths.ts";
import { Prose } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";
import { SeriesHelp } from "./help-series.tsx";

export function CallingHelp() {
  return (
    <Section title="Convocar una reunión" id="convocar">
      <Prose>
        <p>Si coordinas un nodo, puedes convocar en cuatro pasos; nada se envía hasta el último:</p>
        <ol>
          <li>
            <strong>Los datos</strong> (<a href={paths.eventNew()}>Convocar reunión</a>): título, tipo, nodos, día y hora, y dónde: un establecimiento, una dirección, un enlace, o
            varios de ellos.
          </li>
          <li>
            <strong>A quiénes</strong>: nodos completos, contrapartes de los establecimientos, personas que elijas y correos pegados desde una planilla o un mensaje.
          </li>
          <li>
            <strong>Revisar</strong>: cuántos correos saldrán, quiénes ya tienen algo a esa hora y cómo se verá el mensaje.
          </li>
          <li>
            <strong>Publicar y enviar</strong>. Verás cómo avanza el envío y qué correos no se pudieron entregar.
          </li>
        </ol>
        <p>Después, desde la página de la reunión:</p>
        <ul>
          <li>Corregir el título o la descripción no avisa a nadie. Cambiar la hora o el lugar avisa a quienes están en la lista, y lo verás antes de guardar.</li>
          <li>«Respuestas» muestra quién va, quién no y quién falta, por persona y por establecimiento. Ahí anotas también a quien te respondió por teléfono.</li>
          <li>En «Preparar», «Correos recibidos» guarda lo que llegó por correo y no se entendió solo: un mensaje escrito, otra hora propuesta. Léelo y anota la respuesta.</li>
          <li>«Recordar» escribe solo a quienes no han respondido.</li>
          <li>«Cancelar» avisa a todas las personas invitadas, con tu mensaje.</li>
        </ul>
        <SeriesHelp />
      </Prose>
    </Section>
  );
}
