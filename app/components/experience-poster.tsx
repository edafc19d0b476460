import { WidePicture } from "#app/components/attachment-picture.tsx";
/** The poster of an experience: one sheet for a wall, the same on screen and on paper of any size. */
import type { Experience, SheetSite } from "#app/components/experience-sheet.tsx";
import { coverOf, firstWords, levelWords, plainText, pulledFigure } from "#app/components/experience-words.ts";
import { QrPicture } from "#app/components/pass-card.tsx";
import type { ChainSchool } from "#app/domain/replications/replication.ts";
import { SECTIONS, type SectionKey } from "#app/domain/resources/experience.ts";
import { LICENCES, type Licence } from "#app/domain/resources/resource.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";
import { classNames } from "#app/ui/class-names.ts";
import { nodeColour } from "#app/ui/icon.tsx";
import { Mark } from "#app/ui/mark.tsx";

/** What a wall says; the rest is one scan away. */
const BLOCKS: SectionKey[] = ["need", "what", "results", "transferability"];
const BLOCK_LETTERS = 215;
/** A picture bigger than this is not sent whole to be seen on a screen. */
const WHOLE_MAX = 3_000_000;

export function Poster({ work, schools, site }: { work: Experience; schools: readonly ChainSchool[]; site: SheetSite }) {
  const cover = coverOf(work.files);
  const results = work.sections.find((section) => section.key === "results");
  const pulled = results ? pulledFigure(results.html) : null;
  const blocks = BLOCKS.flatMap((key) => work.sections.filter((section) => section.key === key));
  const node = work.nodes[0];
  return (
    <article className={classNames("poster paper", node && `n${nodeColour(node.colour)}`)} aria-label={`Afiche: ${work.title}`}>
      <div className="poster-sheet">
        <header className="poster-head">
          <p className="poster-network">
            <Mark />
            <span>{site.network}</span>
          </p>
          <p className="poster-kind">{node ? node.name : "Experiencia de innovación"}</p>
        </header>
        <h1 className={classNames("poster-title", work.title.length > 70 && "poster-title-long")}>{work.title}</h1>
        <div className="poster-by">
          {schools.map((school) => (
            <p key={school.slug}>
              <strong>{school.name}</strong> <span>{school.comuna}</span>
            </p>
          ))}
        </div>
        {cover ? (
          <WidePicture file={cover} className="poster-image" large={cover.kind === "image" && cover.size <= WHOLE_MAX ? paths.file(cover.id, cover.name) : undefined} />
        ) : (
          <p className="poster-summary poster-summary-alone">{work.summary}</p>
        )}
        {cover && <p className="poster-summary">{work.summary}</p>}
        <div className={classNames("poster-blocks", `poster-blocks-${blocks.length}`)}>
          {blocks.map(({ key, html }) => (
            <section key={key} className={key === "results" && pulled ? "poster-block poster-block-figure" : "poster-block"}>
              <h2>{SECTIONS[key].label}</h2>
              {key === "results" && pulled ? (
                <p className="poster-figure">
                  <strong>{pulled.figure}</strong> <span>{pulled.words}</span>
                </p>
              ) : (
                <p>{firstWords(plainText(html), BLOCK_LETTERS)}</p>
              )}
            </section>
          ))}
        </div>
        <PosterFoot work={work} site={site} />
      </div>
    </article>
  );
}

function PosterFoot({ work, site }: { work: Experience; site: SheetSite }) {
  const facts = [work.specialties.map(({ name }) => name).join(", "), levelWords(work.levels), LICENCES[work.licence as Licence]?.label];
  return (
    <footer className="poster-foot">
      <div className="poster-facts">
        {work.replications_count > 0 && <p className="poster-used">Ya {counted(work.replications_count, "escuela contó que la usó", "escuelas contaron que la usaron")}</p>}
        <p>{facts.filter(Boolean).join(" · ")}</p>
        <p className="poster-address">{site.url.replace(/^https?:\/\//, "")}</p>
      </div>
      <div className="poster-scan">
        <p>Léela completa y cuéntanos si la usas</p>
        <QrPicture svg={site.qr} label="Código que lleva a la experiencia" />
      </div>
    </footer>
  );
}
