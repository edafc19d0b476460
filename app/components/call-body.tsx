import { APPLICATION_STATES, CALL_CHANGE_KINDS, CALL_VISIBILITIES } from "#app/domain/calls/call.ts";
import type { CallChange } from "#app/domain/calls/calls.repo.server.ts";
import { longDate, longDateTime } from "#app/i18n/dates.ts";
import { isZone, type Zone } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import type { CallPage } from "#app/routes/calls/call-page.server.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { type Fact, Facts, Item, ItemList } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Section } from "#app/ui/layout.tsx";
import { momentWords, whenWords } from "./call-words.ts";
import { NodeTag } from "./node-tag.tsx";

/** Until when, and the one act that is the reader's now. */
export function CallNow({ page, now }: { page: CallPage; now: string }) {
  const { call, phase, reader, own } = page;
  if (phase === "cancelled" || phase === "archived" || phase === "draft") return <Own own={own} />;
  const standing = own.filter(({ state }) => state === "draft" || state === "submitted").length;
  const mayBegin = reader.applies && standing < call.most_each;
  return (
    <div className="call-now">
      <p className="call-when">{whenWords(call, now)}</p>
      {phase === "assessing" && <p>{call.jury_at ? `El jurado evalúa hasta el ${momentWords(call.jury_at, call.zone)}.` : "Se están revisando las postulaciones."}</p>}
      <Own own={own} />
      {mayBegin && (
        <p>
          <LinkButton to={paths.callApply(call.slug)} kind={own.length > 0 ? "secondary" : "primary"} icon="send">
            {own.length > 0 ? "Postular otra vez" : "Postular"}
          </LinkButton>
        </p>
      )}
      {phase === "open" && !reader.signedIn && (
        <p>
          <LinkButton to={paths.signIn(paths.call(call.slug))} kind="primary" icon="enter">
            Entrar para postular
          </LinkButton>
        </p>
      )}
      {phase === "open" && reader.signedIn && !reader.applies && (
        <p className="hint">{call.juror ? "Integras el jurado: por eso no postulas." : "Organizas esta convocatoria: por eso no postulas."}</p>
      )}
      {call.juror && phase !== "decided" && (
        <Notice kind="info" title="Te nombraron en el jurado" actions={<LinkButton to={paths.callAssess(call.slug)}>Ir a evaluar</LinkButton>}>
          <p>Las postulaciones se leen desde el cierre. Antes puedes aceptar y revisar la pauta.</p>
        </Notice>
      )}
    </div>
  );
}

function Own({ own }: { own: CallPage["own"] }) {
  if (own.length === 0) return null;
  return (
    <ItemList label="Tus postulaciones" dense>
      {own.map(({ id, title, state, number }) => (
        <Item
          key={id}
          to={state === "draft" ? paths.applicationEdit(id) : paths.application(id)}
          title={title || "Postulación sin título"}
          meta={`Tu postulación${number === null ? "" : ` n.º ${number}`}: ${APPLICATION_STATES[state].toLowerCase()}`}
        />
      ))}
    </ItemList>
  );
}

export function CallFacts({ page: { call, encounter } }: { page: CallPage }) {
  const { zone } = call;
  const facts: (Fact | false)[] = [
    { term: "Abre", detail: momentWords(call.opens_at, zone) },
    { term: "Cierra", detail: momentWords(call.closes_at, zone) },
    call.jury_at !== null && { term: "Jurado", detail: `evalúa hasta el ${momentWords(call.jury_at, zone)}` },
    call.results_at !== null && { term: "Resultados", detail: longDate(call.results_at, zone) },
    encounter !== null && { term: "Se muestran en", detail: <Encounter encounter={encounter} /> },
    { term: "Organiza", detail: call.node ? <NodeTag node={call.node} /> : "Toda la red" },
    { term: "Pueden verla", detail: CALL_VISIBILITIES[call.visibility] },
    { term: "Por persona", detail: call.most_each === 1 ? "una postulación" : `hasta ${call.most_each} postulaciones` },
    call.kind === "contest" && { term: "Evaluación", detail: call.blind ? "anónima: el jurado no sabe quién postula" : "el jurado sabe quién postula" },
  ];
  return <Facts layout="stacked" facts={facts.filter((fact): fact is Fact => fact !== false)} />;
}

function Encounter({ encounter }: { encounter: { id: string; title: string; starts_local: string } }) {
  return (
    <>
      <a href={paths.event(encounter.id)}>{encounter.title}</a>, {longDate(encounter.starts_local)}
    </>
  );
}

/** What changed since it was published, for whoever relies on it. `by` is told to organisers alone. */
export function CallHistory({ changes, zone }: { changes: readonly CallChange[]; zone: string }) {
  if (changes.length === 0) return null;
  const of: Zone | undefined = isZone(zone) ? zone : undefined;
  return (
    <Section title="Historia" id="historia">
      <ol className="call-history">
        {changes.map((change) => (
          <li key={change.id}>
            <p>
              <b>{CALL_CHANGE_KINDS[change.kind]}</b> <span className="hint">{longDateTime(change.at, of)}</span>
              {change.by && <span className="hint">, {change.by}</span>}
            </p>
            {change.note && <p>{change.note}</p>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
