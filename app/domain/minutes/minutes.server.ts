/**
 * Writing the minutes. They begin with the parts of the agenda. Every part remembers how often it was saved: who saves over somebody else's words
 * without having seen them is shown both texts and chooses; nothing is lost and nothing is mixed silently.
 */
import { findPersonNamed } from "#app/domain/agenda/agenda.repo.server.ts";
import { AGREEMENTS_MAX, type AgreementInput, readOwner } from "#app/domain/agreements/agreement.ts";
import { insertAgreement, listAgreements, updateAgreement } from "#app/domain/agreements/agreements.repo.server.ts";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid, notFound } from "#app/domain/errors.ts";
import { canKeepMinutes } from "#app/domain/events/event.policy.ts";
import type { LockedEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { heldBy } from "#app/domain/events/managing.server.ts";
import { findPersonByEmail } from "#app/domain/identity/people.repo.server.ts";
import { noteFromMinutes } from "#app/domain/logbook/from-minutes.server.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { newId } from "#db/ids.ts";
import { bumpRevision } from "#db/revision.ts";
import { draftMinutes } from "./appending.server.ts";
import { contentNow } from "./content.server.ts";
import { deleteMinutesPart, findMinutes, insertMinutesParts, insertVersion, listMinutesParts, type MinutesPart, updateMinutes, updateMinutesPart } from "./minutes.repo.server.ts";
import { PARTS_MAX, type PartNotes, type SentTo } from "./minutes.ts";
import { printOf } from "./print.server.ts";
import { sendNext } from "./sending.server.ts";

/** Minutes are of a meeting that was called and has begun. */
async function heldAfterwards(tx: Ctx, eventId: string): Promise<LockedEvent> {
  const event = await heldBy(canKeepMinutes, tx, eventId);
  if (event.kind === "milestone") throw notFound();
  if (event.status !== "published") throw new DomainError("conflict", { reason: event.status });
  if (event.starts_at > tx.now) throw new DomainError("conflict", { reason: "not_yet" });
  return event;
}

/** Makes the draft from the agenda; made already: nothing happens. */
export async function beginMinutes(ctx: Ctx, eventId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await heldAfterwards(tx, eventId);
    await draftMinutes(tx, eventId, ["Desarrollo"]);
  });
}

/** Somebody else saved this part meanwhile: both texts, and what to save over. */
export interface Conflict {
  id: string;
  mine: { title: string; notes: string };
  theirs: { title: string; notes: string };
  by: string | null;
  at: string;
  revision: number;
}

export interface TypedAgreement extends AgreementInput {
  id: string;
  partId: string | null;
  /** Takes it off the list. */
  drop: boolean;
  /** Also for the logbook of the circle whose meeting it was; written there when the minutes are published. */
  logbook?: boolean;
}

export interface Saved {
  conflicts: Conflict[];
  /** Parts and agreements that were written. */
  saved: number;
}

/** Saves all that was changed in the form; what collides is given back, unsaved, and the rest is saved all the same. */
export async function saveMinutes(ctx: Ctx, eventId: string, notes: readonly PartNotes[], agreements: readonly TypedAgreement[]): Promise<Saved> {
  return inTransaction(ctx, async (tx) => {
    const event = await heldAfterwards(tx, eventId);
    const parts = await listMinutesParts(tx.db, eventId);
    if (!(await findMinutes(tx.db, eventId))) throw notFound();
    const result: Saved = { conflicts: [], saved: 0 };
    for (const input of notes) {
      const part = parts.find((each) => each.id === input.id);
      if (part) await saveNotes(tx, part, input, result);
    }
    for (const input of agreements) if (await saveAgreement(tx, event, parts, input)) result.saved += 1;
    if (result.saved > 0) await touch(tx, eventId);
    return result;
  });
}

async function touch(tx: Ctx, eventId: string): Promise<void> {
  const minutes = await findMinutes(tx.db, eventId);
  await updateMinutes(tx.db, eventId, { revision: (minutes?.revision ?? 0) + 1, updated_at: tx.now });
}

async function saveNotes(tx: Ctx, part: MinutesPart & { editor: string | null }, input: PartNotes, result: Saved): Promise<void> {
  const print = printOf({ title: input.title, notes_md: input.notes });
  const untouched = print === input.base;
  if (untouched || print === printOf(part)) return;
  if (part.revision !== input.revision) {
    const { id, revision, editor, updated_at } = part;
    const theirs = { title: part.title, notes: part.notes_md };
    result.conflicts.push({ id, revision, by: editor, at: updated_at, theirs, mine: { title: input.title, notes: input.notes } });
    return;
  }
  await updateMinutesPart(tx.db, part.id, {
    title: input.title,
    notes_md: input.notes,
    notes_html: renderMarkdown(input.notes),
    revision: part.revision + 1,
    updated_at: tx.now,
    updated_by: tx.actor?.id ?? null,
  });
  result.saved += 1;
}

