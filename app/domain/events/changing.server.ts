/** Changing a meeting. What people promised each other is its time, place and status: only a change of those is told by mail. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid } from "#app/domain/errors.ts";
import { startMailing } from "#app/domain/invitations/mailings.server.ts";
import { startSeriesMailing } from "#app/domain/invitations/series-mailings.server.ts";
import { refreshSearch } from "#app/domain/search/refresh.server.ts";
import { moveOf, moveSlots, movesOf } from "#app/domain/series/moving.server.ts";
import { type Held, heldForChange, nextSequence, noteSeriesChange, reached } from "#app/domain/series/scope.server.ts";
import { updateSeries } from "#app/domain/series/series-writes.repo.server.ts";
import { bumpRevision } from "#db/revision.ts";
import { type Applied, applyChange } from "./applying.server.ts";
import { type EventInput, isAllDay, type Scope } from "./event.ts";
import { type EventFields, fieldsOf, nodesFor, refusePast } from "./event-fields.server.ts";
import { type LockedEvent, replaceEventNodes, updateEvent } from "./event-writes.repo.server.ts";
import { refuseIfOver } from "./managing.server.ts";

export { cancelEvent, postponeEvent } from "./calling-off.server.ts";

export interface EditResult {
  /** nothing: the form changed nothing. words: title, description, capacity and the like, no mail. calendar: time or place, one mail each. */
  changed: "nothing" | "words" | "calendar";
  /** How many will get a mail about it. */
  mails: number;
  /** How many left the waiting list because there are more seats. */
  promoted: number;
}

const TIME = ["starts_local", "ends_local", "zone"] as const;
const PLACE = ["host_establishment_id", "address", "comuna_code", "online_url"] as const;
type Field = keyof EventFields;

/**
 * `seen` is the `updated_at` of the row that the form was drawn from: where somebody saved in between, "invalid" (changed_meanwhile) rather than
 * putting the old words back over theirs. `scope`: of a series, which dates what is changed holds for; only what differs from this date is put on the others.
 */
export async function editEvent(
  ctx: Ctx,
  id: string,
  input: EventInput,
  { seen, scope = "one" }: { seen?: string | undefined; scope?: Scope | undefined } = {},
): Promise<EditResult> {
  const result = await inTransaction(ctx, async (tx) => {
    const held = await heldForChange(tx, id, scope);
    const { event } = held;
    if (event.status === "cancelled") throw new DomainError("conflict", { reason: "already_cancelled" });
    if (seen && seen !== event.updated_at) throw invalid("", "changed_meanwhile");
    const nodeIds = await nodesFor(tx, input.node_ids, event);
    const fields = await fieldsOf(tx, input);
    const changed = (Object.keys(fields) as Field[]).filter((name) => fields[name] !== event[name]);
    const sameNodes = nodeIds.length === event.nodeIds.length && nodeIds.every((node) => event.nodeIds.includes(node));
    if (sameNodes && changed.length === 0) return { changed: "nothing", mails: 0, promoted: 0 } as const;
    const has = (names: readonly Field[]) => names.some((name) => changed.includes(name));
    const edit: Edit = { fields, changed, nodeIds: sameNodes ? null : nodeIds, time: has(TIME), place: has(PLACE) };
    return event.status === "draft" ? editDraft(tx, event, edit) : editPublished(tx, held, edit);
  });
  ctx.wake();
  return result;
}

interface Edit {
  fields: EventFields;
  /** The fields that are not as they were. */
  changed: Field[];
  /** null: as they were. */
  nodeIds: string[] | null;
  time: boolean;
  place: boolean;
}

async function editDraft(tx: Ctx, event: LockedEvent, { fields, nodeIds, time }: Edit): Promise<EditResult> {
  if (time) refusePast(fields, tx.now);
  await updateEvent(tx.db, event.id, { ...fields, calendar_at: tx.now, updated_at: tx.now });
  await replaceEventNodes(tx.db, event.id, nodeIds ?? event.nodeIds, fields.starts_at);
  if (time && event.series_id) {
    // Its first date: the rule is said anew by the form, which knows it.
    await updateSeries(tx.db, event.series_id, { zone: fields.zone, first_local: fields.starts_local, ends_local: fields.ends_local });
    await updateEvent(tx.db, event.id, { slot_local: fields.starts_local });
  }
  return { changed: "words", mails: 0, promoted: 0 };
}

async function editPublished(tx: Ctx, held: Held, edit: Edit): Promise<EditResult> {
  const { event, series, scope } = held;
  const { fields, time, place } = edit;
  if (isAllDay(event.kind) !== isAllDay(fields.kind)) throw invalid("kind", "kind_fixed");
  if (time || place) refuseIfOver(event, tx.now);
  if (time) refusePast(fields, tx.now);
  const sequence = nextSequence(held);
  const applied = await applyToReached(tx, held, edit, sequence);
  if (time && scope === "all") await moveSlots(tx, held, moveOf(event, fields));
  await noteSeriesChange(tx, held, time || place ? sequence : undefined);
  const promoted = applied.reduce((sum, one) => sum + one.promoted, 0);
  const mails = !(time || place) ? 0 : series && scope !== "one" ? await startSeriesMailing(tx, series.id, "update") : await startMailing(tx, event.id, "update");
  await refreshSearch(tx.db, "event", [event.id]);
  await bumpRevision(tx.db, "public", tx.now);
  return { changed: time || place ? "calendar" : "words", mails, promoted };
}

async function applyToReached(tx: Ctx, held: Held, { fields, changed, nodeIds, time, place }: Edit, sequence: number): Promise<Applied[]> {
  const { event, series, scope } = held;
  const picked = Object.fromEntries(changed.map((name) => [name, fields[name]])) as Partial<EventFields>;
  const times = time && scope !== "one" ? movesOf(held, tx.now, moveOf(event, fields)) : null;
  const differs = series !== null && scope !== "all" && (time || place);
  const applied: Applied[] = [];
  for (const date of reached(held, tx.now)) {
    const own = times?.get(date.id);
    if (own) refusePast(own, tx.now);
    applied.push(
      await applyChange(tx, date, {
        fields: { ...picked, ...own },
        nodeIds,
        sequence: time || place ? sequence : null,
        kind: time ? "rescheduled" : "moved",
        differs_at: differs ? tx.now : date.differs_at,
      }),
    );
  }
  return applied;
}
