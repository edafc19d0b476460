/** What the three logbooks (of a circle, of a node, of the network) ask of the database, and the filter that their address says. */
import type { LogbookItem, LogbookList } from "#app/components/logbook-view.tsx";
import type { Ctx } from "#app/domain/context.ts";
import { AGREEMENT_KINDS } from "#app/domain/logbook/agreement.ts";
import { AGREEMENT_STATES } from "#app/domain/logbook/agreement-state.ts";
import { countStates, type LogbookFilter, type LogbookRow, listLogbook, listLogbookCircles, type Scope } from "#app/domain/logbook/logbook.repo.server.ts";
import { excerpt, marked, readQuery } from "#app/domain/logbook/logbook-search.ts";
import { htmlToPlainText } from "#app/domain/markdown.server.ts";
import { idFrom, wordsFrom } from "#app/http/asked.server.ts";
import { paged, pageFrom } from "#app/http/paging.ts";
import { isoDate, shortDate } from "#app/i18n/dates.ts";

const PAGE = 20;

interface AskedLogbook {
  filter: LogbookFilter;
  /** The same, as the address says it. */
  asked: { q: string; estado: string; tipo: string; ano: string; circulo: string };
}

export function askedOf(url: URL, scope: Scope): AskedLogbook {
  const state = AGREEMENT_STATES.find((each) => each === url.searchParams.get("estado"));
  const kind = AGREEMENT_KINDS.find((each) => each === url.searchParams.get("tipo"));
  const year = Number(url.searchParams.get("ano"));
  const known = Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : undefined;
  const q = wordsFrom(url);
  const circle = scope.circleId ? "" : idFrom(url.searchParams, "circulo");
  const filter = { ...scope, ...(circle ? { circleId: circle } : {}), state, kind, year: known, query: q ? readQuery(q) : undefined };
  return { filter, asked: { q, estado: state ?? "", tipo: kind ?? "", ano: known ? String(known) : "", circulo: circle } };
}

/** Three queries. */
export async function logbookList(ctx: Ctx, url: URL, scope: Scope): Promise<LogbookList> {
  const { db, actor, now } = ctx;
  const today = isoDate(now);
  const { filter, asked } = askedOf(url, scope);
  const page = pageFrom(url);
  const counts = await countStates(db, actor, filter, today);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const rows = await listLogbook(db, actor, filter, { today, page, size: PAGE });
  const circles = await listLogbookCircles(db, actor, scope);
  const years = circles.flatMap((circle) => [Number(isoDate(circle.first).slice(0, 4)), Number(isoDate(circle.last).slice(0, 4))]);
  return {
    asked,
    counts,
    all,
    list: paged(
      rows.map((row) => itemOf(row, { named: !scope.circleId, names: actor !== null, stems: filter.query?.stems ?? [] })),
      filter.state ? counts[filter.state] : all,
      page,
      PAGE,
    ),
    circles: scope.circleId ? [] : circles.map(({ id, name, found }) => ({ id, name, found })),
    years: years.length === 0 ? [] : Array.from({ length: Math.max(...years) - Math.min(...years) + 1 }, (_, n) => Math.max(...years) - n),
    empty: circles.length === 0,
  };
}

/** Whoever answers for it: the role, or the person where the reader may know their name. */
export const answersFor = (row: Pick<LogbookRow, "role" | "owner" | "owner_public_at">, names: boolean): string | null =>
  row.role ?? (row.owner !== null && (names || row.owner_public_at !== null) ? row.owner : null);

function itemOf(row: LogbookRow, { named, names, stems }: { named: boolean; names: boolean; stems: readonly string[] }): LogbookItem {
  return {
    id: row.id,
    number: row.number,
    title: marked(row.title, stems),
    text: excerpt([row.driver, htmlToPlainText(row.body_html)].filter(Boolean).join(" "), stems),
    state: row.state,
    kind: row.kind,
    circle: named ? { id: row.circle_id, name: row.circle } : null,
    adopted: shortDate(row.adopted_at),
    review: row.review_on ? shortDate(row.review_on) : null,
    expires: row.expires_on ? shortDate(row.expires_on) : null,
    owner: answersFor(row, names),
    replacedBy: row.superseded_by && row.superseded_by_number ? { id: row.superseded_by, number: row.superseded_by_number } : null,
  };
}
