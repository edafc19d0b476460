import type { Shelf, ShelfWork } from "#app/domain/marks/own.repo.server.ts";
import { counted } from "#app/i18n/labels.ts";
import { paths } from "#app/paths.ts";

const TITLES: Record<Shelf, string> = { used: "Lo más usado", replicated: "Lo más replicado", recent: "Lo último" };
const SHELVES = Object.keys(TITLES) as Shelf[];

/** Three short lists side by side, for whoever has not looked for anything yet. A list without works is left out. */
export function Shelves({ works }: { works: readonly ShelfWork[] }) {
  const shelves = SHELVES.map((shelf) => ({ shelf, of: works.filter((work) => work.shelf === shelf) })).filter(({ of }) => of.length > 0);
  // The latest alone would say what the list below says.
  if (shelves.length < 2) return null;
  return (
    <div className="shelves no-print">
      {shelves.map(({ shelf, of }) => (
        <section key={shelf} className="shelf">
          <h2>{TITLES[shelf]}</h2>
          <ol>
            {of.map((work) => (
              <li key={work.id}>
                <a href={paths.work(work)}>{work.title}</a>
                {wordsOf(shelf, work.count)}
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function wordsOf(shelf: Shelf, count: number) {
  if (shelf === "recent") return null;
  return <span className="hint"> {shelf === "used" ? counted(count, "vez", "veces") : counted(count, "réplica", "réplicas")}</span>;
}
