import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Cluster, Section } from "#app/ui/layout.tsx";
import { type CalendarQuery, choiceFields, isFiltered } from "./calendar-query.ts";

/** Words and what is mine cannot be public: they need a calendar of one's own. */
const isPublic = ({ mine, q }: CalendarQuery): boolean => !mine && !q;

function ownFeed(query: CalendarQuery, signedIn: boolean): string {
  const own = paths.accountFeeds({ ...choiceFields(query), ...(query.q && { q: query.q }), ...(query.mine && { mio: "1" }) });
  return signedIn ? own : paths.signIn(own);
}

/** Where this same choice becomes a calendar to subscribe to. */
export function subscribeTo(query: CalendarQuery, signedIn: boolean): string {
  return isPublic(query) ? paths.subscribe(choiceFields(query)) : ownFeed(query, signedIn);
}

/** The same choice as a calendar to subscribe to: the public one, and one's own, which shows members' meetings too. */
export function TakeItAlong({ query, words, signedIn }: { query: CalendarQuery; words: string; signedIn: boolean }) {
  const open = isPublic(query);
  const filtered = isFiltered(query);
  return (
    <Section title="Que llegue solo a tu calendario" id="suscribir">
      <p>
        {open
          ? `Suscríbete una vez y ${filtered ? `«${words}»` : "las reuniones de la red"} aparecerán en el calendario de tu teléfono o tu computador, siempre al día.`
          : "Guarda esta misma selección como un calendario tuyo: se actualiza solo, y lo anulas cuando quieras."}
      </p>
      <Cluster>
        {open && (
          <LinkButton to={paths.subscribe(choiceFields(query))} icon="calendar">
            Suscribirme a {filtered ? "esta selección" : "la red"}
          </LinkButton>
        )}
        {(signedIn || !open) && (
          <LinkButton to={ownFeed(query, signedIn)} kind={open ? "secondary" : "primary"} icon="plus">
            {!filtered ? "Crear un calendario propio" : signedIn ? "Guardar como calendario propio" : "Entrar y guardarla como calendario propio"}
          </LinkButton>
        )}
      </Cluster>
      {open && signedIn && filtered && <p className="hint">El tuyo trae además las reuniones que solo se ven con cuenta.</p>}
    </Section>
  );
}
