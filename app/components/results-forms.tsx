import { useSubmission } from "#app/components/submission.ts";
import { AWARD_MAX, AWARD_NOTE_MAX, CONFLICT_NOTE_MAX, RESULTS_MAX } from "#app/domain/calls/jury.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import type { AwardGiven, ResultsPage, Review } from "#app/routes/calls/results-page.server.ts";
import { Button, ButtonForm, LinkButton } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Checkbox, Field, Form, SubmitBar, TextArea } from "#app/ui/form.tsx";
import { Section } from "#app/ui/layout.tsx";
import { percentWords } from "./ranking-words.ts";

type Run = NonNullable<ResultsPage["run"]>;

export function TakenAway({ removed }: { removed: AwardGiven }) {
  const { application_id, award, position, note } = removed;
  return (
    <Notice
      kind="info"
      title={`Se quitó «${award}»`}
      actions={
        <ButtonForm size="small" fields={{ act: "award", application_id, award, position: String(position), note }}>
          Deshacer
        </ButtonForm>
      }
    />
  );
}

/** One award, by a person. Nobody else knows of it before the results are published. */
export function AwardForm({ awarding, taken, slug }: { awarding: NonNullable<Run["awarding"]>; taken: Run["taken"]; slug: string }) {
  const { application, values } = awarding;
  const { errors, value } = useSubmission(values);
  const others = taken.filter((one) => one.award !== application.award);
  return (
    <section className="award-box" id="premiar">
      <h2>
        n.º {application.number ?? "–"}: {application.title}
      </h2>
      <p>
        {application.score === null
          ? "No tiene puntaje."
          : `${percentWords(application.score)} de 100, lugar ${application.place}${application.tied ? " (empate: decide quien organiza)" : ""}.`}
        {others.length > 0 && ` Ya dado: ${others.map((one) => `${one.position}. ${one.award}`).join("; ")}.`}
      </p>
      <Form errors={errors} action={paths.callResults(slug, { premiar: application.id })}>
        <input type="hidden" name="act" value="award" />
        <input type="hidden" name="application_id" value={application.id} />
        <Field
          label="Reconocimiento"
          name="award"
          required
          maxLength={AWARD_MAX}
          value={value("award")}
          hint="Por ejemplo: Primer lugar, Mención honrosa."
          list="reconocimientos"
          autoComplete="off"
        />
        <datalist id="reconocimientos">
          {["Primer lugar", "Segundo lugar", "Tercer lugar", "Mención honrosa", "Seleccionada"].map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <Field label="Orden en que se muestra" name="position" type="number" inputMode="numeric" min={1} max={99} required width="short" value={value("position")} />
        <TextArea label="Por qué" name="note" optional rows={3} maxLength={AWARD_NOTE_MAX} value={value("note")} hint="Se publica junto al reconocimiento." />
        <SubmitBar>
          <Button>{application.award ? "Guardar" : "Dar este reconocimiento"}</Button>
          <LinkButton to={paths.callResults(slug)} kind="quiet">
            Volver sin cambiar
          </LinkButton>
        </SubmitBar>
      </Form>
      {application.award && (
        <ButtonForm kind="quiet" action={paths.callResults(slug)} fields={{ act: "take_away", application_id: application.id }}>
          Quitar este reconocimiento
        </ButtonForm>
      )}
    </section>
  );
}

/** First the words, then a look at everything, then out. */
export function PublishForm({ text }: { text: string }) {
  const { errors, refused, value } = useSubmission({ results_md: text });
  const about = refused && "results_md" in errors;
  return (
    <Section title="Publicar los resultados" id="publicar">
      <p>Se publican los reconocimientos, y cada persona que postuló ve su puntaje y los comentarios, sin saber de quién son. Primero verás un resumen.</p>
      <Form errors={about ? errors : {}}>
        <input type="hidden" name="act" value="text" />
        <TextArea
          label="Palabras de quien organiza"
          name="results_md"
          optional
          rows={5}
          maxLength={RESULTS_MAX}
          value={value("results_md")}
          hint="Se leen arriba de los reconocimientos. Puedes usar listas y **negritas**."
        />
        <SubmitBar>
          <Button>Guardar y revisar</Button>
        </SubmitBar>
      </Form>
    </Section>
  );
}

export function PublishReview({ review: { awards, applicants, doubts }, slug }: { review: Review; slug: string }) {
  const { errors } = useSubmission();
  return (
    <Section title="Revisar y publicar" id="publicar">
      {awards.length > 0 ? (
        <ol className="award-list">
          {awards.map((one) => (
            <li key={one.id}>
              <strong>{one.award}</strong>: {one.title}
            </li>
          ))}
        </ol>
      ) : (
        <Notice kind="warn" title="Ningún reconocimiento">
          <p>Si publicas así, se dirá que quedó desierta.</p>
        </Notice>
      )}
      <Doubts doubts={doubts} />
      <p>
        {applicants === 0 ? "No hay nadie a quien avisar." : `Se enviará un correo por postulación: ${counted(applicants, "correo", "correos")}.`} Después, los reconocimientos y
        los puntajes ya no se pueden cambiar sin retirar los resultados.
      </p>
      <Form errors={errors} action={paths.callResults(slug, { publicar: "1" })}>
        <input type="hidden" name="act" value="publish" />
        <Checkbox label="Revisé los reconocimientos" name="sure" required />
        <SubmitBar>
          <Button>Publicar los resultados</Button>
          <LinkButton to={paths.callResults(slug)} kind="quiet">
            Todavía no
          </LinkButton>
        </SubmitBar>
      </Form>
    </Section>
  );
}

function Doubts({ doubts: { unassessed, partial, pending, shared } }: Pick<Review, "doubts">) {
  const lines = [
    unassessed > 0 && counted(unassessed, "postulación no tiene ninguna evaluación terminada.", "postulaciones no tienen ninguna evaluación terminada."),
    partial > 0 && counted(partial, "postulación tiene menos evaluaciones que las que le tocan.", "postulaciones tienen menos evaluaciones que las que les tocan."),
    pending > 0 && counted(pending, "persona invitada al jurado no ha respondido.", "personas invitadas al jurado no han respondido."),
    shared > 0 &&
      counted(
        shared,
        "postulación sin reconocimiento empata con una que lo tiene: di por qué en sus palabras.",
        "postulaciones sin reconocimiento empatan con una que lo tiene: di por qué en sus palabras.",
      ),
  ].filter((line) => line !== false);
  if (lines.length === 0) return null;
  return (
    <Notice kind="warn" title="Antes de publicar, mira esto">
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Notice>
  );
}

export function PublishedResults({ slug }: { slug: string }) {
  const { errors, value } = useSubmission();
  return (
    <Disclosure summary="Hay un error: retirar los resultados" open={Object.keys(errors).length > 0}>
      <p>Dejan de verse hasta que los publiques de nuevo. La razón queda en la historia de la convocatoria, y quienes postularon recibirán los corregidos.</p>
      <Form errors={errors} action={paths.callResults(slug)}>
        <input type="hidden" name="act" value="withdraw" />
        <Field label="Por qué" name="reason" required maxLength={CONFLICT_NOTE_MAX} value={value("reason")} />
        <SubmitBar>
          <Button kind="danger">Retirar los resultados</Button>
        </SubmitBar>
      </Form>
    </Disclosure>
  );
}
