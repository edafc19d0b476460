import { Prose } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

/** Deciding step by step, for whoever has a voice in a circle or conducts. */
export function DecidingHelp() {
  return (
    <Section title="Decidir en el círculo" id="decidir">
      <Prose>
        <p>
          En «Decisiones» de tu círculo están las elecciones, propuestas, consultas y sondeos. Se hacen en una reunión, donde quien facilita anota lo que cada persona dice, o en
          varios días: a cada paso te llega un correo con un botón para hablar sin clave, y en «Mi día» ves dónde te toca. Cada página dice qué pasa ahora, qué se te pide y quién
          falta.
        </p>
        <p>
          Consentir no es estar de acuerdo en todo: es no ver un daño. Una preocupación queda anotada y no detiene; una objeción sí, hasta que se integra o quien la puso la retira.
          Si dos personas hablan a la vez, valen las dos. Todo queda en el registro, que se puede imprimir; si el voto es secreto, solo dice quién votó.
        </p>
        <p>
          Para elegir a quien ejerza un rol, primero se mira el rol; cada persona propone a alguien y dice por qué, sin ver lo de las demás; se leen las razones y se puede cambiar;
          quien facilita propone un nombre y el círculo consiente u objeta. Nadie queda en un rol sin decir que sí.
        </p>
        <p>Al facilitador o facilitadora le avisamos cuando hablaron todas las personas o se cumplió el plazo, para que siga.</p>
      </Prose>
    </Section>
  );
}
