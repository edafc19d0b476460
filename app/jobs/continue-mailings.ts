import type { Ctx } from "#app/domain/context.ts";
import { continueMailing, listOpenMailings } from "#app/domain/invitations/mailings.server.ts";

/** Writes the next mails of every long send that was begun, some of each in turn. */
export async function continueMailings(ctx: Ctx): Promise<boolean> {
  let more = false;
  for (const { id } of await listOpenMailings(ctx.db)) {
    if (await continueMailing(ctx, id)) more = true;
  }
  return more;
}
