import { paths } from "#app/paths.ts";
import { Prose } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

/** An account, and how one gets in. */
export function SigningIn() {
  return (
    <Section title="Crear tu cuenta y entrar" id="entrar">
      <Prose>
        <ol>
          <li>
            <a href={paths.register()}>Crea tu cuenta</a> con tu correo de trabajo, tu establecimiento y tu especialidad.
          </li>
          <li>Te llegará un mensaje para confirmar que el correo es tuyo: ábrelo y aprieta el botón.</li>
          <li>
            Desde entonces puedes <a href={paths.signIn()}>entrar</a> con tu clave, o pedir un <a href={paths.signInLinkRequest()}>enlace de ingreso</a> si prefieres no recordarla.
          </li>
        </ol>
        <p>
          ¿Olvidaste la clave? <a href={paths.resetRequest()}>Crea una nueva</a>. Si el mensaje no llega en unos minutos, mira en la carpeta de correo no deseado.
        </p>
        <p>
          Si entraste en un computador compartido, cierra desde <a href={paths.accountSessions()}>tus sesiones abiertas</a> lo que haya quedado abierto.
        </p>
      </Prose>
    </Section>
  );
}
