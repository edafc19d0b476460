import type { ResourceCard } from "#app/domain/resources/cards.repo.server.ts";
import { paths } from "#app/paths.ts";
import { classNames } from "#app/ui/class-names.ts";
import { Glyph, nodeColour } from "#app/ui/icon.tsx";
import { Mark } from "#app/ui/mark.tsx";

/** The gallery: pictures first. */
export function ExperienceCards({ works, level = 2 }: { works: readonly ResourceCard[]; level?: 2 | 3 }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that an unbulleted list is a list
    <ul role="list" className="gallery">
      {works.map((work, index) => (
        <li key={work.id}>
          <ExperienceCard work={work} level={level} eager={index < 2} />
        </li>
      ))}
    </ul>
  );
}

function ExperienceCard({ work, level, eager }: { work: ResourceCard; level: 2 | 3; eager: boolean }) {
  const Title = `h${level}` as const;
  const school = work.schools[0];
  const more = work.schools.length - 1;
  return (
    <article className="gallery-card">
      <Picture work={work} eager={eager} />
      <div className="gallery-words">
        <Title className="gallery-title">
          <a href={paths.experience(work.slug)}>{work.title}</a>
        </Title>
        {school && (
          <p className="gallery-school">
            {school.name}, {school.comuna}
            {more > 0 && ` y ${more} más`}
          </p>
        )}
        {work.summary && <p className="gallery-summary">{work.summary}</p>}
        <p className="gallery-foot">
          {used(work.replications_count)}
          {work.visibility !== "public" && <span className="hint">Solo con cuenta</span>}
        </p>
      </div>
    </article>
  );
}

/** How many schools took it up: the figure that matters here. */
function used(count: number) {
  if (count === 0) return <span className="hint">Todavía nadie contó que la usó</span>;
  return (
    <span className="gallery-used">
      <strong>{count}</strong> {count === 1 ? "escuela la usó" : "escuelas la usaron"}
    </span>
  );
}

function Picture({ work, eager }: { work: ResourceCard; eager: boolean }) {
  const node = work.nodes[0];
  if (work.thumbnail)
    return <img className="gallery-picture" src={paths.fileThumbnail(work.thumbnail, 320)} alt="" width={320} height={200} loading={eager ? "eager" : "lazy"} decoding="async" />;
  return (
    <div className={classNames("gallery-picture gallery-plain", node && `n${nodeColour(node.colour)}`)} aria-hidden="true">
      {node ? <Glyph name={node.glyph} colour={node.colour} size="l" /> : <Mark />}
    </div>
  );
}
