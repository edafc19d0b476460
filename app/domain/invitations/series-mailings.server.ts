/**
 * Telling a series: one mail a person for all its dates. What is told to whom is derived from what each invitation says that they know, so that a mailing can stop
 * anywhere, begin again, or be overtaken: whatever changes while it is under way begins it anew, and says to each what has changed for them.
 */
import type { Ctx } from "#app/domain/context.ts";
import { findAuthor } from "#app/domain/events/event-writes.repo.server.ts";
import { enqueueMails } from "#app/domain/mail/outbox.server.ts";
import { findSeries, listSeriesDates } from "#app/domain/series/series.repo.server.ts";
import { newId } from "#db/ids.ts";
import type { StoredInvitation } from "./invitation-writes.repo.server.ts";
import { advanceMailing, closeSeriesMailings, insertMailing, type MailingRow, type Recipient } from "./mailings.repo.server.ts";
import { countSeriesTargets, listSeriesRecipients, markSeriesTold, type OwnDate, seriesFacts } from "./series-mailings.repo.server.ts";
import { type SeriesMessage, writeSeriesMails } from "./series-mails.server.ts";

export const SERIES_CHUNK = 100;

/** Begins to tell it; the caller holds the series. `kind` is only what the act was called. Returns how many get a mail. */
export async function startSeriesMailing(tx: Ctx, seriesId: string, kind: "invitation" | "update" | "cancellation", message: string | null = null): Promise<number> {
  await closeSeriesMailings(tx.db, seriesId, tx.now);
  const total = await countSeriesTargets(tx.db, seriesId, tx.now);
  if (total === 0) return 0;
  const said = await messageOf(tx, seriesId, message);
  const mailing: MailingRow = {
    id: newId(),
    event_id: seriesId,
    series_id: seriesId,
    kind,
    payload: JSON.stringify({ said }),
    cursor: "",
    total,
    done: 0,
    sender_person_id: said.senderId,
    created_at: tx.now,
    finished_at: null,
  };
  await insertMailing(tx.db, mailing);
  await writeNextOfSeries(tx, mailing);
  return total;
}

/** One mail to one person who was just taken off all that is left: for their calendar the series is cancelled. */
export async function tellSeriesRemoval(tx: Ctx, seriesId: string, recipient: Recipient, rows: readonly StoredInvitation[]): Promise<void> {
  const said = { ...(await messageOf(tx, seriesId, null)), onlyYou: true };
  await enqueueMails(tx, writeSeriesMails(tx, said, [{ ...recipient, dates: rows as unknown as OwnDate[] }]));
}

async function messageOf(tx: Ctx, seriesId: string, message: string | null): Promise<SeriesMessage> {
  const series = await findSeries(tx.db, seriesId);
  if (!series) throw new Error(`no series ${seriesId}`);
  const sender = tx.actor ?? (await findAuthor(tx.db, seriesId));
  return {
    series,
    dates: await listSeriesDates(tx.db, seriesId),
    stamp: tx.now,
    organiser: sender?.name ?? null,
    senderId: sender?.id ?? null,
    message: message || null,
    history: await seriesFacts(tx.db, seriesId),
  };
}

/** The next mails, in the transaction of the caller, who holds the series. True when there may be more. */
export async function writeNextOfSeries(tx: Ctx, mailing: MailingRow): Promise<boolean> {
  const { said } = JSON.parse(mailing.payload) as { said: SeriesMessage };
  const recipients = await listSeriesRecipients(tx.db, said.series.id, { now: said.stamp, cursor: mailing.cursor, limit: SERIES_CHUNK });
  await enqueueMails(tx, writeSeriesMails(tx, said, recipients));
  await markSeriesTold(tx.db, recipients, said.series.sequence);
  const more = recipients.length === SERIES_CHUNK && mailing.done + recipients.length < mailing.total;
  await advanceMailing(tx.db, mailing.id, { cursor: recipients.at(-1)?.anchor ?? mailing.cursor, written: recipients.length, finishedAt: more ? null : tx.now });
  return more;
}
