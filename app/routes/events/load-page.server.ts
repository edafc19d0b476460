import { specialWords } from "#app/components/special-words.ts";
import { listSpecialDays } from "#app/domain/calendar-days/calendar-days.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";

/** People are to come somewhere: what the end of the school year makes hard. */
export const isInPerson = (event: Pick<EventDetail, "host_name" | "address" | "comuna_name">): boolean => Boolean(event.host_name || event.address || event.comuna_name);

/** What is special about the days of a meeting, each in a sentence: for whoever is about to publish it. */
export async function specialDaysOf(ctx: Ctx, event: EventDetail): Promise<string[]> {
  const days = await listSpecialDays(ctx.db, event.starts_local.slice(0, 10), event.ends_local.slice(0, 10), event.region_code);
  return days.map((one) => `${specialWords(one)}.`);
}
