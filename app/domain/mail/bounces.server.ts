/** Mail that comes back: counted, and after enough of it the address is left alone. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { cleanLine } from "#app/domain/text.ts";
import { addBounce, countHard, deleteBouncedMails, deleteBounces, findBounces, findOutboxMail, insertBouncedMail, stopAddress } from "./bounces.repo.server.ts";

/** Hard bounces of different mails after which an address is not written to any more. */
export const HARD_LIMIT = 3;
/** "There is no such mailbox", twice, is enough. */
const NO_SUCH_MAILBOX = "5.1.1";
const NO_SUCH_LIMIT = 2;
/** What came back longer ago than this counts no more: a mailbox that was full once a year is no dead one. */
export const REMEMBERED_MS = 180 * 24 * 3_600_000;

export interface BouncedNotice {
  /** failed, delayed, … ; "" where it is not said. */
  action: string;
  status: string;
  text: string;
}

/** What a notice says of one mail of ours to one address. False: nothing that was not known. */
export async function noteBounces(tx: Pick<Ctx, "db" | "now">, mail: { message_id: string; to_email: string }, notices: readonly BouncedNotice[]): Promise<boolean> {
  let news = false;
  for (const notice of notices) {
    if (notice.action !== "" && notice.action !== "failed" && notice.action !== "delayed") continue;
    if (await noteOne(tx, mail, notice)) news = true;
  }
  return news;
}

async function noteOne(
  tx: Pick<Ctx, "db" | "now">,
  { message_id, to_email: email }: { message_id: string; to_email: string },
  { action, status, text }: BouncedNotice,
): Promise<boolean> {
  const hard = isHard(action, status);
  if (!(await insertBouncedMail(tx.db, { message_id, hard, email, status, at: tx.now }))) return false;
  await addBounce(tx.db, { email, hard, at: tx.now, status, text: cleanLine(text).slice(0, 300) });
  if (!hard) return true;
  const since = new Date(Date.parse(tx.now) - REMEMBERED_MS).toISOString();
  const gone = status === NO_SUCH_MAILBOX && (await countHard(tx.db, email, since, NO_SUCH_MAILBOX)) >= NO_SUCH_LIMIT;
  if (gone || (await countHard(tx.db, email, since)) >= HARD_LIMIT) await stopAddress(tx.db, email, tx.now);
  return true;
}

/** 5.7 speaks of us (a blocked server, a policy), not of the address: it must not stop a whole domain's people. */
function isHard(action: string, status: string): boolean {
  return action !== "delayed" && status.startsWith("5.") && !status.startsWith("5.7.");
}

/** A server refused a mail for good while it was being handed over. `reason` are its words: «550 5.1.1 No such user». */
export async function noteRejection(ctx: Pick<Ctx, "db" | "now">, outboxId: string, reason: string): Promise<void> {
  const status = statusIn(reason);
  if (status === null) return;
  await ctx.db.transaction().execute(async (db) => {
    const mail = await findOutboxMail(db, outboxId);
    if (mail) await noteBounces({ ...ctx, db }, mail, [{ action: "failed", status, text: reason }]);
  });
}

const BY_REPLY: Record<string, string> = { "550": "5.1.0", "551": "5.1.6", "552": "5.2.2", "553": "5.1.3" };

/** null: the words are of nobody's server. */
function statusIn(reason: string): string | null {
  const enhanced = /^[45]\d\d[ -]#?([45]\.\d{1,3}\.\d{1,3})\b/.exec(reason)?.[1];
  if (enhanced) return enhanced;
  const code = /^([45]\d\d)\b/.exec(reason)?.[1];
  if (!code) return null;
  return BY_REPLY[code] ?? (code.startsWith("5") ? "5.7.0" : "4.0.0");
}

/** The administrator says that the address is well again. Asked twice is asked once. */
export async function liftStop(ctx: Ctx, email: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    if (!(await findBounces(tx.db, email))) throw notFound();
    await deleteBounces(tx.db, email);
    await deleteBouncedMails(tx.db, email);
  });
}
