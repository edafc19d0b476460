/**
 * Writing the mails of a meeting into the queue. The first are written in the transaction of the act that they announce; of a long list the rest
 * follow by the worker, 200 a transaction, saying what was said then. Who was told what is kept with each invitation (`mailed_sequence`), so that
 * a mailing can stop anywhere, begin again, or be overtaken by the next change: nobody is told twice, nor something old after something new.
 */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { findCalendarRow } from "#app/domain/events/calendar-rows.repo.server.ts";
import { factsBySequence, findAuthor, lockEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { heldByManager } from "#app/domain/events/managing.server.ts";
import { enqueueMails } from "#app/domain/mail/outbox.server.ts";
import { findSeries } from "#app/domain/series/series.repo.server.ts";
import { lockSeries } from "#app/domain/series/series-writes.repo.server.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { MAIN_ZONE, wallToInstant } from "#app/i18n/zones.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import {
  advanceMailing,
  closeMailings,
  countTargets,
  findMailing,
  insertMailing,
  isSeriesBeingTold,
  listColleagues,
  listRecipients,
  type MailingKind,
  type MailingRow,
  markReminded,
  markTold,
  type Recipient,
  readProgress,
  type Target,
} from "./mailings.repo.server.ts";
import { type Message, writeMails } from "./meeting-mails.server.ts";
import { startSeriesMailing, writeNextOfSeries } from "./series-mailings.server.ts";

export { listOpenMailings } from "./mailings.repo.server.ts";

export const CHUNK = 200;

const OVERTAKES: ReadonlySet<MailingKind> = new Set(["update", "cancellation"]);

/** What is stored of a mailing. */
interface Payload {
  said: Message;
  ids?: readonly string[] | undefined;
  notRemindedSince?: string | undefined;
}

interface Saying {
  message?: string | null;
  /** promotion: those who were given a seat. */
  ids?: readonly string[];
  notRemindedSince?: string;
}

/**
 * Begins to tell the invitees of `kind`; the caller holds the event. A change of time, place or status overtakes whatever was still being
 * written: whom that did not reach is told by this one, as an invitation if they had heard nothing. Returns how many get a mail.
 */
export async function startMailing(tx: Ctx, eventId: string, kind: MailingKind, { message = null, ids, notRemindedSince }: Saying = {}): Promise<number> {
  if (OVERTAKES.has(kind)) await closeMailings(tx.db, eventId, tx.now);
  const said = await messageOf(tx, eventId, message, kind === "promotion" ? await findAuthor(tx.db, eventId) : tx.actor);
  const series = said.meeting.series_id;
  // Part of what the series' own mailing is still telling: said by that, begun anew.
  if (series && OVERTAKES.has(kind) && (await isSeriesBeingTold(tx.db, series))) return startSeriesMailing(tx, series, "update", message);
  const payload: Payload = { said, ids, notRemindedSince };
  const total = await countTargets(tx.db, targetOf(eventId, kind, payload));
  if (total === 0) return 0;
  const mailing: MailingRow = {
    id: newId(),
    event_id: eventId,
    series_id: null,
    kind,
    payload: JSON.stringify(payload),
    cursor: "",
    total,
    done: 0,
    sender_person_id: said.senderId,
    created_at: tx.now,
    finished_at: null,
  };
  await insertMailing(tx.db, mailing);
  await writeNext(tx, mailing, payload);
  return total;
}

/** `sender` is who the mail says it is from, and who is shown its failure: of a promotion, which an answer brings about, the author. */
async function messageOf(tx: Ctx, eventId: string, message: string | null, sender: { id: string; name: string } | null): Promise<Message> {
  const meeting = await findCalendarRow(tx.db, eventId);
  if (!meeting) throw new Error(`no event ${eventId}`);
  const history = await factsBySequence(tx.db, eventId);
  const series = meeting.series_id ? await findSeries(tx.db, meeting.series_id) : null;
  return { meeting, stamp: tx.now, organiser: sender?.name ?? null, senderId: sender?.id ?? null, message: message || null, history, series };
}

function targetOf(eventId: string, kind: MailingKind, { said, ids, notRemindedSince }: Payload): Target {
  return { eventId, kind, sequence: said.meeting.sequence, ofSeries: said.meeting.series_id !== null, ids, notRemindedSince };
}

