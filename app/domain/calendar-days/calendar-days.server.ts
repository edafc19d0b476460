/** The days that are not like others: public holidays, school holidays, and weeks better left alone. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { REGIONS } from "#app/i18n/labels.ts";
import type { Db } from "#db/create.ts";
import { isId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { publicHolidays } from "./holidays.server.ts";
import { isDay, type SchoolDayInput, type SpecialDay } from "./school-day.ts";
import { deleteSchoolDay, findSchoolDay, insertSchoolDay, listSchoolDays, type SchoolDayRow, updateSchoolDay } from "./school-days.repo.server.ts";

const MOST_YEARS = 6;

/**
 * What touches the days from `from` to `to` (both included), in order. Of the whole country; with `regions` (one code, or several)
 * also what is so only there. One query.
 */
export async function listSpecialDays(db: Db, from: string, to: string, regions: string | readonly string[] | null = null): Promise<SpecialDay[]> {
  if (!isDay(from) || !isDay(to) || to < from) return [];
  const wanted = regions === null ? [] : typeof regions === "string" ? [regions] : regions;
  const kept = await listSchoolDays(db, from, to, wanted);
  const schools: SpecialDay[] = kept.map((row) => ({
    day: row.first_day,
    last: row.last_day,
    name: row.name,
    kind: row.kind === "busy" ? "busy" : "school_holiday",
    region_code: row.region_code,
  }));
  return [...holidaysBetween(from, to, wanted), ...schools].sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1));
}

function holidaysBetween(from: string, to: string, regions: readonly string[]): SpecialDay[] {
  const first = Number(from.slice(0, 4));
  const years = Array.from({ length: Math.min(Number(to.slice(0, 4)) - first + 1, MOST_YEARS) }, (_, n) => first + n);
  return years
    .flatMap((year) => publicHolidays(year))
    .filter((one) => one.day >= from && one.day <= to && (one.region_code === null || regions.includes(one.region_code)))
    .map(({ day, name, region_code }) => ({ day, last: day, name, kind: "public_holiday", region_code }));
}

export async function addSchoolDays(ctx: Ctx, input: SchoolDayInput): Promise<void> {
  const { id, ...fields } = checked(ctx, input);
  await inTransaction(ctx, async (tx) => {
    await insertSchoolDay(tx.db, { id, ...fields, created_by: ctx.actor?.id ?? null, created_at: ctx.now });
    await bumpRevision(tx.db, "public", tx.now); // the calendar marks them
  });
}

export async function editSchoolDays(ctx: Ctx, input: SchoolDayInput): Promise<void> {
  const { id, ...fields } = checked(ctx, input);
  await inTransaction(ctx, async (tx) => {
    if (!(await findSchoolDay(tx.db, id))) throw notFound();
    await updateSchoolDay(tx.db, id, fields);
    await bumpRevision(tx.db, "public", tx.now);
  });
}

/** Takes it out of the calendar and gives it back, so that it can be undone. Null where it was gone already. */
export async function removeSchoolDays(ctx: Ctx, id: string): Promise<SchoolDayRow | null> {
  if (!ctx.actor?.admin) throw forbidden();
  if (!isId(id)) throw notFound();
  return inTransaction(ctx, async (tx) => {
    const row = await findSchoolDay(tx.db, id);
    if (!row) return null;
    await deleteSchoolDay(tx.db, id);
    await bumpRevision(tx.db, "public", tx.now);
    return row;
  });
}

function checked(ctx: Ctx, input: SchoolDayInput): SchoolDayInput {
  if (!ctx.actor?.admin) throw forbidden();
  if (input.region_code !== null && !REGIONS.some((region) => region.code === input.region_code)) throw invalid("region_code", "choice");
  return input;
}
