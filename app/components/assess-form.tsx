import { ConflictKindField } from "#app/components/conflict-kind-field.tsx";
import { useSubmission } from "#app/components/submission.ts";
import { type Criterion, shareOf } from "#app/domain/calls/call.ts";
import { ASSESSMENT_COMMENT_MAX, CONFLICT_NOTE_MAX, CRITERION_COMMENT_MAX } from "#app/domain/calls/jury.ts";
import type { AssessPage } from "#app/routes/calls/assess-page.server.ts";
import { Button, ButtonForm } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Form, RadioGroup, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Section } from "#app/ui/layout.tsx";
import { percentWords } from "./ranking-words.ts";

interface Part {
  page: AssessPage;
}

/** The rubric to fill in: one level for each criterion, large enough for a thumb; arrows choose within a criterion, tab goes to the next. */
export function AssessForm({ page: { criteria, values, constraints, percent, saved } }: Part) {
  const { errors, refused, value } = useSubmission(values);
  const mine = refused && "kind" in errors ? {} : errors;
  const typed = refused ? Object.fromEntries(Object.keys({ ...values, ...errors }).map((name) => [name, value(name)])) : values;
  return (
    <Section title="Tu evaluación">
      {saved && <p className="hint">Borrador guardado el {saved}. No cuenta hasta que lo termines.</p>}
      {percent !== null && (
        <p>
          Con lo guardado va en <strong>{percentWords(percent)}</strong> de 100.
        </p>
      )}
      <Form errors={mine} values={typed} constraints={constraints}>
        {criteria.map((criterion) => (
          <CriterionFields key={criterion.id} criterion={criterion} criteria={criteria} chosen={value(`points_${criterion.id}`)} comment={value(`comment_${criterion.id}`)} />
        ))}
        <TextArea
          label="Comentario general"
          name="comment_md"
          optional
          rows={5}
          maxLength={ASSESSMENT_COMMENT_MAX}
          value={value("comment_md")}
          hint="Lo lee quien postula cuando se publiquen los resultados, sin tu nombre. Di qué está logrado y qué mejorarías."
        />
        <TextArea
          label="Nota privada"
          name="note"
          optional
          rows={2}
          maxLength={ASSESSMENT_COMMENT_MAX}
          value={value("note")}
          hint="La lees tú, y quien organiza. Nunca quien postula."
        />
        <SubmitBar>
          <Button name="act" value="finish">
            Terminar
          </Button>
          <Button kind="secondary" name="act" value="save" formNoValidate>
            Guardar borrador
          </Button>
        </SubmitBar>
      </Form>
    </Section>
  );
}

function CriterionFields({ criterion, criteria, chosen, comment }: { criterion: Criterion; criteria: readonly Criterion[]; chosen: string; comment: string }) {
  const { id, name, description, levels } = criterion;
  return (
    <div className="criterion">
      <RadioGroup
        legend={
          <>
            {name} <span className="criterion-share">{Math.round(shareOf(criterion, criteria))} %</span>
          </>
        }
        hint={description || undefined}
        name={`points_${id}`}
        value={chosen}
        layout="list"
        options={levels.map((level) => ({
          value: String(level.points),
          label: (
            <span className="level-label">
              <b>{level.points}</b> {level.label}
            </span>
          ),
          hint: level.description || undefined,
        }))}
      />
      <TextArea label={`Comentario sobre ${name.toLowerCase()}`} name={`comment_${id}`} optional rows={2} maxLength={CRITERION_COMMENT_MAX} value={comment} />
    </div>
  );
}

/** One's own, when it is done; to be taken up again until the results are out. */
export function FinishedAssessment({ page: { criteria, values, percent, over, done } }: Part) {
  if (!done) return <Notice kind="info" title="Los resultados ya se publicaron y no terminaste esta evaluación: no se contó." />;
  return (
    <Section
      title="Tu evaluación"
      actions={
        !over && (
          <ButtonForm size="small" fields={{ act: "reopen" }}>
            Corregirla
          </ButtonForm>
        )
      }
    >
      {percent !== null && (
        <p>
          Terminada: <strong>{percentWords(percent)}</strong> de 100.
        </p>
      )}
      <dl className="assessed">
        {criteria.map(({ id, name, levels }) => {
          const points = values[`points_${id}`] ?? "";
          const level = levels.find((one) => String(one.points) === points);
          return (
            <div key={id}>
              <dt>{name}</dt>
              <dd>
                {points}
                {level && ` · ${level.label}`}
                {values[`comment_${id}`] && <span className="own-comment">{values[`comment_${id}`]}</span>}
              </dd>
            </div>
          );
        })}
        {values.comment_md && (
          <div>
            <dt>Comentario general</dt>
            <dd className="own-comment">{values.comment_md}</dd>
          </div>
        )}
        {values.note && (
          <div>
            <dt>Nota privada</dt>
            <dd className="own-comment">{values.note}</dd>
          </div>
        )}
      </dl>
    </Section>
  );
}

/** Reading, one may see who it is. */
export function ConflictWhileReading() {
  const { errors, refused, value } = useSubmission();
  const about = refused && "kind" in errors;
  return (
    <Disclosure summary="Tengo un conflicto de interés con esta postulación" open={about}>
      <Form errors={about ? errors : {}}>
        <input type="hidden" name="act" value="conflict" />
        <ConflictKindField value={value("kind")} />
        <TextArea label="Detalle" name="note" id="conflict-note" optional rows={2} maxLength={CONFLICT_NOTE_MAX} hint="Lo lee solo quien organiza." />
        <SubmitBar>
          <Button kind="secondary">Declararlo y salir</Button>
        </SubmitBar>
      </Form>
    </Disclosure>
  );
}
