/** Whom a series is still to be told to, or what of it has changed for them: kept with each of their invitations, one a date. */
import { type SqlBool, sql } from "kysely";
import type { Answer, Seat } from "#app/domain/events/event.ts";
import type { Facts } from "#app/domain/events/event-writes.repo.server.ts";
import type { Db } from "#db/create.ts";
import { listRecipientsById, type Recipient } from "./mailings.repo.server.ts";

/** Where one person stands with one date. */
export interface OwnDate {
  id: string;
  event_id: string;
  answer: Answer | null;
  previous_answer: Answer | null;
  seat: Seat | null;
  mailed_sequence: number | null;
  round: number;
}

export interface SeriesRecipient extends Recipient {
  dates: OwnDate[];
}

/** Of a date to come they have heard nothing, or not how it is now; or they were told of one that is cancelled. */
const due = (now: string) => sql<number>`max(CASE WHEN i.removed_at IS NULL AND (
    (e.status = 'published' AND e.ends_at > ${now} AND (i.mailed_sequence IS NULL OR i.mailed_sequence < e.sequence))
    OR (e.status = 'cancelled' AND i.mailed_sequence < e.sequence)) THEN 1 ELSE 0 END)`;

/** One row a person of the list: the first of their invitations (the same for ever), their address, and whether anything is to be said. Two rules hold for all mails. */
function persons(db: Db, seriesId: string, now: string) {
  const each = db
    .selectFrom("invitations as i")
    .innerJoin("events as e", "e.id", "i.event_id")
    .select((eb) => [eb.fn.min("i.id").as("anchor"), "i.email", due(now).as("due")])
    .where("e.series_id", "=", seriesId)
    .groupBy("i.email");
  return db
    .selectFrom(each.as("s"))
    .innerJoin("invitations as a", "a.id", "s.anchor")
    .leftJoin("people as p", "p.id", "a.person_id")
    .where("s.due", "=", 1)
    .where("p.suspended_at", "is", null)
    .where(sql<SqlBool>`NOT EXISTS (SELECT 1 FROM mail_stops m WHERE m.email = coalesce(p.email, a.email) AND m.scope = 'all')`);
}

export async function countSeriesTargets(db: Db, seriesId: string, now: string): Promise<number> {
  const row = await persons(db, seriesId, now)
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** The next people after `cursor`, each with all their dates. */
export async function listSeriesRecipients(db: Db, seriesId: string, { now, cursor, limit }: { now: string; cursor: string; limit: number }): Promise<SeriesRecipient[]> {
  const found = await persons(db, seriesId, now).select(["s.anchor", "s.email"]).where("s.anchor", ">", cursor).orderBy("s.anchor").limit(limit).execute();
  if (found.length === 0) return [];
  const recipients = await listRecipientsById(
    db,
    found.map((row) => row.anchor),
  );
  const rows = await db
    .selectFrom("invitations as i")
    .innerJoin("events as e", "e.id", "i.event_id")
    .select(["i.id", "i.event_id", "i.email", "i.answer", "i.previous_answer", "i.seat", "i.mailed_sequence", "i.round", "i.removed_at"])
    .where("e.series_id", "=", seriesId)
    .where(
      "i.email",
      "in",
      found.map((row) => row.email),
    )
    .execute();
  return recipients.map((one) => {
    const email = found.find((row) => row.anchor === one.id)?.email;
    return { ...one, dates: rows.filter((row) => row.email === email && row.removed_at === null) as OwnDate[] };
  });
}

/** These have now heard how the whole series is. */
export async function markSeriesTold(tx: Db, recipients: readonly SeriesRecipient[], sequence: number): Promise<void> {
  const ids = recipients.flatMap((one) => one.dates.map((date) => date.id));
  for (let from = 0; from < ids.length; from += 1_000) {
    await tx
      .updateTable("invitations")
      .set({ mailed_sequence: sequence })
      .where("id", "in", ids.slice(from, from + 1_000))
      .execute();
  }
}

/** What was so of each date at each earlier sequence. */
export async function seriesFacts(db: Db, seriesId: string): Promise<Record<string, Record<number, Facts>>> {
  const rows = await db
    .selectFrom("event_changes as c")
    .innerJoin("events as e", "e.id", "c.event_id")
    .select(["c.event_id", "c.sequence", "c.before"])
    .where("e.series_id", "=", seriesId)
    .where("c.before", "is not", null)
    .execute();
  const facts: Record<string, Record<number, Facts>> = {};
  for (const row of rows) facts[row.event_id] = { ...facts[row.event_id], [row.sequence - 1]: JSON.parse(row.before ?? "{}") as Facts };
  return facts;
}