/** The next mails of a mailing, in one transaction. False when nothing is left. */
export async function continueMailing(ctx: Ctx, mailingId: string): Promise<boolean> {
  const known = await findMailing(ctx.db, mailingId);
  if (!known || known.finished_at) return false;
  return inTransaction(ctx, async (tx) => {
    // The event (or series) first, as everywhere: two workers on one mailing take turns here, and the second sees how far the first came.
    if (known.series_id) await lockSeries(tx.db, known.series_id);
    else await lockEvent(tx.db, known.event_id);
    const mailing = await findMailing(tx.db, mailingId);
    if (!mailing || mailing.finished_at) return false;
    if (mailing.series_id) return writeNextOfSeries(tx, mailing);
    return writeNext(tx, mailing, JSON.parse(mailing.payload) as Payload);
  });
}

/** True when there may be more. */
async function writeNext(tx: Ctx, mailing: MailingRow, payload: Payload): Promise<boolean> {
  const kind = mailing.kind as MailingKind;
  const recipients = await listRecipients(tx.db, targetOf(mailing.event_id, kind, payload), mailing.cursor, CHUNK);
  await enqueueMails(tx, writeMails(tx, kind, payload.said, recipients, await colleaguesOf(tx.db, mailing.event_id, recipients)));
  if (recipients.length > 0) await markWritten(tx, kind, payload.said.meeting.sequence, recipients);
  const more = recipients.length === CHUNK && mailing.done + recipients.length < mailing.total;
  await advanceMailing(tx.db, mailing.id, { cursor: recipients.at(-1)?.id ?? mailing.cursor, written: recipients.length, finishedAt: more ? null : tx.now });
  return more;
}

async function colleaguesOf(db: Db, eventId: string, recipients: readonly Recipient[]) {
  const schools = new Set(recipients.map((one) => one.establishment_id).filter((id): id is string => id !== null));
  return listColleagues(db, eventId, [...schools]);
}

async function markWritten(tx: Ctx, kind: MailingKind, sequence: number, recipients: readonly Recipient[]): Promise<void> {
  const ids = recipients.map((one) => one.id);
  if (kind === "reminder") await markReminded(tx.db, recipients, isoDate(tx.now), tx.now);
  else if (kind !== "promotion") await markTold(tx.db, ids, sequence);
}

/** One mail to one person who was just taken off the list: for their calendar the meeting is cancelled. */
export async function tellRemoval(tx: Ctx, eventId: string, recipient: Recipient): Promise<void> {
  const said = { ...(await messageOf(tx, eventId, null, tx.actor)), onlyYou: true };
  await enqueueMails(tx, writeMails(tx, "cancellation", said, [recipient], []));
}

/** To those who have not answered (again), at most once a day each; the day ends at midnight on the mainland. */
export async function remindInvitees(ctx: Ctx, eventId: string): Promise<{ mails: number }> {
  const mails = await inTransaction(ctx, async (tx) => {
    const event = await heldByManager(tx, eventId);
    if (event.status !== "published") throw new DomainError("conflict", { reason: event.status === "cancelled" ? "cancelled" : "draft" });
    if (event.ends_at <= tx.now) throw new DomainError("conflict", { reason: "past" });
    return startMailing(tx, eventId, "reminder", { notRemindedSince: startOfDay(tx.now) });
  });
  ctx.wake();
  return { mails };
}

export function startOfDay(now: string): string {
  const day = isoDate(now);
  const midnight = wallToInstant(`${day}T00:00`, MAIN_ZONE);
  const first = midnight.ok ? midnight : wallToInstant(`${day}T01:00`, MAIN_ZONE);
  return first.ok ? first.instant : now;
}

export interface MailingProgress {
  /** Still to be written into the queue. */
  unwritten: number;
  queued: number;
  /** Sent, or caught in the demo. */
  sent: number;
  failed: number;
  total: number;
  /** Everything is out or has failed for good. */
  done: boolean;
  /** The first 20. */
  failures: { invitation_id: string | null; address: string; name: string; error: string | null }[];
}

/** How far the mails of a meeting are. Two queries. */
export async function mailingProgress(db: Db, eventId: string, seriesId: string | null = null): Promise<MailingProgress> {
  const { counts, failed: failures } = await readProgress(db, eventId, 20, seriesId);
  const of = (...states: string[]) => states.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0);
  const unwritten = of("unwritten");
  const queued = of("queued", "sending");
  const sent = of("sent", "caught");
  const failed = of("failed");
  return { unwritten, queued, sent, failed, total: unwritten + queued + sent + failed, done: unwritten + queued === 0, failures };
}
