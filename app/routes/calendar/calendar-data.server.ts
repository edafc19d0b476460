/** What each view of the calendar reads. */
import { listSpecialDays } from "#app/domain/calendar-days/calendar-days.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import type { MonthRow } from "#app/domain/events/event-rows.ts";
import { countEvents, type EventFilter, listBetween, listUpcoming } from "#app/domain/events/events.repo.server.ts";
import { PAGE_SIZE } from "#app/http/paging.ts";
import { addDays } from "#app/i18n/dates.ts";
import type { CalendarQuery } from "./calendar-query.ts";
import { mapSheetOf } from "./map-sheet.ts";
import { shiftMonth, spanOf, weekOf, weeksOf } from "./month-days.ts";
import { sheetOf, spotsOf, weekSheetOf } from "./sheet.ts";
import { yearSheetOf } from "./year-sheet.ts";

const MOST_IN_A_MONTH = 1_500;
const MOST_IN_A_YEAR = 5_000;
export const MOST_ON_THE_MAP = 500;
/** How far the map looks where no month was chosen. */
const MAP_DAYS = 400;

export interface Asked {
  query: CalendarQuery;
  /** Without the region: some views choose it themselves. */
  filter: EventFilter;
  today: string;
}

const NOTHING = { sheet: null, week: null, year: null, map: null, agenda: null, spots: [], counts: null };

export async function shownBy(ctx: Ctx, asked: Asked) {
  switch (asked.query.view) {
    case "week":
      return { ...NOTHING, ...(await weekFor(ctx, asked)) };
    case "year":
      return { ...NOTHING, ...(await yearFor(ctx, asked)) };
    case "map":
      return { ...NOTHING, ...(await mapFor(ctx, asked)) };
    case "agenda":
      return { ...NOTHING, ...(await agendaFor(ctx, asked)) };
    default:
      return { ...NOTHING, ...(await monthFor(ctx, asked)) };
  }
}

/** The month is read whole: the region is chosen from it here, so that la franja can say how many each has. */
async function monthFor(ctx: Ctx, { query, filter, today }: Asked) {
  const month = query.month ?? today.slice(0, 7);
  const days = weeksOf(month).flat();
  const [first = "", last = ""] = [days[0], days.at(-1)];
  const all = await listBetween(ctx.db, ctx.actor, { ...filter, ...spanOf(first, last), limit: MOST_IN_A_MONTH });
  const special = await listSpecialDays(ctx.db, first, last, query.region);
  const chosen = query.region ? all.filter((event) => event.region_code === query.region) : all;
  const within = (events: MonthRow[]) => events.filter((event) => falls(event, month));
  return { sheet: { month, weeks: sheetOf(chosen, month, special) }, spots: spotsOf(within(chosen)), counts: byRegion(within(all)) };
}

async function weekFor(ctx: Ctx, { query, filter, today }: Asked) {
  const day = query.day ?? today;
  const week = weekOf(day);
  const [first = "", last = ""] = [week[0], week[6]];
  const events = await listBetween(ctx.db, ctx.actor, { ...filter, region: query.region ?? undefined, ...spanOf(first, last), limit: MOST_IN_A_MONTH });
  const special = await listSpecialDays(ctx.db, first, last, query.region);
  return { week: { day, days: weekSheetOf(events, day, special) } };
}

async function yearFor(ctx: Ctx, { query, filter, today }: Asked) {
  const year = query.year ?? today.slice(0, 4);
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const events = await listBetween(ctx.db, ctx.actor, { ...filter, region: query.region ?? undefined, ...spanOf(first, last), limit: MOST_IN_A_YEAR });
  const special = await listSpecialDays(ctx.db, first, last, query.region);
  return { year: { year, months: yearSheetOf(events, year, special) } };
}

/** Of one month, or what is to come. The region is chosen here, as in the month. */
async function mapFor(ctx: Ctx, { query, filter, today }: Asked) {
  const { month } = query;
  const span = month ? spanOf(`${month}-01`, addDays(`${shiftMonth(month, 1)}-01`, -1)) : { from: ctx.now, to: spanOf(today, addDays(today, MAP_DAYS)).to };
  const rows = await listBetween(ctx.db, ctx.actor, { ...filter, ...span, limit: MOST_ON_THE_MAP });
  const all = rows.filter((event) => event.status === "published" && (!month || falls(event, month)));
  const chosen = query.region ? all.filter((event) => event.region_code === query.region) : all;
  return { map: { ...mapSheetOf(chosen), full: rows.length === MOST_ON_THE_MAP }, spots: spotsOf(chosen), counts: byRegion(all) };
}

/** What is to come, of one month or of one day; by pages. */
async function agendaFor(ctx: Ctx, { query, filter }: Asked) {
  const span = query.day ? spanOf(query.day, query.day) : query.month ? spanOf(`${query.month}-01`, `${shiftMonth(query.month, 1)}-01`) : {};
  const narrowed = { ...filter, ...span, region: query.region ?? undefined };
  const rows = await listUpcoming(ctx.db, ctx.actor, { ...narrowed, page: query.page, limit: PAGE_SIZE });
  const total = await countEvents(ctx.db, ctx.actor, { ...narrowed, when: "upcoming" });
  const asked = query.day ?? query.month;
  // The span is a little wider than the day or month, for its four zones.
  const events = asked ? rows.filter((event) => falls(event, asked)) : rows;
  return { agenda: { events, pages: Math.max(1, Math.ceil(total / PAGE_SIZE)) }, spots: spotsOf(events) };
}

/** On that day, or in that month, by its own clock. */
function falls({ starts_local, ends_local }: Pick<MonthRow, "starts_local" | "ends_local">, when: string): boolean {
  return starts_local.slice(0, when.length) <= when && ends_local.slice(0, when.length) >= when;
}

/** null where no meeting has a region: sixteen zeros would say nothing. */
function byRegion(events: readonly MonthRow[]): Record<string, number> | null {
  const counts: Record<string, number> = {};
  for (const { region_code } of events) if (region_code) counts[region_code] = (counts[region_code] ?? 0) + 1;
  return Object.keys(counts).length > 0 ? counts : null;
}