async function saveAgreement(tx: Ctx, { id: eventId, circle_id }: LockedEvent, parts: readonly MinutesPart[], input: TypedAgreement): Promise<boolean> {
  const all = await listAgreements(tx.db, eventId);
  const known = all.find((each) => each.id === input.id);
  if (known && input.drop) {
    if (!known.dropped_at) await updateAgreement(tx.db, known.id, { dropped_at: tx.now, dropped_by: tx.actor?.id ?? null });
    return !known.dropped_at;
  }
  const owner = await ownerOf(tx, eventId, input.who);
  const asked = circle_id !== null && input.logbook ? (known?.to_logbook_at ?? tx.now) : null;
  const said = { what: input.what, due_on: input.due, ...owner, to_logbook_at: asked };
  if (known) {
    const same = (Object.keys(said) as (keyof typeof said)[]).every((key) => known[key] === said[key]);
    if (!same) await updateAgreement(tx.db, known.id, said);
    return !same;
  }
  if (all.length >= AGREEMENTS_MAX) throw invalid("", "agreements_full");
  const partId = parts.some((part) => part.id === input.partId) ? input.partId : null;
  const row = { id: input.id, event_id: eventId, part_id: partId, position: all.length, ...said, created_at: tx.now, created_by: tx.actor?.id ?? null };
  await insertAgreement(tx.db, { ...row, done_at: null, done_by: null, dropped_at: null, dropped_by: null });
  return true;
}

/** A name of the network, a mail, or just what was typed. */
async function ownerOf(tx: Ctx, eventId: string, typed: string) {
  const { name, email } = readOwner(typed);
  const person = email ? await findPersonByEmail(tx.db, email) : await findPersonNamed(tx.db, eventId, name);
  if (person) return { owner_person_id: person.id, owner_name: person.name, owner_email: null };
  return { owner_person_id: null, owner_name: name, owner_email: email };
}

export async function addMinutesPart(ctx: Ctx, eventId: string, id: string, title: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await heldAfterwards(tx, eventId);
    const parts = await listMinutesParts(tx.db, eventId);
    if (parts.length >= PARTS_MAX) throw invalid("", "agenda_full");
    const position = (parts.at(-1)?.position ?? -1) + 1;
    await insertMinutesParts(tx.db, [{ id, event_id: eventId, agenda_part_id: null, position, title, notes_md: "", notes_html: "", updated_at: tx.now, updated_by: null }]);
    await touch(tx, eventId);
  });
}

/** Only an empty one: words are not thrown away by a button. */
export async function removeMinutesPart(ctx: Ctx, eventId: string, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await heldAfterwards(tx, eventId);
    const part = (await listMinutesParts(tx.db, eventId)).find((each) => each.id === id);
    if (!part) return;
    if (part.notes_md !== "") throw new DomainError("conflict", { reason: "not_empty" });
    await deleteMinutesPart(tx.db, id);
    await touch(tx, eventId);
  });
}

/** A version that never changes, mailed to those chosen. `revision` is what was read before: saved since, it is read again first. */
export async function publishMinutes(ctx: Ctx, eventId: string, { revision, note, sentTo }: { revision: number; note: string; sentTo: SentTo }): Promise<{ version: number }> {
  const version = await inTransaction(ctx, async (tx) => {
    const event = await heldAfterwards(tx, eventId);
    const minutes = await findMinutes(tx.db, eventId);
    if (!minutes) throw notFound();
    if (minutes.revision !== revision) throw invalid("", "minutes_changed");
    if (minutes.version > 0 && note === "") throw invalid("note", "required");
    const next = minutes.version + 1;
    const id = newId();
    const content = JSON.stringify(await contentNow(tx, event));
    const row = { id, event_id: eventId, version: next, content, note, published_at: tx.now, published_by: tx.actor?.id ?? null, sent_to: sentTo };
    await insertVersion(tx.db, { ...row, sent_at: sentTo === "" ? tx.now : null });
    // The revision moves on: the same button sent twice does not publish twice.
    await updateMinutes(tx.db, eventId, { version: next, published_at: tx.now, revision: revision + 1, updated_at: tx.now });
    await bumpRevision(tx.db, "public", tx.now);
    await noteFromMinutes(tx, event);
    if (sentTo !== "") await sendNext(tx, id);
    return next;
  });
  ctx.wake();
  return { version };
}
