import type { OwnResult, ToldAssessment } from "#app/domain/calls/results.repo.server.ts";
import { percentWords } from "./ranking-words.ts";

/** What the jury found of one's own application: scores and comments, never who wrote them. */
export function OwnAssessment({ result }: { result: OwnResult }) {
  const { award, award_note, score, assessments } = result;
  return (
    <div className="stack gap-m">
      {award && (
        <p className="own-award">
          <strong>{award}</strong>
          {award_note !== "" && <span className="winner-note">{award_note}</span>}
        </p>
      )}
      {score === null && <p>Esta postulación no tiene evaluaciones con puntaje.</p>}
      {score !== null && (
        <p>
          Tu puntaje: <strong>{percentWords(score)}</strong> de 100, promedio de {assessments.length === 1 ? "una evaluación" : `${assessments.length} evaluaciones`}. No se dice
          quién escribió cada una.
        </p>
      )}
      {assessments.map((assessment, index) => (
        <AssessmentTold key={assessment.id} assessment={assessment} title={`Evaluación ${index + 1}`} />
      ))}
    </div>
  );
}

/** One assessment as it was finished. */
export function AssessmentTold({ assessment, title, note = "" }: { assessment: ToldAssessment; title: string; note?: string }) {
  return (
    <section className="own-assessment">
      <h3>
        {title}
        {assessment.score !== null && `: ${percentWords(assessment.score)}`}
      </h3>
      <dl>
        {assessment.criteria.map(({ id, name, points, most, level, comment }) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd>
              {level !== "" && `${level}, `}
              {points} de {most}
              {comment !== "" && <span className="own-comment">{comment}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {assessment.comment_html !== "" && <div className="prose" dangerouslySetInnerHTML={{ __html: assessment.comment_html }} />}
      {note !== "" && <p className="own-comment">Nota privada: {note}</p>}
    </section>
  );
}
