/** Writing an application: what every call asks, its own questions, and the experience that goes with it. */
import { useActionData } from "@remix-run/react";
import { useSubmission } from "#app/components/submission.ts";
import { answerField, mostOf } from "#app/domain/calls/answers.ts";
import { SUMMARY_MAX, TEAM_MAX, TITLE_MAX } from "#app/domain/calls/application.ts";
import type { Written } from "#app/domain/calls/applications.server.ts";
import type { Question } from "#app/domain/calls/call.ts";
import type { OwnExperience } from "#app/domain/calls/snapshot.server.ts";
import { paths } from "#app/paths.ts";
import { Notice } from "#app/ui/flash.tsx";
import { CheckboxGroup, Field, Form, RadioGroup, Select, TextArea } from "#app/ui/form.tsx";

export interface ApplicationFormProps {
  id: string;
  written: Written;
  seen: string;
  questions: Question[];
  /** Those that one may apply with. */
  experiences: OwnExperience[];
  call: { work: string; blind: boolean };
  school: string | null;
  /** Saved while it is written; what was sent in is changed by hand. */
  asYouGo: boolean;
}

/** What came back: the mark of what stands now, and what somebody else (another tab) wrote there. */
interface Reply {
  seen?: string;
  theirs?: Written;
}

export const FORM_ID = "postulacion";

export function ApplicationForm({ id, written, seen, questions, experiences, call, school, asYouGo }: ApplicationFormProps) {
  const answers = Object.fromEntries(Object.entries(written.answers).map(([key, answer]) => [answerField(key), answer]));
  const { title, summary, team, resource_id } = written;
  const { errors, value, values } = useSubmission({ title, summary, team, resource_id, ...answers });
  const reply = useActionData() as Reply | undefined;
  const autosave = asYouGo ? { "data-autosave": paths.applicationAutosave(id) } : {};
  return (
    <Form errors={errors} id={FORM_ID} action={paths.applicationEdit(id)} className="form application-form" {...autosave}>
      {reply?.theirs && <TwoTabs theirs={reply.theirs} questions={questions} />}
      <input type="hidden" name="part" value="todo" />
      <input type="hidden" name="seen" value={reply?.seen ?? seen} />
      {call.work !== "none" && <Experience chosen={value("resource_id")} experiences={experiences} required={call.work === "required"} />}
      <Field
        label="Título"
        name="title"
        value={value("title")}
        maxLength={TITLE_MAX}
        required
        hint={call.blind ? "Sin nombres de personas ni del establecimiento: la evaluación es anónima." : undefined}
      />
      <TextArea label="En pocas palabras" name="summary" value={value("summary")} rows={4} maxLength={SUMMARY_MAX} required hint="Qué presentan y por qué vale la pena." />
      {questions.map((question) => (
        <Asked key={question.id} question={question} value={value(answerField(question.id))} values={values(answerField(question.id))} blind={call.blind} />
      ))}
      <TextArea
        label="Quiénes participan"
        name="team"
        value={value("team")}
        rows={3}
        maxLength={TEAM_MAX}
        optional
        hint={`Nombres y cargos de tu equipo. Los estudiantes se cuentan, no se nombran.${call.blind ? " El jurado no ve esto." : ""}`}
      />
      <p className="hint">
        {school ? `Postulas por ${school}, el establecimiento de tu cuenta.` : "Tu cuenta no tiene establecimiento: postulas a tu nombre."} Quien organiza verá tu nombre y tu
        correo.
      </p>
      <p className="application-saved" data-autosave-status="" role="status" />
    </Form>
  );
}

function Experience({ chosen, experiences, required }: { chosen: string; experiences: OwnExperience[]; required: boolean }) {
  const known = experiences.some((each) => each.id === chosen);
  return (
    <Select
      label="Experiencia del repositorio"
      name="resource_id"
      value={chosen}
      optional={!required}
      placeholder={required ? "Elige una" : "Sin experiencia"}
      options={[
        ...experiences.map((each) => ({ value: each.id, label: each.title || "Sin título" })),
        ...(chosen !== "" && !known ? [{ value: chosen, label: "La que elegiste ya no está publicada" }] : []),
      ]}
      hint="Tuya y publicada. Al enviar se guarda una copia de la ficha y de sus archivos."
    />
  );
}

function Asked({ question, value, values, blind }: { question: Question; value: string; values: string[]; blind: boolean }) {
  const { id, kind, label, required, options } = question;
  const hint = [question.hint, blind && question.identifies ? "El jurado no ve esta respuesta." : ""].filter(Boolean).join(" ") || undefined;
  const same = { name: answerField(id), hint, optional: !required };
  const choices = options.map((option) => ({ value: option, label: option }));
  if (kind === "text") return <TextArea label={label} {...same} value={value} rows={6} maxLength={mostOf(question)} required={required} />;
  if (kind === "choice") return <RadioGroup legend={label} {...same} value={value} options={choices} required={required} />;
  if (kind === "choices") return <CheckboxGroup legend={label} {...same} options={choices.map((choice) => ({ ...choice, checked: values.includes(choice.value) }))} />;
  const more = kind === "number" ? ({ inputMode: "decimal", width: "short" } as const) : kind === "link" ? ({ inputMode: "url", placeholder: "https://" } as const) : {};
  return <Field label={label} {...same} value={value} maxLength={mostOf(question)} required={required} {...more} />;
}

function TwoTabs({ theirs, questions }: { theirs: Written; questions: Question[] }) {
  const parts = [
    { label: "Título", words: theirs.title },
    { label: "En pocas palabras", words: theirs.summary },
    ...questions.map(({ id, label }) => ({ label, words: [theirs.answers[id] ?? ""].flat().join(", ") })),
    { label: "Quiénes participan", words: theirs.team },
  ];
  return (
    <Notice kind="warn" title="Esta postulación cambió mientras escribías">
      <p>Se guardó otra versión desde otra ventana. Abajo está lo tuyo, sin perder nada; al guardar queda lo que se ve en los recuadros.</p>
      <details data-autosave-theirs="">
        <summary>Ver lo que hay guardado</summary>
        <dl className="application-answers">
          {parts.map(({ label, words }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="application-said">{words || "(vacío)"}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Notice>
  );
}
