/** The page of a process: where it is, what is asked, who is still to speak, the body of its kind, and the record. Printed, it is its minutes. */
import { useActionData } from "@remix-run/react";
import type { ProcessFrame } from "#app/domain/processes/process-page.server.ts";
import { longDate, longDateTime } from "#app/i18n/dates.ts";
import { outcomeLabel, PROCESS_MODES, processKindLabel } from "#app/i18n/governance.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import type { Refused } from "#app/routes/processes/process-acts.server.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Badge, Facts } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Page, Section } from "#app/ui/layout.tsx";
import { Steps } from "#app/ui/wayfinding.tsx";
import { NodeTag } from "./node-tag.tsx";
import { ProcessBody } from "./process-body.tsx";
import { ProcessRecord } from "./process-record.tsx";

interface Props {
  frame: ProcessFrame;
  /** Opened by a mailed link: in whose name, and whether its round has ended. */
  link?: { name: string; over: boolean };
}

export function ProcessSheet({ frame, link }: Props) {
  const { page, steps, result } = frame;
  const { process } = page;
  const over = process.outcome !== null;
  return (
    <Page title={process.title} eyebrow={<Eyebrow frame={frame} />}>
      <div className="process stack gap-l">
        <RefusedNotice />
        {link && <LinkNotice name={link.name} over={link.over} process={process} />}
        {steps.length > 0 && (
          <div className="process-steps">
            <Steps steps={steps} label="Dónde vamos" />
          </div>
        )}
        {over ? <Outcome frame={frame} /> : <Now frame={frame} />}
        {!over && result && <p>{result}</p>}
        <div id="decir" className="stack gap-l">
          <ProcessBody page={page} />
        </div>
        <ProcessRecord lines={frame.record} folded={!over} />
        <About frame={frame} />
        <p className="no-print">
          <Button type="button" kind="secondary" icon="print" hidden data-print="">
            Imprimir
          </Button>
        </p>
      </div>
    </Page>
  );
}

function Eyebrow({ frame: { page, node } }: Props) {
  const { circle, kind } = page.process;
  return (
    <>
      {node && <NodeTag node={node} />}
      <a href={paths.circle(circle.id)}>{circle.name}</a>
      <a href={paths.circleProcesses(circle.id)}>{processKindLabel(kind)}</a>
    </>
  );
}

const NEVER_TYPED = new Set(["act", "act_id", "for", "version", "round", "to", "proposal"]);
const TYPED_BY_HAND = /\s|^[^0-9a-f-]*$/i;

/** Why the act was not taken; what was typed is in its form again, and here, should the form be gone. */
function RefusedNotice() {
  const refused = useActionData() as Refused | undefined;
  if (!refused?.refusal) return null;
  const typed = Object.entries(refused.values).flatMap(([name, value]) =>
    NEVER_TYPED.has(name) || Array.isArray(value) || value.length < 4 || !TYPED_BY_HAND.test(value) ? [] : [value],
  );
  return (
    // biome-ignore lint/a11y/noAutofocus: after a refusal this is what is to be read first
    <div role="alert" tabIndex={-1} autoFocus>
      <Notice kind="warn" title="No se anotó">
        <p>{refused.refusal}</p>
        {typed.length > 0 && (
          <details className="disclosure">
            <summary>Lo que escribiste</summary>
            {typed.map((text) => (
              <blockquote key={text} className="process-quote">
                {text}
              </blockquote>
            ))}
          </details>
        )}
      </Notice>
    </div>
  );
}

function LinkNotice({ name, over, process }: { name: string; over: boolean; process: { id: string; outcome: string | null } }) {
  if (!over) {
    return (
      <p className="hint">
        Hablas como <strong>{name}</strong>. Este enlace es solo para ti.
      </p>
    );
  }
  return (
    <Notice
      kind="info"
      title={process.outcome === null ? "Ese paso ya pasó" : "Esto ya terminó"}
      actions={
        <LinkButton to={paths.process(process.id)} kind="secondary">
          Entrar y seguir
        </LinkButton>
      }
    >
      <p>
        {process.outcome === null
          ? "Este enlace era para un paso que ya se cerró. Puedes leer; para hablar en el paso actual usa el enlace del último correo, o entra con tu cuenta."
          : "Puedes leer cómo se decidió."}
      </p>
    </Notice>
  );
}

