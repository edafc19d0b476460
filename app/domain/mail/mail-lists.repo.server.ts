/** What pages read of the queue. The bytes are fetched for one mail only: they are some twenty kilobytes each. */
import type { Db } from "#db/create.ts";
import { like } from "#db/dialect.server.ts";
import { MAIL_STATES, type MailKind, type MailState } from "./mail.ts";

export const MAILS_A_PAGE = 24;

const COLUMNS = ["id", "kind", "status", "to_email", "to_name", "subject", "attempts", "next_attempt_at", "last_error", "created_at", "finished_at"] as const;

export interface MailRow {
  id: string;
  kind: MailKind;
  status: MailState;
  to_email: string;
  to_name: string;
  subject: string;
  attempts: number;
  next_attempt_at: string;
  last_error: string | null;
  created_at: string;
  finished_at: string | null;
}

export interface MailFilter {
  state?: MailState | null;
  /** Part of an address. */
  to?: string;
  page: number;
}

/** Newest first: ids are in the order of time. */
export async function listMail(db: Db, filter: MailFilter): Promise<{ rows: MailRow[]; total: number }> {
  if (filter.to) return searchMail(db, filter);
  const matching = inState(db, filter);
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  const rows = await matching
    .select(COLUMNS)
    .orderBy("id", "desc")
    .limit(MAILS_A_PAGE)
    .offset((filter.page - 1) * MAILS_A_PAGE)
    .execute();
  return { rows: rows as MailRow[], total };
}

function inState(db: Db, { state }: MailFilter) {
  const all = db.selectFrom("outbox");
  return state ? all.where("status", "=", state) : all;
}

/**
 * The addresses are read once, for the page and for the count; and as a set of ids, which one index holds beside them: reading each row
 * for its address would take a second.
 */
async function searchMail(db: Db, filter: MailFilter): Promise<{ rows: MailRow[]; total: number }> {
  const addressed = db
    .selectFrom("outbox as a")
    .select("a.id")
    .where((eb) => like(eb, "a.to_email", addressPattern(filter.to ?? "")));
  const found = filter.state ? inState(db, filter).select("outbox.id").where("outbox.id", "in", addressed) : addressed;
  const rows = await db
    .with(
      (name) => name("found").materialized(),
      () => found,
    )
    .selectFrom("outbox")
    .select(COLUMNS)
    .select((eb) =>
      eb
        .selectFrom("found")
        .select((f) => f.fn.countAll<number>().as("n"))
        .as("total"),
    )
    .where("id", "in", (eb) =>
      eb
        .selectFrom("found")
        .select("found.id")
        .orderBy("found.id", "desc")
        .limit(MAILS_A_PAGE)
        .offset((filter.page - 1) * MAILS_A_PAGE),
    )
    .orderBy("id", "desc")
    .execute();
  if (rows.length === 0 && filter.page > 1) return { rows: [], total: (await searchMail(db, { ...filter, page: 1 })).total };
  return { rows: rows.map(({ total: _, ...row }) => row as MailRow), total: rows[0]?.total ?? 0 };
}

function addressPattern(part: string): string {
  return `%${part
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
}

/** How many mails there are in each state, in one query. */
export async function countMailByState(db: Db): Promise<Record<MailState, number>> {
  const rows = await db
    .selectFrom("outbox")
    .select((eb) => ["status", eb.fn.countAll<number>().as("count")])
    .groupBy("status")
    .execute();
  const counts = new Map(rows.map((row) => [row.status, row.count]));
  return Object.fromEntries(MAIL_STATES.map((state) => [state, counts.get(state) ?? 0])) as Record<MailState, number>;
}

/** One mail with its bytes (null once they were let go of). */
export async function findMail(db: Db, id: string): Promise<(MailRow & { raw: string | null }) | undefined> {
  const row = await db
    .selectFrom("outbox")
    .select([...COLUMNS, "raw"])
    .where("id", "=", id)
    .executeTakeFirst();
  return row as (MailRow & { raw: string | null }) | undefined;
}
