/** Tensions of a circle: raised, told better, taken to a meeting, settled (S3: Navigate via Tension). */
import { deletePart, insertPart, listParts } from "#app/domain/agenda/agenda.repo.server.ts";
import { PARTS_MAX } from "#app/domain/agenda/agenda.ts";
import { canSeeInside } from "#app/domain/circles/circle.policy.ts";
import { type CircleRow, findCircle } from "#app/domain/circles/circles.repo.server.ts";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { type LockedEvent, lockEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { canEdit, canRaise, canSettle, canTakeToMeeting } from "./tension.policy.ts";
import { type TensionInput, titleOf } from "./tension.ts";
import { insertTension, lockTension, settleTensionOf, type TensionRow, updateTension } from "./tensions.repo.server.ts";

export interface Raised {
  /** Of the form, where one made it. */
  id?: string;
  circleId: string;
  title: string;
  situation: string;
  effect?: string;
  need?: string;
  source: "person" | "review" | "objection" | "term";
  agreementId?: string | null;
  roleId?: string | null;
  raisedBy: string | null;
}

/** In a transaction. null: one of the same agreement or role that nobody settled yet is there already. */
export async function raiseTension(tx: Ctx, raised: Raised): Promise<{ id: string } | null> {
  const { circleId, title, situation, effect = "", need = "", source, agreementId = null, roleId = null, raisedBy } = raised;
  const id = raised.id ?? newId();
  const said = { id, circle_id: circleId, title, situation, effect, need, source, agreement_id: agreementId, role_id: roleId };
  const fresh = { event_id: null, agenda_part_id: null, process_id: null, settled_at: null, settled_by: null, settled_note: "" };
  return (await insertTension(tx.db, { ...said, raised_by: raisedBy, raised_at: tx.now, ...fresh })) ? { id } : null;
}

/** The circle, if the actor may see what it talks about; closed ones only for reading. */
async function circleFor(tx: Ctx, circleId: string): Promise<CircleRow> {
  const circle = await findCircle(tx.db, circleId);
  if (!circle || !canSeeInside(tx.actor, circle)) throw notFound();
  if (circle.closed_at) throw new DomainError("conflict", { reason: "circle_closed" });
  return circle;
}

async function changing<T>(ctx: Ctx, circleId: string, id: string, work: (tx: Ctx, tension: TensionRow, circle: CircleRow) => Promise<T>): Promise<T> {
  return inTransaction(ctx, async (tx) => {
    const circle = await circleFor(tx, circleId);
    const tension = await lockTension(tx.db, circleId, id);
    if (!tension) throw notFound();
    return work(tx, tension, circle);
  });
}

/** `id` is the form's own: sent twice, it is one. */
export async function raiseOwn(ctx: Ctx, circleId: string, id: string, input: TensionInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const circle = await circleFor(tx, circleId);
    if (!canRaise(tx.actor, circle)) throw forbidden();
    await raiseTension(tx, { id, circleId, title: titleOf(input.situation), ...input, source: "person", raisedBy: tx.actor?.id ?? null });
  });
}

export async function editTension(ctx: Ctx, circleId: string, id: string, input: TensionInput): Promise<void> {
  await changing(ctx, circleId, id, async (tx, tension) => {
    if (!canEdit(tx.actor, tension)) throw forbidden();
    await updateTension(tx.db, id, { ...input, title: titleOf(input.situation) });
  });
}

export async function settleTension(ctx: Ctx, circleId: string, id: string, note: string): Promise<void> {
  await changing(ctx, circleId, id, async (tx, tension, circle) => {
    if (tension.settled_at) return;
    if (!canSettle(tx.actor, tension, circle)) throw forbidden();
    await settleTensionOf(tx.db, id, { at: tx.now, by: tx.actor?.id ?? null, note });
  });
}

const PART_MINUTES = 10;

/** Into the agenda of a coming meeting of the circle; out of that of another where it stood. Only its title goes there: agendas are read by more people. */
export async function takeToMeeting(ctx: Ctx, circleId: string, id: string, eventId: string): Promise<void> {
  await changing(ctx, circleId, id, async (tx, tension, circle) => {
    const event = await lockEvent(tx.db, eventId);
    if (!event || event.circle_id !== circleId || !isComing(event, tx.now)) throw invalid("event_id", "choice");
    if (!canTakeToMeeting(tx.actor, event, circle)) throw forbidden();
    if (tension.settled_at) throw new DomainError("conflict", { reason: "settled" });
    const parts = await listParts(tx.db, eventId);
    if (tension.event_id === eventId && parts.some((part) => part.id === tension.agenda_part_id)) return;
    if (parts.length >= PARTS_MAX) throw invalid("", "agenda_full");
    if (tension.event_id && tension.agenda_part_id) await takeOut(tx, tension.event_id, tension.agenda_part_id);
    const partId = newId();
    const lead = tension.raised_by ? await tx.db.selectFrom("people").select(["id", "name"]).where("id", "=", tension.raised_by).executeTakeFirst() : undefined;
    const notes_md = "Una tensión del círculo: aclararla y decidir qué sigue.";
    await insertPart(tx.db, {
      id: partId,
      event_id: eventId,
      position: (parts.at(-1)?.position ?? -1) + 1,
      title: tension.title,
      minutes: PART_MINUTES,
      lead_person_id: lead?.id ?? null,
      lead_name: lead?.name ?? "",
      notes_md,
      notes_html: renderMarkdown(notes_md),
    });
    await updateTension(tx.db, id, { event_id: eventId, agenda_part_id: partId });
    await bumpRevision(tx.db, "public", tx.now);
  });
}

const isComing = (event: LockedEvent, now: string): boolean => ["draft", "published"].includes(event.status) && event.ends_at > now;

/** Of a meeting that is still to come: what was on an agenda stays there. */
async function takeOut(tx: Ctx, eventId: string, partId: string): Promise<void> {
  const event = await tx.db.selectFrom("events").select(["starts_at"]).where("id", "=", eventId).executeTakeFirst();
  if (event && event.starts_at > tx.now) await deletePart(tx.db, eventId, partId);
}
