/** A meeting that repeats, in a place and by video: so that dates, answers for all of them and for one can be seen. */
import { randomUUID } from "node:crypto";
import type { Actor, Ctx } from "#app/domain/context.ts";
import { EventInput, PostponeInput } from "#app/domain/events/event.ts";
import { postponeEvent, publishEvent, setAudience } from "#app/domain/events/scheduling.server.ts";
import { answerInvitation } from "#app/domain/invitations/answer.server.ts";
import { saveDraft, setDates } from "#app/domain/series/drafting.server.ts";
import { findSeries } from "#app/domain/series/series.repo.server.ts";
import { plannedSlots, SeriesInput } from "#app/domain/series/series.ts";
import { addDays } from "#app/i18n/dates.ts";
import type { SeededNetwork } from "./seed-meetings.ts";

/** The second Thursday of the month in which `day` is, or of the next one. */
function secondThursday(day: string): string {
  const [year = 0, month = 0] = day.split("-").map(Number);
  const of = (m: number) => {
    const first = new Date(Date.UTC(year, m, 1));
    return addDays(first.toISOString().slice(0, 10), ((4 - first.getUTCDay() + 7) % 7) + 7);
  };
  return of(month - 1) >= day ? of(month - 1) : of(month);
}

/** Every two months on the second Thursday, five times; the third is left out, and the second was put off by a week. */
export async function seedSeries({ nodes, people, schools }: SeededNetwork, today: string, ctx: Ctx & { actor: Actor }): Promise<void> {
  const node = nodes.get("Electricidad");
  const host = schools.find((school) => people.some((person) => person.id === ctx.actor.id && person.establishment_id === school.id)) ?? schools[0];
  if (!node || !host) return;
  const id = randomUUID();
  const date = secondThursday(addDays(today, 45));
  const times = { start_time: "16:00", end_time: "17:30", zone: "America/Santiago" as const };
  const common = {
    kind: "session",
    node_ids: [node],
    host_establishment_id: host.id,
    online_url: "https://video.example/estudio",
    capacity: 20,
    online_capacity: 40,
    visibility: "members",
  };
  const description = "Cada vez una docente o un docente muestra una actividad que le resultó, con su guía. Se puede venir o conectarse.";
  const input = EventInput.parse({ id, title: "Círculo de estudio de Electricidad", date, ...times, ...common, description });
  await saveDraft(ctx, input, SeriesInput.parse({ date, repeats: "monthly", every: 2, monthly_on: "nth", ends: "count", count: 5 }));
  const series = await findSeries(ctx.db, id);
  if (!series) return;
  const slots = plannedSlots(series);
  await setDates(ctx, id, { kept: slots.filter((_, index) => index !== 2), add: "" });
  await setAudience(ctx, id, { node_ids: [node], counterpart_node_ids: [], person_ids: [], pasted: "" });
  await publishEvent(ctx, id);
  const own = await ctx.db.selectFrom("invitations").select("id").where("event_id", "=", id).where("person_id", "=", ctx.actor.id).executeTakeFirst();
  if (own) await answerInvitation(ctx, { invitationId: own.id, answer: "yes", mode: "in_person", scope: "series" });
  const second = await ctx.db
    .selectFrom("events")
    .select(["id", "starts_local"])
    .where("series_id", "=", id)
    .where("slot_local", "=", slots[1] ?? "")
    .executeTakeFirst();
  if (!second) return;
  const moved = PostponeInput.parse({ date: addDays(second.starts_local.slice(0, 10), 7), ...times, message: "Ese jueves hay consejo ampliado: lo corrimos una semana." });
  await postponeEvent(ctx, second.id, moved);
}
