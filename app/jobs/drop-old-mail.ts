import type { Ctx } from "#app/domain/context.ts";
import { dropMailBodies } from "#app/domain/mail/outbox.repo.server.ts";

const KEPT_MS = 30 * 24 * 3_600_000;
const AT_ONCE = 500;

/** What a mail said is kept for a month after it left; that it was sent, and to whom, stays. */
export async function dropOldMail({ db, now }: Ctx): Promise<boolean> {
  const dropped = await dropMailBodies(db, new Date(Date.parse(now) - KEPT_MS).toISOString(), AT_ONCE);
  return dropped === AT_ONCE;
}
