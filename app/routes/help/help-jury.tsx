import { Prose } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

/** Sitting in a jury, and how a contest is decided. */
export function JuryHelp() {
  return (
    <Section title="Jurados y resultados" id="jurados">
      <Prose>
        <ul>
          <li>Quien organiza invita al jurado; cada persona acepta o no en la página que le llega por correo. No integra el jurado quien postula ni quien organiza.</li>
          <li>
            Cuando cierra el plazo, el jurado ve la lista y <strong>declara sus conflictos de interés antes de leer</strong>. El sitio anota por su cuenta a quienes son del mismo
            establecimiento o participan en lo que se postula. Con un conflicto, la postulación no se ve y el puntaje no se cuenta.
          </li>
          <li>En una evaluación anónima no se muestran nombres, establecimientos, equipos ni nombres de archivos.</li>
          <li>
            Se elige un nivel por criterio. «Guardar borrador» no cuenta; «Terminar» sí, y se puede corregir hasta que se publiquen los resultados. Nadie del jurado ve antes los
            puntajes de otra persona.
          </li>
          <li>
            El puntaje es el promedio de las evaluaciones terminadas, de 0 a 100; los empates quedan como empates. Los reconocimientos los decide quien organiza, no la lista.
          </li>
          <li>Al publicar, quien postuló ve su puntaje y los comentarios, sin saber quién los escribió.</li>
        </ul>
      </Prose>
    </Section>
  );
}
