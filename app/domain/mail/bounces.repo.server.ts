/** What is known of addresses that mail does not reach. */
import type { Selectable } from "kysely";
import { sql } from "kysely";
import type { Db } from "#db/create.ts";
import type { MailBouncesTable } from "#db/meeting-tables.ts";

export type BounceRow = Selectable<MailBouncesTable>;
export const BOUNCES_A_PAGE = 24;

const ADDRESSES_A_STATEMENT = 5_000;

/** Those of these addresses that are not written to any more. */
export async function listUnreachable(db: Db, addresses: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (let from = 0; from < addresses.length; from += ADDRESSES_A_STATEMENT) {
    const chunk = addresses.slice(from, from + ADDRESSES_A_STATEMENT);
    const rows = await db.selectFrom("mail_bounces").select("email").where("email", "in", chunk).where("stopped_at", "is not", null).execute();
    for (const row of rows) found.add(row.email);
  }
  return found;
}

export async function findBounces(db: Db, email: string): Promise<BounceRow | null> {
  return (await db.selectFrom("mail_bounces").selectAll().where("email", "=", email).executeTakeFirst()) ?? null;
}

export interface NewBounce {
  email: string;
  hard: boolean;
  at: string;
  status: string;
  text: string;
}

/** Adds one. The count is the database's, so that two workers never lose one. */
export async function addBounce(tx: Db, { email, hard, at, status, text }: NewBounce): Promise<void> {
  const [byHard, bySoft] = [Number(hard), Number(!hard)];
  await tx
    .insertInto("mail_bounces")
    .values({ email, hard: byHard, soft: bySoft, last_at: at, last_status: status, last_text: text, stopped_at: null })
    .onConflict((oc) =>
      oc.column("email").doUpdateSet({
        hard: sql`mail_bounces.hard + ${byHard}`,
        soft: sql`mail_bounces.soft + ${bySoft}`,
        last_at: at,
        last_status: status,
        last_text: text,
      }),
    )
    .execute();
}

export async function stopAddress(tx: Db, email: string, at: string): Promise<void> {
  await tx.updateTable("mail_bounces").set({ stopped_at: at }).where("email", "=", email).where("stopped_at", "is", null).execute();
}

/** It starts anew. */
export async function deleteBounces(tx: Db, email: string): Promise<void> {
  await tx.deleteFrom("mail_bounces").where("email", "=", email).execute();
}

export async function listStoppedAddresses(db: Db, page: number): Promise<{ rows: BounceRow[]; total: number }> {
  const stopped = db.selectFrom("mail_bounces").where("stopped_at", "is not", null);
  const [rows, count] = await Promise.all([
    stopped
      .selectAll()
      .orderBy("stopped_at", "desc")
      .orderBy("email")
      .limit(BOUNCES_A_PAGE)
      .offset((page - 1) * BOUNCES_A_PAGE)
      .execute(),
    stopped.select((eb) => eb.fn.countAll<number>().as("total")).executeTakeFirstOrThrow(),
  ]);
  return { rows, total: Number(count.total) };
}

/** False where this mail was counted before: a server may say the same thing twice, at the door and in a notice. */
export async function insertBouncedMail(tx: Db, mail: { message_id: string; hard: boolean; email: string; status: string; at: string }): Promise<boolean> {
  const result = await tx
    .insertInto("bounced_mails")
    .values({ ...mail, hard: Number(mail.hard) })
    .onConflict((oc) => oc.columns(["message_id", "hard"]).doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0) === 1;
}

/** How many mails came back for good since then; with `status`, how many of them for that reason. */
export async function countHard(tx: Db, email: string, since: string, status?: string): Promise<number> {
  let query = tx
    .selectFrom("bounced_mails")
    .select((eb) => eb.fn.countAll<number>().as("total"))
    .where("email", "=", email)
    .where("hard", "=", 1)
    .where("at", ">=", since);
  if (status) query = query.where("status", "=", status);
  return Number((await query.executeTakeFirstOrThrow()).total);
}

export async function deleteBouncedMails(tx: Db, email: string): Promise<void> {
  await tx.deleteFrom("bounced_mails").where("email", "=", email).execute();
}

/** What a rejection at the server's door is about. */
export async function findOutboxMail(db: Db, id: string): Promise<{ message_id: string; to_email: string } | null> {
  return (await db.selectFrom("outbox").select(["message_id", "to_email"]).where("id", "=", id).executeTakeFirst()) ?? null;
}

/** Those that no longer count for anything. */
export async function deleteBouncedMailsBefore(db: Db, before: string): Promise<void> {
  await db.deleteFrom("bounced_mails").where("at", "<", before).execute();
}