/** The phase in two sentences, until when, and who is still to speak. */
function Now({ frame }: Props) {
  const { page, words, waiting, asks } = frame;
  const { process, voices, spoken, people } = page;
  const said = voices.filter((voice) => spoken.includes(voice)).length;
  return (
    <section className="process-now" aria-labelledby="ahora">
      <h2 id="ahora">{words.title}</h2>
      <p>{words.happens}</p>
      <p className="process-asked">{words.asked}</p>
      <dl className="facts facts-beside">
        {process.deadline_at && (
          <div className="fact">
            <dt>Plazo</dt>
            <dd>
              {process.deadline_at > page.now ? "hasta el " : "se cumplió el "}
              {longDateTime(process.deadline_at)}
            </dd>
          </div>
        )}
        {asks === "everyone" && (
          <div className="fact">
            <dt>Han hablado</dt>
            <dd>
              {said} de {voices.length}
              {process.kind !== "advice" && enoughInWords(process.quorum, said, voices.length)}
            </dd>
          </div>
        )}
        {waiting.length > 0 && (
          <div className="fact">
            <dt>{asks === "person" ? "Le toca a" : "Faltan por hablar"}</dt>
            <dd>{waiting.join(", ")}</dd>
          </div>
        )}
        {asks === "facilitator" && (
          <div className="fact">
            <dt>Le toca a</dt>
            <dd>{process.facilitator ? people[process.facilitator] : "quien conduce"}, que facilita</dd>
          </div>
        )}
      </dl>
      <MyTurn frame={frame} />
    </section>
  );
}

/** What is still needed for the round to count. */
function enoughInWords(quorum: number, said: number, voices: number): string {
  if (said >= voices) return ". Ya hablaron todas las personas";
  if (said < quorum) return `. Para poder decidir ${quorum - said === 1 ? "falta 1 voz más" : `faltan ${quorum - said} voces más`}`;
  return ". Ya alcanza para decidir; se espera al resto";
}

/** The way down to one's own form: on a phone it is far below. */
function MyTurn({ frame: { page, asks, waiting } }: Props) {
  const { me, hasVoice, spoken, people } = page;
  if (me === null) return null;
  const mine = asks === "everyone" ? hasVoice && !spoken.includes(me) : asks === "person" && waiting.includes(people[me] ?? "");
  if (mine) {
    return (
      <p className="no-print">
        <LinkButton to="#decir" kind="primary" icon="chevron-down">
          Decir lo mío
        </LinkButton>
      </p>
    );
  }
  return asks === "everyone" && hasVoice ? <p className="hint">Ya hablaste en este paso. Gracias.</p> : null;
}

function Outcome({ frame }: Props) {
  const { page, result, agreement } = frame;
  const { outcome, closed_at } = page.process;
  return (
    <Notice kind={outcome === "withdrawn" ? "info" : "ok"} title={`${outcomeLabel(outcome)}${closed_at ? `, ${longDate(closed_at)}` : ""}`}>
      {result && <p>{result}</p>}
      {agreement && (
        <p>
          <a href={paths.circleAgreement(agreement.id)}>
            Acuerdo n.º {agreement.number} de la bitácora: {agreement.title}
          </a>
        </p>
      )}
    </Notice>
  );
}

/** Who opened it, who conducts, how it is held. */
function About({ frame: { page, event } }: Props) {
  const { process, people, voices } = page;
  const facts = [
    { term: "Cómo", detail: PROCESS_MODES[process.mode]?.label ?? "" },
    ...(event ? [{ term: "Reunión", detail: <a href={paths.event(event.id)}>{event.title}</a> }] : []),
    ...(process.role ? [{ term: "Rol", detail: <a href={paths.circleRole(process.circle.id, process.role.id)}>{process.role.name}</a> }] : []),
    { term: "Facilita", detail: (process.facilitator && people[process.facilitator]) || "Nadie todavía" },
    ...(process.author ? [{ term: "Lo abrió", detail: `${people[process.author] ?? "una persona del círculo"}, el ${longDate(process.opened_at)}` }] : []),
    { term: "Tienen voz", detail: `${counted(voices.length, "persona", "personas")}: ${voices.map((voice) => people[voice] ?? "").join(", ")}` },
  ];
  return (
    <Section title="Sobre este proceso" actions={process.outcome === null ? <Badge kind="info">En curso</Badge> : undefined}>
      <Facts facts={facts} />
    </Section>
  );
}
