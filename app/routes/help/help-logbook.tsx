import { paths } from "#app/paths.ts";
import { Prose } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

/** Finding, noting and reviewing what a circle agreed. */
export function LogbookHelp() {
  return (
    <Section title="La bitácora" id="bitacora">
      <Prose>
        <p>
          Cada círculo tiene una <a href={paths.logbook()}>bitácora</a>: sus acuerdos con el texto tal como se adoptó, el motivo, quién responde y cuándo se revisa. Lo que el
          círculo decide aquí llega solo; lo que acuerda en una reunión se anota con «Anotar un acuerdo», o marcando «Anotar en la bitácora del círculo» en el acta. Un acuerdo no
          se edita: otro lo reemplaza, y la cadena queda a la vista.
        </p>
        <p>
          Al buscar da lo mismo con o sin tildes, y basta el comienzo de la palabra. Entre comillas se busca la frase exacta. Lo que encuentras se puede bajar en PDF, planilla o
          texto.
        </p>
        <p>
          Cuando llega el día de revisar un acuerdo, entra como tensión a la agenda de la próxima reunión del círculo, y a quien responde por él le avisamos una semana antes, ese
          día y cada semana hasta que se revise. En su página se mantiene con nueva fecha, se propone un cambio o se termina con un motivo.
        </p>
      </Prose>
    </Section>
  );
}
