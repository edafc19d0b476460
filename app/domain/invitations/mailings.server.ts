/** Stub of signatures; the bodies are being written. */
import type { Ctx } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";

const soon = (): never => {
  throw new Error("not written yet");
};

/** The next 200 mails of a mailing, in one transaction. False when nothing is left. */
export async function continueMailing(_ctx: Ctx, _mailingId: string): Promise<boolean> {
  return soon();
}

/** Mailings with mails still to be written, oldest first; the worker calls continueMailing for each. */
export async function listOpenMailings(_db: Db): Promise<{ id: string }[]> {
  return soon();
}

/** To those who have not answered; at most once a day each. */
export async function remindInvitees(_ctx: Ctx, _eventId: string): Promise<{ mails: number }> {
  return soon();
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
export async function mailingProgress(_db: Db, _eventId: string): Promise<MailingProgress> {
  return soon();
}
