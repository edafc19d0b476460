import type { ReactNode } from "react";
import { actorName, actorStateWords, DUTY_STATE_WORDS, dueWords, formatWords, payerWords } from "#app/components/plan-words.ts";
import { formatClp } from "#app/domain/encounters/clp.ts";
import { dutyState, type PlanPart } from "#app/domain/encounters/encounter.ts";
import type { PlanContent } from "#app/domain/encounters/encounters.server.ts";
import { DUTY_LABELS } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Section } from "#app/ui/layout.tsx";

interface Row {
  id: string;
  title: string;
  meta: string;
  /** What it has beside moving, changing and taking away. */
  more?: ReactNode;
}

const ROWS: Record<Exclude<PlanPart, "proposito">, { title: string; of: (content: PlanContent, eventId: string) => Row[] }> = {
  roles: {
    title: "Ya pedido",
    of: ({ duties }) =>
      duties.map((duty) => ({ id: duty.id, title: DUTY_LABELS[duty.duty]?.one ?? "", meta: `${duty.name || duty.email} · ${DUTY_STATE_WORDS[dutyState(duty)]}` })),
  },
  tareas: { title: "Tareas", of: ({ tasks }) => tasks.map((task) => ({ id: task.id, title: task.title, meta: [task.name, dueWords(task)].filter(Boolean).join(" · ") })) },
  actores: {
    title: "Actores externos",
    of: ({ actors }, eventId) =>
      actors.map((actor) => ({
        id: actor.id,
        title: actorName(actor),
        meta: [actorStateWords(actor), actor.part, actor.email].filter(Boolean).join(" · "),
        more: actor.invited === 0 && actor.email && (
          <ButtonForm
            action={paths.eventPlanEdit(eventId, "actores")}
            size="small"
            kind="secondary"
            icon="mail"
            name="intent"
            value="invite"
            fields={{ row_id: actor.id }}
            label={`Invitar a ${actor.name}`}
          >
            Invitar
          </ButtonForm>
        ),
      })),
  },
  experiencias: {
    title: "Experiencias, en su orden",
    of: ({ experiences }) => experiences.map((one) => ({ id: one.id, title: one.title, meta: [formatWords(one.format), one.school, one.authors].filter(Boolean).join(" · ") })),
  },
  presupuesto: {
    title: "Gastos",
    of: ({ budget }) =>
      budget.map((item) => ({
        id: item.id,
        title: `${item.item}: ${formatClp(item.amount)}`,
        meta: `${payerWords(item.payer)} · ${item.confirmed_at ? "Confirmado" : "Por confirmar"}`,
      })),
  },
};

/** The rows of a part, each with its buttons: up, down, change, take away. All plain forms. */
export function PlanRows({ part, content, eventId, here }: { part: PlanPart; content: PlanContent; eventId: string; here: string | null }) {
  if (part === "proposito") return null;
  const { title, of } = ROWS[part];
  const rows = of(content, eventId);
  if (rows.length === 0) return null;
  return (
    <Section title={title} id="lista">
      <ul className="plan-rows">
        {rows.map((row, index) => (
          <li key={row.id} className="plan-row">
            <div className="plan-row-text">
              <strong>{row.title}</strong>
              {row.id === here && " (en el formulario)"}
              <br />
              <span className="hint">{row.meta}</span>
            </div>
            <div className="plan-row-acts">
              {row.more}
              <Acts part={part} eventId={eventId} row={row} first={index === 0} last={index === rows.length - 1} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Acts({ part, eventId, row, first, last }: { part: PlanPart; eventId: string; row: Row; first: boolean; last: boolean }) {
  const action = paths.eventPlanEdit(eventId, part);
  const act = (intent: string, words: string, label: string, confirm?: string) => (
    <ButtonForm action={action} size="small" kind="quiet" name="intent" value={intent} fields={{ row_id: row.id }} label={`${label}: ${row.title}`} confirm={confirm}>
      {words}
    </ButtonForm>
  );
  if (part === "roles") return act("end", "Quitar", "Quitar a la persona de", "¿Quitar a esta persona? Su enlace dejará de servir.");
  return (
    <>
      {!first && act("up", "Subir", "Subir")}
      {!last && act("down", "Bajar", "Bajar")}
      <LinkButton to={`${action}&fila=${row.id}#datos`} kind="quiet" size="small" aria-label={`Cambiar: ${row.title}`}>
        Cambiar
      </LinkButton>
      {act("remove", "Quitar", "Quitar", "¿Quitar esta fila del plan?")}
    </>
  );
}
