import type { Ctx } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import { expand, type Invitee, readRules } from "./audience.repo.server.ts";
import { insertInvitations, listInvitedAddresses, reviveInvitations } from "./invitation-writes.repo.server.ts";
import { startMailing } from "./mailings.server.ts";

export interface Called {
  /** Everyone the rules come to. */
  all: Invitee[];
  /** Those of them who are not on the list yet. */
  fresh: Invitee[];
  /** Invitations of those who were taken off and are now named again. */
  revived: string[];
  alreadyInvited: number;
}

/** Who is called by an event's rules, beside who is on the list. Whoever was taken off comes back only by name, not because of their node. */
export async function whoIsCalled(db: Db, eventId: string): Promise<Called> {
  const all = await expand(db, await readRules(db, eventId));
  const listed = await listInvitedAddresses(db, eventId);
  const byEmail = new Map(listed.map((row) => [row.email, row]));
  const byPerson = new Map(listed.flatMap((row) => (row.person_id ? [[row.person_id, row] as const] : [])));
  const called: Called = { all, fresh: [], revived: [], alreadyInvited: listed.filter((row) => row.removed_at === null).length };
  for (const one of all) {
    const known = byEmail.get(one.email) ?? (one.person_id ? byPerson.get(one.person_id) : undefined);
    if (!known) called.fresh.push(one);
    else if (known.removed_at && (one.way === "people" || one.way === "outside")) called.revived.push(known.id);
  }
  return called;
}

/** Puts the newly called on the list and tells them; the caller holds the event. Returns how many get a mail. */
export async function inviteCalled(tx: Ctx, eventId: string): Promise<number> {
  const { fresh, revived } = await whoIsCalled(tx.db, eventId);
  const rows = fresh.map(({ way: _, ...one }) => ({ ...one, invited_at: tx.now, mailed_sequence: null }));
  await insertInvitations(tx.db, eventId, rows);
  await reviveInvitations(tx.db, revived, tx.now);
  return startMailing(tx, eventId, "invitation");
}
