/** Calling a meeting: draft, copy, publish. Changing one that was published is in changing.server.ts, whom it calls in audience.server.ts. */
import { copyAgenda } from "#app/domain/agenda/agenda.server.ts";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { deletePlanRows } from "#app/domain/encounters/encounters.repo.server.ts";
import { DomainError, invalid } from "#app/domain/errors.ts";
import { readRules, replaceRules } from "#app/domain/invitations/audience.repo.server.ts";
import { inviteCalled, inviteToSeries } from "#app/domain/invitations/inviting.server.ts";
import { deletePollRows } from "#app/domain/polls/polls.repo.server.ts";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import { makeDates } from "#app/domain/series/publishing.server.ts";
import { heldForChange } from "#app/domain/series/scope.server.ts";
import { findSeries } from "#app/domain/series/series.repo.server.ts";
import { addDays, isoDate } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { canInviteNode } from "./event.policy.ts";
import { type EventInput, type EventTimesRow, isAllDay, timesOf } from "./event.ts";
import { circleToCall, type EventFields, fieldsOf, nodesFor, refusePast } from "./event-fields.server.ts";
import { deleteEventRows, type EventRow, insertChange, insertEvent, type LockedEvent, lockEvent, replaceEventNodes, updateEvent } from "./event-writes.repo.server.ts";
import { heldByManager } from "./managing.server.ts";

export { previewAudience, readAudience, setAudience } from "./audience.server.ts";
export { cancelEvent, editEvent, postponeEvent } from "./changing.server.ts";

/** `id` is the input's own: sent twice, it is created once. `copyOf` takes the audience of that event too. */
export async function createDraft(ctx: Ctx, input: EventInput, options: { copyOf?: string } = {}): Promise<{ id: string }> {
  return inTransaction(ctx, async (tx) => {
    const circle = input.circle_id ? await circleToCall(tx, input.circle_id) : null;
    const nodeIds = await nodesFor(tx, [...input.node_ids, ...(circle?.node_id ? [circle.node_id] : [])], undefined, circle?.id ?? null);
    const fields = await fieldsOf(tx, input);
    refusePast(fields, tx.now);
    if (!(await insertDraft(tx, input.id, { ...fields, circle_id: circle?.id ?? null }, nodeIds))) {
      const known = await lockEvent(tx.db, input.id);
      if (known?.created_by !== tx.actor?.id) throw new DomainError("conflict", { reason: "id_taken" });
      return { id: input.id };
    }
    if (options.copyOf) {
      const source = await heldByManager(tx, options.copyOf);
      await copyAudience(tx, source, input.id);
      if (!isAllDay(input.kind)) await copyAgenda(tx, source.id, input.id);
    }
    return { id: input.id };
  });
}

async function insertDraft(
  tx: Ctx,
  id: string,
  fields: Omit<EventFields, "kind" | "visibility" | "zone"> & { kind: string; visibility: string; zone: string; circle_id: string | null },
  nodeIds: string[],
): Promise<boolean> {
  const inserted = await insertEvent(tx.db, {
    ...fields,
    id,
    status: "draft",
    published_at: null,
    cancelled_at: null,
    calendar_at: tx.now,
    experiences_count: null,
    external_guests_count: null,
    created_by: tx.actor?.id ?? null,
    created_at: tx.now,
    updated_at: tx.now,
  });
  if (inserted) await replaceEventNodes(tx.db, id, nodeIds, fields.starts_at);
  return inserted;
}

/** The rules of another event, but for nodes that are not this person's to write to. */
async function copyAudience(tx: Ctx, from: LockedEvent, toId: string): Promise<void> {
  // Those of a date are kept with the first of its series.
  const rules = await readRules(tx.db, from.series_id ?? from.id);
  const mine = (nodeId: string) => canInviteNode(tx.actor, nodeId);
  await replaceRules(tx.db, toId, { ...rules, node_ids: rules.node_ids.filter(mine), counterpart_node_ids: rules.counterpart_node_ids.filter(mine) });
}

