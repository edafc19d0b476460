/** An application as its reader may know it: what sight.ts left in it, in one order for everybody. */
import { AttachmentList } from "#app/components/attachments.tsx";
import type { Answer, ApplicationPage, WorkSnapshot } from "#app/domain/calls/application.ts";
import type { QuestionKind } from "#app/domain/calls/call.ts";
import { SECTIONS } from "#app/domain/resources/experience.ts";
import { longDate } from "#app/i18n/dates.ts";
import { paths } from "#app/paths.ts";
import { type Fact, Facts } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Section } from "#app/ui/layout.tsx";

export function ApplicationBody({ application }: { application: ApplicationPage }) {
  const { summary, answers, work, files, sight } = application;
  const told = answers.filter(({ answer }) => answer.length > 0 || sight === "own" || sight === "organiser");
  return (
    <div className="application">
      {sight === "blind" && <Blind reserved={application.reserved} />}
      {summary !== "" && <p className="application-summary">{summary}</p>}
      <WhoApplies application={application} />
      {told.length > 0 && (
        <Section title="Respuestas">
          <dl className="application-answers">
            {told.map(({ id, kind, label, answer }) => (
              <div key={id}>
                <dt>{label}</dt>
                <dd>
                  <AnswerWords kind={kind} answer={answer} />
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      {work && <WorkCopy work={work} sight={sight} />}
      {files.length > 0 && (
        <Section title="Archivos" id="archivos">
          <AttachmentList files={files} />
        </Section>
      )}
    </div>
  );
}

function Blind({ reserved }: { reserved: number }) {
  const left = reserved === 0 ? "" : reserved === 1 ? " Tampoco se muestra una respuesta que identifica." : ` Tampoco se muestran ${reserved} respuestas que identifican.`;
  return (
    <Notice kind="info" title="Evaluación anónima">
      <p>No se muestran nombres, establecimiento, equipo ni nombres de archivos; donde aparecían en los textos dice [reservado].{left}</p>
    </Notice>
  );
}

function WhoApplies({ application: { who, school, team } }: { application: ApplicationPage }) {
  const facts: (Fact | false)[] = [
    who !== null && {
      term: "Postula",
      detail: (
        <>
          {who.name}
          {who.email && (
            <>
              {" "}
              (<a href={`mailto:${who.email}`}>{who.email}</a>)
            </>
          )}
        </>
      ),
    },
    school !== null && {
      term: "Establecimiento",
      detail: (
        <>
          <a href={paths.establishment(school.slug)}>{school.name}</a>
          {school.comuna && `, ${school.comuna}`}
        </>
      ),
    },
    team !== "" && { term: "Equipo", detail: <span className="application-said">{team}</span> },
  ];
  const shown = facts.filter((fact): fact is Fact => fact !== false);
  return shown.length === 0 ? null : <Facts facts={shown} layout="stacked" />;
}

function AnswerWords({ kind, answer }: { kind: QuestionKind; answer: Answer }) {
  if (answer.length === 0) return <span className="hint">Sin respuesta</span>;
  if (Array.isArray(answer)) {
    return (
      <ul>
        {answer.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    );
  }
  if (kind === "link" && /^https?:\/\//i.test(answer))
    return (
      <a href={answer} rel="noreferrer nofollow ugc">
        {answer}
      </a>
    );
  return <span className="application-said">{answer}</span>;
}

/** The sheet as it was when it was sent in. */
function WorkCopy({ work, sight }: { work: WorkSnapshot; sight: ApplicationPage["sight"] }) {
  const facts = [...work.specialties, ...work.levels].join(" · ");
  return (
    <Section title={`La experiencia: ${work.title}`} id="experiencia">
      <p className="hint">
        Copia del {longDate(work.at)}: lo que se evalúa es esto, aunque la ficha cambie después.
        {work.slug !== "" && (
          <>
            {" "}
            <a href={paths.experience(work.slug)}>Ver la ficha de hoy</a>
          </>
        )}
      </p>
      {work.summary !== "" && <p className="application-summary">{work.summary}</p>}
      {sight !== "blind" && work.schools.length > 0 && <p>{work.schools.map(({ name }) => name).join(" · ")}</p>}
      {sight !== "blind" && work.authors.length > 0 && <p>{work.authors.join(" · ")}</p>}
      {facts !== "" && <p>{facts}</p>}
      {work.sections.map(({ key, html }) => (
        <section key={key} className="application-part">
          <h3>{SECTIONS[key].label}</h3>
          <p className="hint">{SECTIONS[key].question}</p>
          <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
        </section>
      ))}
    </Section>
  );
}
