import { paths } from "#app/paths.ts";
import { Prose } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

/** Taking attendance, for whoever coordinates and for whoever arrives. */
export function AttendanceHelp() {
  return (
    <Section title="Pasar lista" id="asistencia">
      <Prose>
        <p>En la página de la reunión, aprieta «Pasar lista». Puedes usar la manera que prefieras, o varias a la vez:</p>
        <ul>
          <li>
            <strong>A mano:</strong> marca a quienes vinieron. Cada marca se guarda sola; sin conexión, usa el botón «Guardar la lista».
          </li>
          <li>
            <strong>En la puerta, con el teléfono:</strong> abre «Recibir en la puerta» cuando todavía tengas internet. Después funciona sin señal: lo anotado queda en el teléfono
            y se envía solo.
          </li>
          <li>
            <strong>Con un código en la pantalla:</strong> muéstralo en la sala o en la videollamada, y cada persona registra su llegada desde su invitación o su cuenta.
          </li>
        </ul>
        <p>
          Quien llega sin estar en la lista se agrega con su nombre. De las y los estudiantes se anota solo cuántos vinieron. Si otra persona recibirá en la puerta, nómbrala en
          «Quién recibe»: podrá pasar esa lista y nada más. Al terminar, cierra la lista; si hay un error, puedes reabrirla, y queda anotado quién corrigió qué.
        </p>
        <p>
          Si vas a una reunión presencial, tu entrada viene en el correo de invitación: muéstrala en la puerta, impresa o en el teléfono. En la página de cada nodo que coordinas,
          «Quiénes vienen» dice qué establecimientos no han venido. Más sobre tus datos en <a href={paths.privacy()}>privacidad</a>.
        </p>
      </Prose>
    </Section>
  );
}
