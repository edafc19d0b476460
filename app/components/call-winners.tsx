import type { Winner } from "#app/domain/calls/results.repo.server.ts";
import { paths } from "#app/paths.ts";

/** Who was chosen, in order, and what the organisers say of it. */
export function Winners({ winners, resultsHtml = "", level = 3 }: { winners: Winner[]; resultsHtml?: string; level?: 2 | 3 }) {
  const Title = `h${level}` as const;
  return (
    <div className="stack gap-m">
      {resultsHtml !== "" && <div className="prose" dangerouslySetInnerHTML={{ __html: resultsHtml }} />}
      {winners.length === 0 && <p>No se entregaron reconocimientos: quedó desierta.</p>}
      {winners.length > 0 && (
        // biome-ignore lint/a11y/noRedundantRoles: Safari forgets that an unbulleted list is a list
        <ol className="winners" role="list">
          {winners.map((winner) => (
            <li key={winner.id} className="winner">
              <p className="winner-award">{winner.award}</p>
              <Title className="winner-title">{winner.title}</Title>
              <Whose winner={winner} />
              {winner.note !== "" && <p className="winner-note">{winner.note}</p>}
              {winner.work && (
                <p>
                  <a href={paths.experience(winner.work.slug)}>Ver la experiencia</a>
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Whose({ winner: { school, people } }: { winner: Winner }) {
  return (
    <>
      {school && (
        <p>
          <a href={paths.establishment(school.slug)}>{school.name}</a>
          {school.comuna !== "" && `, ${school.comuna}`}
        </p>
      )}
      {people && (people.name || people.team !== "") && <p className="hint winner-people">{[people.name, people.team].filter(Boolean).join(" · ")}</p>}
    </>
  );
}