/** What one meeting can take from another: all that its form says, but for when. */
function contentOf(event: EventRow): Omit<EventFields, keyof EventTimesRow | "kind" | "visibility" | "zone"> & Pick<EventRow, "kind" | "visibility" | "zone" | "circle_id"> {
  const { title, kind, visibility, zone, circle_id, host_establishment_id, address, comuna_code, region_code } = event;
  const { online_url, description_md, description_html, capacity, online_capacity, search_text } = event;
  const place = { host_establishment_id, address, comuna_code, region_code, online_url };
  return { title, kind, visibility, zone, circle_id, ...place, description_md, description_html, capacity, online_capacity, search_text };
}

/** A new draft with the same content and audience, on the same weekday and hour, at least a week from now. */
export async function copyEvent(ctx: Ctx, id: string): Promise<{ id: string }> {
  return inTransaction(ctx, async (tx) => {
    const source = await heldByManager(tx, id);
    const copyId = newId();
    await insertDraft(tx, copyId, { ...contentOf(source), ...timesLater(source, tx.now) }, source.nodeIds);
    await copyAudience(tx, source, copyId);
    await copyAgenda(tx, id, copyId);
    return { id: copyId };
  });
}

/** The same wall times a whole number of weeks later; a week more where the clocks skip that hour. */
function timesLater(event: EventRow, now: string): EventTimesRow {
  const zone = isZone(event.zone) ? event.zone : MAIN_ZONE;
  const [date = "", start_time = ""] = event.starts_local.split("T");
  const [lastDate = "", end_time = ""] = event.ends_local.split("T");
  const earliest = addDays(isoDate(now, zone), 7);
  for (let weeks = 0; weeks < 2_000; weeks += 1) {
    const days = weeks * 7;
    if (addDays(date, days) < earliest) continue;
    const result = timesOf({ date: addDays(date, days), start_time, end_date: addDays(lastDate, days), end_time, zone }, isAllDay(event.kind));
    if (result.ok) return result.times;
  }
  throw invalid("date", "date");
}

/** From now on people know of it. Published already: nothing happens. Returns how many get a mail. */
export async function publishEvent(ctx: Ctx, id: string): Promise<{ mails: number }> {
  const mails = await inTransaction(ctx, async (tx) => {
    const { event } = await heldForChange(tx, id);
    if (event.status === "published") return 0;
    if (event.status === "cancelled") throw new DomainError("conflict", { reason: "already_cancelled" });
    refusePast(event, tx.now);
    await updateEvent(tx.db, id, { status: "published", published_at: tx.now, calendar_at: tx.now, updated_at: tx.now });
    await insertChange(tx.db, { eventId: id, kind: "published", sequence: event.sequence, byPersonId: tx.actor?.id ?? null, at: tx.now });
    const told = isAllDay(event.kind) ? 0 : event.series_id ? await publishDates(tx, event, event.series_id) : await inviteCalled(tx, id);
    await refreshSearch(tx.db, "event", [id]);
    await bumpRevision(tx.db, "public", tx.now);
    return told;
  });
  ctx.wake();
  return { mails };
}

/** All the dates at once, and one mail a person for all of them. */
async function publishDates(tx: Ctx, event: LockedEvent, seriesId: string): Promise<number> {
  const series = await findSeries(tx.db, seriesId);
  if (!series) throw new Error(`no series ${seriesId}`);
  await makeDates(tx, event, series);
  const dates = await tx.db.selectFrom("events").select("id").where("series_id", "=", seriesId).orderBy("starts_at").execute();
  return inviteToSeries(
    tx,
    seriesId,
    dates.map((date) => date.id),
  );
}

/** Nobody was told of a draft, so it goes without a trace. */
export async function deleteDraft(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { event } = await heldForChange(tx, id);
    if (event.status !== "draft") throw new DomainError("conflict", { reason: "published" });
    await deletePollRows(tx.db, id);
    await deletePlanRows(tx.db, id);
    await deleteEventRows(tx.db, id);
  });
}
