/** The page of an experience: reads as a magazine page, prints as one sheet. */
import type { ReactNode } from "react";
import { WidePicture } from "#app/components/attachment-picture.tsx";
import { Comments } from "#app/components/comments.tsx";
import { citation, coverOf, levelWords, printFit, pulledFigure } from "#app/components/experience-words.ts";
import { NodeTags } from "#app/components/node-tag.tsx";
import { QrPicture } from "#app/components/pass-card.tsx";
import type { CommentPage } from "#app/domain/comments/comment.ts";
import type { Attachment } from "#app/domain/files/file.ts";
import type { Chain, ChainSchool } from "#app/domain/replications/replication.ts";
import type { Showing } from "#app/domain/replications/showings.repo.server.ts";
import { SECTIONS } from "#app/domain/resources/experience.ts";
import type { ResourcePageRow } from "#app/domain/resources/page.repo.server.ts";
import { LICENCES, type Licence } from "#app/domain/resources/resource.ts";
import { longDate } from "#app/i18n/dates.ts";
import { FORMAT_LABELS } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { classNames } from "#app/ui/class-names.ts";

/** What `resourceOfPage()` gives. */
export interface Experience extends ResourcePageRow {
  files: Attachment[];
  may: { edit: boolean; review: boolean; moderate: boolean; takePart: boolean };
}

export interface SheetSite {
  network: string;
  url: string;
  qr: string;
}

/** Title, schools, one sentence, picture: the opening of the spread. */
export function SheetOpening({ work, schools, actions }: { work: Experience; schools: readonly ChainSchool[]; actions: ReactNode }) {
  const cover = coverOf(work.files);
  return (
    <header className={classNames("sheet-open", cover === null && "sheet-open-plain")}>
      <div className="sheet-words">
        <p className="sheet-kind">Experiencia de innovación</p>
        <h1 className={work.title.length > 90 ? "sheet-title sheet-title-long" : "sheet-title"}>{work.title}</h1>
        {work.summary && <p className="sheet-summary">{work.summary}</p>}
        <SheetBy work={work} schools={schools} />
        <div className="sheet-acts no-print">{actions}</div>
      </div>
      {cover && <Cover file={cover} />}
    </header>
  );
}

function SheetBy({ work, schools }: { work: Experience; schools: readonly ChainSchool[] }) {
  return (
    <div className="sheet-by">
      {schools.map((school) => (
        <p key={school.slug} className="sheet-school">
          <a href={paths.establishment(school.slug)}>{school.name}</a>
          <span>{school.comuna}</span>
        </p>
      ))}
      {work.authors.length > 0 && <p className="sheet-authors">{work.authors.join(" · ")}</p>}
    </div>
  );
}

function Cover({ file }: { file: Attachment }) {
  return (
    <figure className="sheet-cover">
      <WidePicture file={file} />
      {file.label && <figcaption>{file.label}</figcaption>}
    </figure>
  );
}

/** The sections as running text; under each what peers say of it. */
export function SheetText({ work, comments }: { work: Experience; comments: CommentPage }) {
  const results = work.sections.find((section) => section.key === "results");
  const pulled = results ? pulledFigure(results.html) : null;
  return (
    <div className={`sheet-text sheet-fit-${printFit(work.sections)}`}>
      {work.sections
        .filter((section) => section.key !== "transferability")
        .map(({ key, html }) => (
          <section key={key} className={`sheet-part sheet-part-${key}`} aria-labelledby={`parte-${key}`}>
            <h2 id={`parte-${key}`} className="sheet-question-mark">
              <span className="sheet-part-label">{SECTIONS[key].label}</span>
              <span className="sheet-part-question">{SECTIONS[key].question}</span>
            </h2>
            {key === "results" && pulled && <Pulled {...pulled} />}
            <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />
            <Comments work={work} comments={comments} section={key} may={work.may} />
          </section>
        ))}
      <Transfer work={work} comments={comments} />
    </div>
  );
}

/** Said again in the text under it: for the eye alone. */
function Pulled({ figure, words }: { figure: string; words: string }) {
  return (
    <p className="sheet-figure" aria-hidden="true">
      <strong className={figure.length > 8 ? "sheet-figure-long" : undefined}>{figure}</strong>
      <span>{words}</span>
    </p>
  );
}

