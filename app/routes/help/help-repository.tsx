import { paths } from "#app/paths.ts";
import { Prose } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";

/** Sharing, reviewing, new versions. */
export function RepositoryHelp() {
  return (
    <Section title="Compartir en el repositorio" id="repositorio">
      <Prose>
        <p>
          En <a href={paths.resources()}>Repositorio</a>, «Compartir algo» te guía en tres pasos: qué es, sobre él, y sus archivos. Se guarda como borrador en cada paso; nadie más
          lo ve hasta que lo publicas.
        </p>
        <ul>
          <li>
            Los archivos se suben de a partes: si se corta la conexión, siguen solos desde donde quedaron; si cierras la página, elige de nuevo el mismo archivo. Las palabras que
            están dentro de un PDF o de un documento también se encuentran al buscar.
          </li>
          <li>Tú eliges quién lo ve: cualquiera, quienes tienen cuenta, las personas de sus nodos o las de un círculo.</li>
          <li>Si el nodo lo pide, alguien que cuida su repositorio lo mira antes. Te llega un correo cuando se publica, o con lo que falta.</li>
          <li>Después puedes publicar nuevas versiones y decir qué cambió. Las anteriores se conservan en «Versiones», y se puede volver a una.</li>
          <li>Una oportunidad con fecha de cierre aparece en los calendarios de sus nodos; si la guardas, te lo recordamos siete días y un día antes.</li>
          <li>
            <a href={paths.experienceNew()}>Contar una experiencia</a> son ocho preguntas, una a la vez: se guarda mientras escribes, también desde el teléfono y con mala señal.
            Tiene su hoja para imprimir y su afiche.
          </li>
          <li>«Lo usamos en nuestro liceo» cuenta en tres líneas qué cambiaron y qué pasó; si de ahí salió algo tuyo, queda unido a su origen.</li>
          <li>No nombres a estudiantes: cuéntalos.</li>
          <li>En cada página puedes comentar (con @ y un nombre le avisas a alguien), decir «Me sirvió», guardarla y ponerla en una colección.</li>
          <li>Si algo no debería estar, «Avisar de un problema» le llega a moderación, no a quien lo publicó.</li>
          <li>
            Una colección se baja entera, con una página que se lee sin internet. La lista que estás viendo se baja como tabla. Quien administra la red puede traer de una vez una
            tabla o una carpeta con archivos, en «Importar», y ver antes qué pasaría con cada línea.
          </li>
        </ul>
      </Prose>
    </Section>
  );
}
