/** What a meeting's minutes get from elsewhere: a decision that the circle took in it. */
import { readAgenda } from "#app/domain/agenda/agenda.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { lockEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { renderMarkdown } from "#app/domain/markdown.server.ts";
import { newId } from "#db/ids.ts";
import { findMinutes, insertMinutes, insertMinutesParts, listMinutesParts, updateMinutes, updateMinutesPart } from "./minutes.repo.server.ts";
import { NOTES_MAX, PARTS_MAX } from "./minutes.ts";

const TITLE_MAX = 200;

/** Makes the draft from the agenda. False: there was one already. */
export async function draftMinutes(tx: Ctx, eventId: string, otherwise: string[]): Promise<boolean> {
  const begun = await insertMinutes(tx.db, { event_id: eventId, published_at: null, created_at: tx.now, created_by: tx.actor?.id ?? null, updated_at: tx.now });
  if (!begun) return false;
  const { parts } = await readAgenda(tx.db, eventId);
  const titles =
    parts.length > 0 ? parts.map((part) => ({ agenda_part_id: part.id as string | null, title: part.title })) : otherwise.map((title) => ({ agenda_part_id: null, title }));
  await insertMinutesParts(
    tx.db,
    titles.map((part, position) => ({ id: newId(), event_id: eventId, position, ...part, notes_md: "", notes_html: "", updated_at: tx.now, updated_by: null })),
  );
  return true;
}

/**
 * A part at the end of the meeting's minutes, which begin here where there are none yet. Whoever decided may not be who keeps the minutes: they find it
 * there, to be read again before they publish. A list that is full takes it behind its last part: nothing decided is left out.
 */
export async function writeIntoMinutes(tx: Ctx, eventId: string, { title, notesMd }: { title: string; notesMd: string }): Promise<void> {
  const event = await lockEvent(tx.db, eventId);
  if (!event) return;
  await draftMinutes(tx, eventId, []);
  const parts = await listMinutesParts(tx.db, eventId);
  const last = parts.at(-1);
  const notes_md = notesMd.length > NOTES_MAX ? `${notesMd.slice(0, NOTES_MAX - 1)}…` : notesMd;
  const written = { updated_at: tx.now, updated_by: tx.actor?.id ?? null };
  if (last && parts.length >= PARTS_MAX) {
    const joined = `${last.notes_md}\n\n**${title}**\n\n${notes_md}`.slice(0, NOTES_MAX);
    await updateMinutesPart(tx.db, last.id, { notes_md: joined, notes_html: renderMarkdown(joined), revision: last.revision + 1, ...written });
  } else {
    const part = { id: newId(), event_id: eventId, agenda_part_id: null, position: (last?.position ?? -1) + 1, title: title.slice(0, TITLE_MAX) };
    await insertMinutesParts(tx.db, [{ ...part, notes_md, notes_html: renderMarkdown(notes_md), ...written }]);
  }
  const minutes = await findMinutes(tx.db, eventId);
  await updateMinutes(tx.db, eventId, { revision: (minutes?.revision ?? 0) + 1, updated_at: tx.now });
}
