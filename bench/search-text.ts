/** What bench/RESULTS.md says of the search. */
import { MOST_SEARCH_MS, type Repository, type SearchMeasured } from "./search.ts";

const ms = (number: number) => (number < 10 ? number.toFixed(1) : number.toFixed(0));
const nameOf = ({ database, resources }: Repository) => `${database}, ${resources.toLocaleString("en")}`;

export function searchText({ repositories, bareMs, missing }: SearchMeasured): string {
  const heads = repositories.map((each) => `${nameOf(each)}: median (p95)`);
  const rows = (repositories[0]?.asked ?? []).map(({ title, who }, row) => {
    const cells = repositories.map(({ asked }) => {
      const timed = asked[row]?.timed;
      return timed ? `${ms(timed.median)} (${ms(timed.p95)})` : "";
    });
    return `| ${[title, who, ...cells].join(" | ")} |`;
  });
  const all = repositories.map(({ all: { median, p95 } }) => `**${ms(median)}** (${ms(p95)})`);
  const times = repositories.map(({ all: { median } }) => `${Math.round(median / bareMs)} ×`);
  return `## Search

Milliseconds of one search over everything, with counts, the first page and its snippets: ${repositories.map(nameOf).join("; ")} resources (ten words of each stand in
no other). Who asks is a visitor, or a member of five nodes. ${verdict(repositories)}${missing ? ` Not measured: ${missing}.` : ""}

| asked | by | ${heads.join(" | ")} |
|${"---|".repeat(heads.length + 2)}
${rows.join("\n")}
| all | | ${all.join(" | ")} |
| one answer of the bare server (${bareMs.toFixed(2)} ms) | | ${times.join(" | ")} |

${growth(repositories)}`;
}

function verdict(repositories: readonly Repository[]): string {
  const most = Math.max(...repositories.map(({ all }) => all.queries));
  const slow = repositories.filter(({ all }) => all.median > MOST_SEARCH_MS);
  const told = slow.length === 0 ? `The median of all searches is under ${MOST_SEARCH_MS} ms in each` : `Over ${MOST_SEARCH_MS} ms: ${slow.map(nameOf).join("; ")}`;
  return `${told}; at most ${most} queries a search.`;
}

/** From the small repository to the large one of the same database. */
function growth(repositories: readonly Repository[]): string {
  const lines = ["SQLite", "PostgreSQL"].flatMap((database) => {
    const [small, large] = repositories.filter((each) => each.database === database);
    if (!small || !large || small.resources === large.resources) return [];
    return [`${database} takes ${(large.all.median / small.all.median).toFixed(1)} times as long in a repository ${large.resources / small.resources} times as large.`];
  });
  return lines.join(" ");
}
