import type { ReactNode } from "react";
import { formatClp } from "#app/domain/encounters/clp.ts";
import { budgetTotals, dutyState, type PlanPart } from "#app/domain/encounters/encounter.ts";
import type { PlanContent } from "#app/domain/encounters/encounters.server.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm } from "#app/ui/button.tsx";
import { Badge, type BadgeKind } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";
import { Table } from "#app/ui/table.tsx";
import { actorName, actorState, actorStateWords, budgetSentence, DUTY_STATE_WORDS, dueWords, dutiesByKind, formatWords, payerSentence, payerWords } from "./plan-words.ts";

export interface SheetProps {
  eventId: string;
  content: PlanContent;
  manages: boolean;
  today: string;
  /** Pages in the repository of the experiences: id of the resource -> slug. */
  sheets?: Record<string, string>;
}

/** The whole plan, to look at and to print on a page. */
export function PlanSheet(props: SheetProps) {
  return (
    <div className="plan">
      <Purpose {...props} />
      <Duties {...props} />
      <Tasks {...props} />
      <Experiences {...props} />
      <Actors {...props} />
      <Budget {...props} />
    </div>
  );
}

function Part({ eventId, manages, part, title, children }: Pick<SheetProps, "eventId" | "manages"> & { part: PlanPart; title: string; children: ReactNode }) {
  return (
    <Section
      title={title}
      id={part}
      actions={
        manages ? (
          <a href={paths.eventPlanEdit(eventId, part)} aria-label={`Editar: ${title}`}>
            Editar
          </a>
        ) : undefined
      }
    >
      {children}
    </Section>
  );
}

function Purpose(props: SheetProps) {
  const { plan } = props.content;
  const parts = [
    { term: "Para qué", text: plan?.purpose },
    { term: "Foco", text: plan?.focus },
    { term: "Anfitriones y lugar", text: plan?.venue_notes },
  ].filter((part) => part.text);
  return (
    <Part {...props} part="proposito" title="Propósito">
      {parts.length === 0 && <p className="hint">Falta decir para qué se hace y en qué se enfoca.</p>}
      {parts.map(({ term, text }) => (
        <p key={term} className="pre-line">
          <strong>{term}:</strong> {text}
        </p>
      ))}
    </Part>
  );
}

const DUTY_LOOK: Record<string, BadgeKind> = { asked: "caution", accepted: "positive", declined: "danger" };

function Duties(props: SheetProps) {
  return (
    <Part {...props} part="roles" title="Quién hace qué">
      <dl className="plan-duties">
        {dutiesByKind(props.content.duties).map(({ key, label, people }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>
              {people.length === 0 && <span className="hint">Falta una persona</span>}
              {people.map((duty) => (
                <span key={duty.id} className="plan-person">
                  {duty.name || duty.email} <Badge kind={DUTY_LOOK[dutyState(duty)]}>{DUTY_STATE_WORDS[dutyState(duty)]}</Badge>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}

function Tasks(props: SheetProps) {
  const { tasks } = props.content;
  return (
    <Part {...props} part="tareas" title="Tareas">
      {tasks.length === 0 && <p className="hint">Todavía no hay tareas.</p>}
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari forgets that an unbulleted list is a list */}
      <ul role="list" className="plan-tasks">
        {tasks.map((task) => (
          <li key={task.id} className={task.done_at ? "plan-done" : undefined}>
            <span className="plan-task">
              <span className="plan-mark" aria-hidden="true">
                {task.done_at ? "✓" : "☐"}
              </span>
              <span>
                {task.title}
                <span className="hint">
                  {" "}
                  {task.name && `${task.name}. `}
                  {dueWords(task)}
                  {!task.done_at && task.due_on && task.due_on < props.today && " (atrasada)"}
                </span>
              </span>
            </span>
            <ButtonForm
              kind="quiet"
              size="small"
              name="intent"
              value={task.done_at ? "undone" : "done"}
              fields={{ task_id: task.id }}
              label={`${task.done_at ? "Reabrir" : "Hecha"}: ${task.title}`}
            >
              {task.done_at ? "Reabrir" : "Hecha"}
            </ButtonForm>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Experiences(props: SheetProps) {
  const { experiences } = props.content;
  return (
    <Part {...props} part="experiencias" title="Experiencias que se muestran">
      {experiences.length === 0 && <p className="hint">Todavía no hay experiencias.</p>}
      {experiences.length > 0 && (
        <ol className="plan-list">
          {experiences.map((one) => (
            <li key={one.id}>
              <ExperienceTitle title={one.title} slug={props.sheets?.[one.resource_id ?? ""]} /> <Badge>{formatWords(one.format)}</Badge>
              <span className="hint"> {[one.school, one.authors].filter(Boolean).join(" · ")}</span>
            </li>
          ))}
        </ol>
      )}
    </Part>
  );
}

function ExperienceTitle({ title, slug }: { title: string; slug: string | undefined }) {
  return slug ? <a href={paths.experience(slug)}>{title}</a> : <>{title}</>;
}

const ACTOR_LOOK: Record<string, BadgeKind> = { considered: "neutral", invited: "info", confirmed: "positive", declined: "danger" };

function Actors(props: SheetProps) {
  const { actors } = props.content;
  return (
    <Part {...props} part="actores" title="Actores externos">
      {actors.length === 0 && <p className="hint">Todavía no hay actores externos.</p>}
      {actors.length > 0 && (
        <ul className="plan-list">
          {actors.map((one) => (
            <li key={one.id}>
              {actorName(one)} <Badge kind={ACTOR_LOOK[actorState(one)]}>{actorStateWords(one)}</Badge>
              {one.part && <span className="hint"> {one.part}</span>}
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function Budget(props: SheetProps) {
  const { budget } = props.content;
  const totals = budgetTotals(budget);
  return (
    <Part {...props} part="presupuesto" title="Presupuesto">
      <p>{budgetSentence(totals)}</p>
      {budget.length > 0 && (
        <>
          <Table
            caption="Gastos y quién los paga"
            captionHidden
            rows={budget}
            rowKey={(row) => row.id}
            columns={[
              { key: "item", header: "Gasto", primary: true, cell: (row) => row.item },
              { key: "payer", header: "Paga", cell: (row) => payerWords(row.payer) },
              { key: "state", header: "Estado", cell: (row) => (row.confirmed_at ? "Confirmado" : "Por confirmar") },
              { key: "amount", header: "Monto", numeric: true, cell: (row) => formatClp(row.amount) },
            ]}
          />
          <h3 className="plan-payers-title">Por quien paga</h3>
          <ul className="plan-payers">
            {totals.payers.map((one) => (
              <li key={one.payer}>{payerSentence(one)}</li>
            ))}
          </ul>
        </>
      )}
    </Part>
  );
}
