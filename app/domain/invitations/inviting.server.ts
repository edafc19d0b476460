import type { Ctx } from "#app/domain/context.ts";
import { carryVotes } from "#app/domain/polls/carry.server.ts";
import type { Db } from "#db/create.ts";
import { expand, type Invitee, readRules } from "./audience.repo.server.ts";
import { insertInvitations, type ListedRow, listInvitedAddresses, listInvitedToSeries, reviveInvitations } from "./invitation-writes.repo.server.ts";
import { startMailing } from "./mailings.server.ts";
import { startSeriesMailing } from "./series-mailings.server.ts";

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
export async function whoIsCalled(db: Db, eventId: string, now: string): Promise<Called> {
  const all = await expand(db, await readRules(db, eventId), now);
  return compare(all, await listInvitedAddresses(db, eventId));
}

function compare(all: Invitee[], listed: ListedRow[]): Called {
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
  await put(tx, eventId, await whoIsCalled(tx.db, eventId, tx.now));
  await carryVotes(tx, eventId); // so that the mail says what they said already
  return startMailing(tx, eventId, "invitation");
}

async function put(tx: Ctx, eventId: string, { fresh, revived }: Called): Promise<void> {
  const rows = fresh.map(({ way: _, ...one }) => ({ ...one, invited_at: tx.now, mailed_sequence: null }));
  await insertInvitations(tx.db, eventId, rows);
  await reviveInvitations(tx.db, revived, tx.now);
}

/** The same for every date of a series that is still to come: one mail a person. The caller holds the series. */
export async function inviteToSeries(tx: Ctx, seriesId: string, eventIds: readonly string[]): Promise<number> {
  const all = await expand(tx.db, await readRules(tx.db, seriesId), tx.now);
  const listed = await listInvitedToSeries(tx.db, seriesId);
  const staying = new Set(listed.filter((row) => row.removed_at === null && eventIds.includes(row.event_id)).map((row) => row.email));
  for (const id of eventIds) {
    const here = compare(
      all,
      listed.filter((row) => row.event_id === id),
    );
    // Whoever was taken off one date and is on another stays off it: the rules that name them are those of the whole series.
    const gone = (row: string) => !staying.has(listed.find((each) => each.id === row)?.email ?? "");
    await put(tx, id, { ...here, revived: here.revived.filter(gone) });
  }
  return startSeriesMailing(tx, seriesId, "invitation");
}

/** Who is on the list of a series, onto a date that it has now: whoever is on that of another date to come. */
export async function copyInvitations(tx: Ctx, seriesId: string, eventId: string): Promise<void> {
  const rows = (await listInvitedToSeries(tx.db, seriesId)).filter((row) => row.removed_at === null && row.event_id !== eventId && row.open);
  const people = new Map(rows.map((row) => [row.person_id ?? row.email, row]));
  const fresh = [...people.values()].map(({ person_id, email, name, establishment_id }) => ({
    person_id,
    email,
    name,
    establishment_id,
    invited_at: tx.now,
    mailed_sequence: null,
  }));
  await insertInvitations(tx.db, eventId, fresh);
}
