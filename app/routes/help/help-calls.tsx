import { paths } from "#app/paths.ts";
import { Prose } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

/** Applying to a call, and organising one. */
export function CallsHelp() {
  return (
    <Section title="Convocatorias y concursos" id="convocatorias">
      <Prose>
        <ul>
          <li>
            En <a href={paths.calls()}>Convocatorias</a> están las abiertas, con su cierre. La postulación se guarda mientras escribes, también desde el teléfono, y se puede
            cambiar o retirar hasta el minuto exacto del cierre. Al enviarla llega un correo con su número.
          </li>
          <li>Si se puede adjuntar una experiencia del repositorio, se guarda una copia tal como está ese día: lo que cambies después no cambia la postulación.</li>
          <li>La pauta con que se evalúa está a la vista antes de postular.</li>
          <li>
            Organiza quien cuida el repositorio de un nodo, o la administración de la red. Una convocatoria nueva parte con un formulario y una pauta listos, o copiados de otra
            anterior, y queda como borrador hasta que la publicas.
          </li>
          <li>
            Ya publicada, el cierre se puede extender (no adelantar) y los textos aclarar: cada cambio queda en su historia y les llega por correo a quienes postulan. Con
            postulaciones enviadas, ninguna pregunta se quita ni se vuelve obligatoria; con evaluaciones hechas, la pauta no cambia.
          </li>
        </ul>
      </Prose>
    </Section>
  );
}
