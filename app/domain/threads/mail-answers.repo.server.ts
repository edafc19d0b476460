/** What is known of mails that answer threads. */
import type { Db } from "#db/create.ts";

/** The same message again, with other bytes: mail servers add their lines. */
export async function isTakenForThread(tx: Db, threadId: string, messageId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("incoming_mails")
    .select("id")
    .where("thread_id", "=", threadId)
    .where("message_id", "=", messageId)
    .where("state", "in", ["taken", "ignored"])
    .executeTakeFirst();
  return row !== undefined;
}

/** Whom an address of a thread was given to; null once their account is suspended. */
export async function findMailWriter(tx: Db, personId: string) {
  return (await tx.selectFrom("people").select(["id", "name", "email"]).where("id", "=", personId).where("suspended_at", "is", null).executeTakeFirst()) ?? null;
}

/** Posts that wait for the files of their mail, the oldest first. */
export async function listMailedToPublish(db: Db, limit: number): Promise<{ mail_id: string; post_id: string }[]> {
  const rows = await db
    .selectFrom("posts as o")
    .innerJoin("incoming_mails as m", "m.id", "o.mail_id")
    .select(["m.id as mail_id", "o.id as post_id"])
    .where("o.source", "=", "mail")
    .where("o.published_at", "is", null)
    .where("o.removed_at", "is", null)
    .where("m.state", "in", ["taken", "tray"])
    .orderBy("o.created_at")
    .limit(limit)
    .execute();
  return rows;
}

export async function findMailOfPost(db: Db, mailId: string) {
  return db
    .selectFrom("incoming_mails as m")
    .innerJoin("posts as o", "o.mail_id", "m.id")
    .leftJoin("people as p", "p.id", "o.person_id")
    .select([
      "m.id",
      "m.raw",
      "m.subject",
      "m.state",
      "m.thread_id",
      "o.id as post_id",
      "o.thread_id as post_thread_id",
      "o.body_md",
      "o.published_at",
      "o.person_id",
      "p.name",
      "p.email",
    ])
    .where("m.id", "=", mailId)
    .executeTakeFirst();
}

export async function updateMail(tx: Db, id: string, change: { state?: string; reason?: string | null; raw?: string }): Promise<void> {
  await tx.updateTable("incoming_mails").set(change).where("id", "=", id).execute();
}
