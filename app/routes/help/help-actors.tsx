import { Prose } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

/** Who outside matters to a node: for its people, and for those who take care of it. */
export function ActorsHelp() {
  return (
    <Section title="El mapa de actores" id="actores">
      <Prose>
        <p>
          En la página de tu nodo, «Mapa de actores» muestra las instituciones de fuera que importan: hacia arriba, las que tienen más poder sobre lo que hacen; hacia la derecha, a
          las que más les interesa. Según dónde están conviene gestionar de cerca, mantener satisfecho, mantener informado o seguir de lejos.
        </p>
        <ul>
          <li>Lo ven las personas del nodo. Lo cambian su círculo y quienes convocan o publican en él: arrastrando el punto, con las flechas del teclado, o con dos números.</li>
          <li>Con quién hablar, su correo, su teléfono y el historial de contactos los ve solo el círculo.</li>
          <li>Si el actor tiene correo, desde su ficha lo invitas a una reunión del nodo y ves qué respondió.</li>
          <li>¿Alguien pide que borren sus datos? En la ficha: «Borrar los datos de contacto».</li>
        </ul>
      </Prose>
    </Section>
  );
}
