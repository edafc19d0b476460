import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";

interface Asked {
  q: string;
  en?: string | undefined;
  nodo?: string | undefined;
  region?: string | undefined;
}

/** Before anything was typed, or where there was no word in it. */
export function SearchHints({ typed }: { typed: string }) {
  return (
    <div className="prose">
      {typed && <p>Escribe al menos una palabra: con signos solos no podemos buscar.</p>}
      <p>Busca a la vez en los recursos y el texto de sus archivos, experiencias, reuniones, conversaciones, convocatorias, nodos, escuelas, personas y acuerdos que puedes ver.</p>
      <ul>
        <li>No importan las tildes ni las mayúsculas: «medicion» encuentra «Mediciones».</li>
        <li>Basta el comienzo de la última palabra: «tablero elec».</li>
        <li>Entre comillas, la palabra tal como la escribes: «"tableros"».</li>
      </ul>
      <p>
        También puedes mirar <a href={paths.resources()}>el repositorio</a>, <a href={paths.experiences()}>las experiencias</a> o <a href={paths.calendar()}>el calendario</a>.
      </p>
    </div>
  );
}

/** What may help: look in everything, fewer words, the people who know. */
export function NothingFound({ asked, all, total, words, signedIn }: { asked: Asked; all: number; total: number; words: string[]; signedIn: boolean }) {
  if (total > 0)
    return (
      <Empty title="Hasta aquí llegan los resultados" icon="search" action={<LinkButton to={paths.search(asked)}>Volver a la primera página</LinkButton>}>
        <p>No hay tantas páginas.</p>
      </Empty>
    );
  const elsewhere = all > 0;
  return (
    <Empty
      title={elsewhere ? "Aquí no, pero en otra parte sí" : "Nada todavía con esas palabras"}
      icon="search"
      action={elsewhere ? <LinkButton to={paths.search({ ...asked, en: undefined })}>Ver todos los resultados</LinkButton> : undefined}
    >
      {words.length > 1 && (
        <p>
          Prueba con una sola palabra:{" "}
          {words.slice(0, 5).map((word, index) => (
            <span key={word}>
              {index > 0 && " · "}
              <a href={paths.search({ q: word })}>{word}</a>
            </span>
          ))}
        </p>
      )}
      {!elsewhere && (
        <p>
          {!signedIn && (
            <>
              Hay cosas que solo ven las personas de la red: <a href={paths.signIn(paths.search(asked))}>entra con tu cuenta</a> y busca de nuevo.{" "}
            </>
          )}
          O pregunta en <a href={paths.nodes()}>el nodo de tu especialidad</a>: quizás alguien lo tiene y aún no lo comparte.
        </p>
      )}
    </Empty>
  );
}
