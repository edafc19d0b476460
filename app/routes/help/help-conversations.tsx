import { paths } from "#app/paths.ts";
import { Prose } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

/** Asking, answering, announcing; what arrives by mail. */
export function ConversationsHelp() {
  return (
    <Section title="Conversaciones y anuncios" id="conversaciones">
      <Prose>
        <p>
          Cada nodo tiene su página de conversaciones. Lo que no has leído de todos tus nodos está en <a href={paths.news()}>Novedades</a>.
        </p>
        <ul>
          <li>Quien es parte del nodo comienza una conversación y responde. Con @ y un nombre le avisas a alguien: @Camila Díaz.</li>
          <li>«Adjuntar archivos» guarda lo escrito como borrador, agregas las fotos o documentos, y publicas.</li>
          <li>
            «Seguir» hace que te llegue cada mensaje por correo. Puedes <strong>responder ese correo</strong>: lo que escribas, con sus archivos, se publica en la conversación; lo
            citado y tu firma se quitan.
          </li>
          <li>Los anuncios llegan de inmediato a todas las personas del nodo. Los escribe quien publica en su nombre, que también fija, cierra, mueve y retira.</li>
          <li>Puedes editar y retirar lo tuyo; queda dicho que cambió o que se retiró.</li>
          <li>
            Lo demás te llega junto en un resumen. En <a href={paths.accountNotices()}>Avisos</a> eliges si cada día, cada semana o nunca, y qué recibes de cada nodo.
          </li>
        </ul>
      </Prose>
    </Section>
  );
}
