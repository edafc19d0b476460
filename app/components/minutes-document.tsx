import type { ReactNode } from "react";
import type { AgreementSaid, MinutesContent } from "#app/domain/minutes/minutes.ts";
import { eventWhen, longDate } from "#app/i18n/dates.ts";
import { counted, eventKindLabel } from "#app/i18n/labels.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { Badge, Facts, ProseHtml } from "#app/ui/card.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Section } from "#app/ui/layout.tsx";

/** How an agreement stands today, beside what the version says. */
export type Standing = Record<string, "open" | "late" | "done" | "dropped">;

/** A version of the minutes as people read it. `actions` puts something under each agreement. */
export function MinutesDocument({ content, standing, actions }: { content: MinutesContent; standing: Standing; actions?: ((agreement: AgreementSaid) => ReactNode) | undefined }) {
  const zone = isZone(content.zone) ? content.zone : MAIN_ZONE;
  const written = content.parts.filter((part) => part.notes_html !== "" || part.agreements.length > 0);
  const all = [...content.parts.flatMap((part) => part.agreements), ...content.agreements];
  return (
    <div className="minutes">
      <Facts
        facts={[
          { term: "Cuándo", icon: "clock", detail: eventWhen({ ...content, zone }) },
          ...(content.place || content.online
            ? [{ term: "Dónde", icon: "pin" as const, detail: [content.place, content.online ? "en línea" : null].filter(Boolean).join(" y ") }]
            : []),
          { term: "Qué fue", icon: "node", detail: [eventKindLabel(content.kind), content.nodes.join(", ")].filter(Boolean).join(" · ") },
          { term: "Vinieron", icon: "people", detail: attendanceWords(content) },
        ]}
      />
      {all.length > 0 && (
        <Section title="Acuerdos" id="acuerdos">
          <AgreementList agreements={all} standing={standing} actions={actions} />
        </Section>
      )}
      {written.map((part) => (
        <Section key={part.title} title={part.title}>
          {part.notes_html !== "" && <ProseHtml html={part.notes_html} />}
          {part.agreements.length > 0 && (
            <ul>
              {part.agreements.map((each) => (
                <li key={each.id}>
                  <strong>Se acordó:</strong> {each.what}
                </li>
              ))}
            </ul>
          )}
        </Section>
      ))}
      <People content={content} />
    </div>
  );
}

export function attendanceWords({ came, schools, excused, absent, students }: MinutesContent): string {
  const parts = [
    `${counted(came.length, "persona", "personas")} de ${counted(schools, "establecimiento", "establecimientos")}`,
    students > 0 ? counted(students, "estudiante", "estudiantes") : "",
    excused.length > 0 ? `${counted(excused.length, "persona con excusa", "personas con excusa")}` : "",
    absent > 0 ? `${counted(absent, "invitación sin asistencia", "invitaciones sin asistencia")}` : "",
  ];
  return `${parts.filter(Boolean).join("; ")}.`;
}

const WORDS = { open: null, late: { kind: "danger", text: "Atrasado" }, done: { kind: "positive", text: "Hecho" }, dropped: { kind: "neutral", text: "Se retiró" } } as const;

function AgreementList({ agreements, standing, actions }: { agreements: AgreementSaid[]; standing: Standing; actions?: ((agreement: AgreementSaid) => ReactNode) | undefined }) {
  return (
    <ul className="agreements">
      {agreements.map((agreement) => {
        const { id, what, owner, due_on } = agreement;
        const state = WORDS[standing[id] ?? "open"];
        return (
          <li key={id}>
            <p className="agreement-what">
              {what} {state && <Badge kind={state.kind}>{state.text}</Badge>}
            </p>
            <p className="hint">{[owner || "Sin responsable", due_on ? `hasta el ${longDate(due_on)}` : null].filter(Boolean).join(", ")}</p>
            {actions?.(agreement)}
          </li>
        );
      })}
    </ul>
  );
}

function People({ content: { came, excused } }: { content: MinutesContent }) {
  if (came.length === 0 && excused.length === 0) return null;
  const line = ({ name, from }: { name: string; from: string | null }) => (from ? `${name} (${from})` : name);
  return (
    <Section title="Asistencia" id="asistencia">
      <Disclosure summary={`Quiénes vinieron (${came.length})`} open={came.length <= 30}>
        <ul className="people-columns">
          {came.map((one) => (
            <li key={`${one.name}${one.from}`}>
              {line(one)}
              {one.online && <span className="hint"> en línea</span>}
            </li>
          ))}
        </ul>
      </Disclosure>
      {excused.length > 0 && (
        <Disclosure summary={`Avisaron que no podían (${excused.length})`}>
          <ul className="people-columns">
            {excused.map((one) => (
              <li key={`${one.name}${one.from}`}>{line(one)}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Section>
  );
}