/** «Para llevarla a otra escuela»: what it takes, and the way to begin. */
function Transfer({ work, comments }: { work: Experience; comments: CommentPage }) {
  const section = work.sections.find(({ key }) => key === "transferability");
  if (!section && !work.may.takePart) return null;
  return (
    <section className="sheet-transfer" aria-labelledby="parte-transferability">
      <h2 id="parte-transferability">{SECTIONS.transferability.label}</h2>
      {section && <div className="prose" dangerouslySetInnerHTML={{ __html: section.html }} />}
      <div className="cluster gap-s no-print">
        <LinkButton to={paths.resourceReplicate(work.slug)} kind="primary" icon="plus">
          Lo usamos en nuestro liceo
        </LinkButton>
        <LinkButton to={paths.experienceNew({ de: work.slug })} kind="secondary" icon="copy">
          Contar nuestra adaptación
        </LinkButton>
      </div>
      {section && <Comments work={work} comments={comments} section="transferability" may={work.may} />}
    </section>
  );
}

/** Beside the text: for whom it is, and where it was shown. */
export function SheetFacts({ work, showings }: { work: Experience; showings: readonly Showing[] }) {
  return (
    <aside className="sheet-facts" aria-label="Datos de la experiencia">
      <dl>
        <Fact label="Especialidad">{work.specialties.map(({ name }) => name).join(", ")}</Fact>
        <Fact label="Nivel">{levelWords(work.levels)}</Fact>
        <Fact label="Aprendizajes">{work.objectives}</Fact>
        {work.nodes.length > 0 && (
          <Fact label={work.nodes.length === 1 ? "Nodo" : "Nodos"}>
            <NodeTags nodes={work.nodes} />
          </Fact>
        )}
        {work.tags.length > 0 && (
          <Fact label="Etiquetas">
            {work.tags.map(({ tag, key }, index) => (
              <span key={key}>
                {index > 0 && ", "}
                <a href={paths.resources({ etiqueta: key })}>{tag}</a>
              </span>
            ))}
          </Fact>
        )}
        {work.origin && (
          <Fact label="Viene de">
            <a href={paths.work(work.origin)}>{work.origin.title}</a>
          </Fact>
        )}
        {showings.length > 0 && (
          <Fact label="Dónde se mostró">
            <ul className="sheet-showings">
              {showings.map((showing) => (
                <li key={`${showing.event_id}-${showing.format}`}>
                  <a href={paths.event(showing.event_id)}>{showing.event}</a>{" "}
                  <span>
                    {longDate(`${showing.starts_local.slice(0, 10)}T12:00:00.000Z`)} · {FORMAT_LABELS[showing.format] ?? ""}
                  </span>
                </li>
              ))}
            </ul>
          </Fact>
        )}
      </dl>
    </aside>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** How to name it, and what may be done with it; on paper also where it is and who used it. */
export function SheetEnd({
  work,
  chain,
  replications,
  site,
}: {
  work: Experience;
  chain: Chain;
  replications: readonly { school: string | null; place: string; comuna: string | null }[];
  site: SheetSite;
}) {
  const licence = LICENCES[work.licence as Licence];
  const used = [
    ...replications.map(({ school, place, comuna }) => [school ?? place, comuna].filter(Boolean).join(", ")),
    ...chain.adaptations.flatMap((link) => link.schools.map((school) => `${school.name}, ${school.comuna}`)),
  ];
  return (
    <footer className="sheet-end">
      <div className="sheet-end-words">
        {used.length > 0 && (
          <p className="sheet-used-print">
            <strong>La usaron:</strong> {[...new Set(used)].slice(0, 6).join(" · ")}
            {used.length > 6 && ` y ${used.length - 6} más`}
          </p>
        )}
        <p>
          <strong>Cómo citarla.</strong> {citation(work, site.network, site.url)}
        </p>
        <p>
          <strong>Licencia.</strong> {licence?.url ? <a href={licence.url}>{licence.label}</a> : licence?.label}. {licence?.says}
        </p>
      </div>
      <div className="sheet-qr">
        <QrPicture svg={site.qr} label="Código que lleva a esta página" />
      </div>
    </footer>
  );
}
