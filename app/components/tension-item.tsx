import { paths } from "#app/paths.ts";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Badge } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Form, Select, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { useSubmission } from "./submission.ts";
import { TensionFields } from "./tension-fields.tsx";

export interface ShownTension {
  id: string;
  source: string;
  title: string;
  situation: string;
  effect: string;
  need: string;
  raised_by: string | null;
  raised_on: string;
  settled_on: string | null;
  settled_by: string | null;
  settled_note: string;
  meeting: { id: string; title: string; day: string } | null;
  process: { id: string; title: string; over: boolean } | null;
  role: { id: string; name: string } | null;
  agreement: { id: string; title: string; number: number | null } | null;
  can: { edit: boolean; settle: boolean; propose: boolean; take: boolean };
}

type Meetings = { value: string; label: string }[];

const SOURCES: Record<string, string> = { review: "Revisión de un acuerdo", objection: "Objeción a un acuerdo", term: "Período que termina" };

/** One tension with its fitting next act: a proposal, a review, the next selection. */
export function TensionItem({ circleId, tension, meetings }: { circleId: string; tension: ShownTension; meetings: Meetings }) {
  const { title, situation, effect, need, settled_on, meeting, process, source } = tension;
  const label = SOURCES[source];
  return (
    <li className={settled_on ? "tension tension-settled" : "tension"} id={`tension-${tension.id}`}>
      <h2 className="tension-title">{title}</h2>
      <p className="hint">
        {label && <Badge kind="caution">{label}</Badge>} {tension.raised_by ? `${tension.raised_by}, ` : ""}
        {tension.raised_on}
      </p>
      {!settled_on && (
        <>
          {situation.replace(/\.$/, "") !== title && <p>{situation}</p>}
          {effect && (
            <p>
              <span className="tension-part">Efecto:</span> {effect}
            </p>
          )}
          {need && (
            <p>
              <span className="tension-part">Necesitamos:</span> {need}
            </p>
          )}
        </>
      )}
      {settled_on && (
        <p>
          <Badge kind="positive">Resuelta</Badge> el {settled_on}
          {tension.settled_by && ` por ${tension.settled_by}`}
          {tension.settled_note && `: ${tension.settled_note}`}
        </p>
      )}
      {meeting && (
        <p className="hint">
          En la agenda de <a href={paths.event(meeting.id)}>{meeting.title}</a>, {meeting.day}.
        </p>
      )}
      {process && (
        <p className="hint">
          {process.over ? "La atendió" : "La atiende"} <a href={paths.process(process.id)}>{process.title}</a>.
        </p>
      )}
      {!settled_on && <NextActs circleId={circleId} tension={tension} meetings={meetings} />}
    </li>
  );
}

function NextActs({ circleId, tension, meetings }: { circleId: string; tension: ShownTension; meetings: Meetings }) {
  const { id, source, can, role, agreement, process } = tension;
  const form = useSubmission();
  const typed = (intent: string) => form.value("intent") === intent && form.value("tension_id") === id;
  const about = <span className="visually-hidden">: {tension.title}</span>;
  const underWay = process !== null && !process.over;
  return (
    <div className="stack gap-xs">
      <div className="cluster gap-s">
        {agreement && (
          <LinkButton to={paths.circleAgreement(agreement.id)} size="small">
            Ver el acuerdo n.º {agreement.number}
            {about}
          </LinkButton>
        )}
        {source === "term" && role && can.propose && !underWay && (
          <LinkButton to={paths.selectionNew(circleId, { rol: role.id })} size="small">
            Comenzar la elección de {role.name}
          </LinkButton>
        )}
        {source !== "term" && can.propose && !underWay && (
          <LinkButton to={paths.proposalNew(circleId, { tension: id })} size="small">
            {agreement ? "Proponer un cambio" : "Hacer una propuesta"}
            {about}
          </LinkButton>
        )}
      </div>
      {can.take && meetings.length > 0 && (
        <Disclosure summary={<span>Llevar a una reunión{about}</span>} open={typed("take")}>
          <Form errors={typed("take") ? form.errors : {}}>
            <input type="hidden" name="intent" value="take" />
            <input type="hidden" name="tension_id" value={id} />
            <Select label="A cuál" name="event_id" id={`event-${id}`} options={meetings} value={meetings[0]?.value ?? ""} />
            <SubmitBar>
              <Button kind="secondary">Ponerla en la agenda</Button>
            </SubmitBar>
          </Form>
        </Disclosure>
      )}
      {can.edit && (
        <Disclosure summary={<span>Editar{about}</span>} open={typed("edit")}>
          <Form errors={typed("edit") ? form.errors : {}}>
            <input type="hidden" name="intent" value="edit" />
            <input type="hidden" name="tension_id" value={id} />
            <TensionFields idPrefix={`${id}-`} values={typed("edit") ? { situation: form.value("situation"), effect: form.value("effect"), need: form.value("need") } : tension} />
            <SubmitBar>
              <Button kind="secondary">Guardar</Button>
            </SubmitBar>
          </Form>
        </Disclosure>
      )}
      {can.settle && (
        <Disclosure summary={<span>Darla por resuelta{about}</span>} open={typed("settle")}>
          <Form errors={typed("settle") ? form.errors : {}}>
            <input type="hidden" name="intent" value="settle" />
            <input type="hidden" name="tension_id" value={id} />
            <TextArea
              label="Cómo se resolvió"
              name="note"
              id={`note-${id}`}
              rows={2}
              maxLength={600}
              required
              value={typed("settle") ? form.value("note") : ""}
              hint="Una frase basta: quedará a la vista del círculo."
            />
            <SubmitBar>
              <Button kind="secondary">Darla por resuelta</Button>
            </SubmitBar>
          </Form>
        </Disclosure>
      )}
    </div>
  );
}
