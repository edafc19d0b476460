import type { Ctx } from "#app/domain/context.ts";
import { deleteBouncedMailsBefore } from "#app/domain/mail/bounces.repo.server.ts";
import { REMEMBERED_MS } from "#app/domain/mail/bounces.server.ts";
import { dropRawBefore } from "#app/domain/replies/incoming.repo.server.ts";
import { RAW_KEPT_DAYS } from "#app/domain/replies/incoming.ts";

const AT_ONCE = 500;
const DAY_MS = 24 * 3_600_000;

/** The messages themselves go after half a year; that they came, and what they said of coming or not, stays. */
export async function dropOldIncoming({ db, now }: Ctx): Promise<boolean> {
  const before = (milliseconds: number) => new Date(Date.parse(now) - milliseconds).toISOString();
  await deleteBouncedMailsBefore(db, before(REMEMBERED_MS));
  return (await dropRawBefore(db, before(RAW_KEPT_DAYS * DAY_MS), AT_ONCE)) === AT_ONCE;
}
