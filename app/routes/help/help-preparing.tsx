import { Prose } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

/** Finding a date, and the plan of an encounter: for whoever coordinates. */
export function PreparingHelp() {
  return (
    <Section title="Encontrar fecha y preparar un encuentro" id="preparar">
      <Prose>
        <p>En el borrador, el menú «Más» tiene lo que ayuda antes de publicar:</p>
        <ul>
          <li>
            <strong>Ver qué más hay esa semana</strong>: reuniones que ya tienen las personas y establecimientos de tu lista, feriados, vacaciones y semanas que conviene evitar.
          </li>
          <li>
            <strong>Acordar la fecha</strong>: propones entre dos y doce fechas y compartes el enlace por WhatsApp o por correo. Se responde sin cuenta: sí, si es necesario, o no.
            Quien recibe el correo entra con su enlace personal. Al elegir una fecha y publicar, cada respuesta del sondeo pasa a ser la respuesta a la invitación.
          </li>
          <li>
            <strong>Plan de encuentro</strong>: propósito, quién hace qué, tareas, actores externos, experiencias y presupuesto. A quien le pides un rol le llega un correo y acepta
            o no sin necesitar clave. Lo ven quienes coordinan la reunión y quienes tienen un rol en ella. Se imprime, o se descarga en PDF.
          </li>
        </ul>
      </Prose>
    </Section>
  );
}
