/** bench/RESULTS.md: what was measured, on what, and how to read it. */
import { execFileSync } from "node:child_process";
import { cpus, release, totalmem } from "node:os";
import { CONNECTIONS } from "./load.ts";
import { MOST_MS, MOST_QUERIES, type PageMeasured } from "./pages.ts";
import type { Size } from "./rows.ts";
import type { SearchMeasured } from "./search.ts";
import { searchText } from "./search-text.ts";
import { type SeriesMeasured, seriesText } from "./series.ts";

export interface TargetMeasured {
  title: string;
  who: string;
  status: number;
  bytes: number;
  rate: number;
  p50: number;
  p99: number;
  bareRate: number;
  share: number;
}

export interface Measured {
  date: Date;
  database: string;
  size: Size;
  madeIn: number;
  rounds: number;
  seconds: number;
  load: number;
  targets: TargetMeasured[];
  pages: PageMeasured[];
  series: SeriesMeasured[];
  search: SearchMeasured;
  memory: { atRest: number; afterLoad: number };
}

export function resultsText(found: Measured): string {
  return `${[head(found), underLoad(found), pages(found), searchText(found.search), seriesText(found.series), reading()].join("\n\n")}\n`;
}

const whole = (number: number) => Math.round(number).toLocaleString("en");
const ms = (number: number) => (number < 10 ? number.toFixed(2) : number.toFixed(0));
const mb = (bytes: number) => Math.round(bytes / 1_000_000);

function head({ date, database, size, madeIn, memory, load }: Measured): string {
  const [cpu] = cpus();
  const amounts = `${whole(size.schools)} schools, ${whole(size.people)} people, ${size.nodes} nodes, ${whole(size.events)} meetings, ${whole(size.invitations)} invitations, ${whole(size.resources)} resources`;
  return `# What \`npm run bench\` measured

Written by the benchmark; do not edit.

- ${date.toISOString().slice(0, 16).replace("T", " ")} UTC${commit()}, Node ${process.version}, ${database}
- ${cpus().length} cores (${cpu?.model.trim() ?? "unknown"}), ${Math.round(totalmem() / 1e9)} GB, ${process.platform} ${release()}; load average before the run ${load.toFixed(1)}
- network of ${amounts}, made in ${madeIn.toFixed(1)} s
- memory of the server process: ${mb(memory.atRest)} MB at rest, ${mb(memory.afterLoad)} MB after the load`;
}

function commit(): string {
  try {
    return `, commit ${execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim()}`;
  } catch {
    return "";
  }
}

function underLoad({ targets, rounds, seconds }: Measured): string {
  const rows = targets.map((target) =>
    cells([
      target.title,
      target.who,
      target.status,
      whole(target.bytes),
      whole(target.rate),
      `${ms(target.p50)} / ${ms(target.p99)}`,
      whole(target.bareRate),
      target.share.toFixed(target.share < 0.1 ? 3 : 2),
    ]),
  );
  return `## Under load

${CONNECTIONS} connections, ${rounds === 1 ? "one round" : `medians of ${rounds} rounds`} of ${seconds} s each, real and bare server in turn.

${table(["page", "for", "status", "bytes sent", "requests/s", "p50 / p99 ms", "bare `node:http`/s", "share of bare"], rows)}`;
}

function pages({ pages: all }: Measured): string {
  const over = all.filter((page) => page.queries > MOST_QUERIES || page.ms > MOST_MS);
  const verdict =
    over.length === 0
      ? `All ${all.length} keep to ${MOST_QUERIES} queries and ${MOST_MS} ms.`
      : `Over ${MOST_QUERIES} queries or ${MOST_MS} ms: ${over.map((page) => `\`${short(page.path)}\` (${page.who})`).join(", ")}.`;
  const rows = all.map((page) => cells([`\`${short(page.path)}\``, page.who, page.queries, ms(page.ms), ms(page.cpuMs), ms(page.databaseMs), (page.zipped / 1000).toFixed(1)]));
  return `## Every page of the journey, cold

One request at a time, nothing kept from before: median milliseconds until the last byte, of the processor, and in the database.
${verdict}

${table(["page", "for", "queries", "ms", "CPU ms", "in the database", "KB zipped"], rows)}`;
}

const cells = (values: (string | number)[]): string => `| ${values.join(" | ")} |`;

function table(heads: string[], rows: string[]): string {
  return [cells(heads), `|${heads.map(() => "---").join("|")}|`, ...rows].join("\n");
}

/** Ids and tokens say nothing. */
function short(path: string): string {
  return path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, ":id").replace(/[\w-]{42}/, ":token");
}

function reading(): string {
  return `## How to read it

- The bare server is \`node:http\` in a process of its own that sends the same bytes with the same headers. Both are asked by the
  same client in the same minute, so the share says what our work costs, whatever the machine. Differences under 10 % are noise.
- A visitor's pages and the feeds are kept as finished bytes until something public changes: their share is what looking them up
  costs. The first request after a change pays what the second table says.
- A member's pages are made for them at each request: session, queries, rendering, compression.
- Over some 20,000 requests/s on two cores the client takes its part of the machine, from both servers alike.
- Median and 99th percentile are of single requests as the client saw them, with ${CONNECTIONS} under way at once; on one core a page
  that takes 5 ms then takes 50.`;
}
