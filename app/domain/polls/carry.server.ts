/** What people said of the date that was chosen becomes their answer. */
import type { Ctx } from "#app/domain/context.ts";
import { answerAs } from "#app/domain/invitations/answer.server.ts";
import type { Vote } from "./poll.ts";
import { findPollOf, listSlots, listVotesFor, updatePoll } from "./polls.repo.server.ts";

/**
 * Within the publication of a meeting, after its people are on the list and before they are told. An open poll ends; of a chosen date that the
 * meeting still has, every vote becomes an answer (yes, if need be -> maybe, no) unless its person has answered since, in the order in which they voted,
 * so that seats go to the first. Returns how many.
 */
export async function carryVotes(tx: Ctx, eventId: string): Promise<number> {
  const poll = await findPollOf(tx.db, eventId);
  if (!poll) return 0;
  if (poll.closed_at === null) await updatePoll(tx.db, poll.id, { closed_at: tx.now });
  const slot = (await listSlots(tx.db, poll.id)).find((one) => one.id === poll.chosen_slot_id);
  if (!slot) return 0;
  const event = await tx.db.selectFrom("events").select("starts_at").where("id", "=", eventId).executeTakeFirst();
  if (event?.starts_at !== slot.starts_at) return 0;
  const invited = await tx.db.selectFrom("invitations").select(["id", "email", "person_id", "answer"]).where("event_id", "=", eventId).where("removed_at", "is", null).execute();
  const byEmail = new Map(invited.map((one) => [one.email, one]));
  const byPerson = new Map(invited.flatMap((one) => (one.person_id ? [[one.person_id, one] as const] : [])));
  let carried = 0;
  for (const { vote, voted_at, email, person_id, comment } of await listVotesFor(tx.db, poll.id, slot.id)) {
    const invitation = byEmail.get(email) ?? (person_id ? byPerson.get(person_id) : undefined);
    if (!vote || !invitation || invitation.answer !== null) continue;
    const result = await answerAs(tx, { invitationId: invitation.id, answer: vote satisfies Vote, saidAt: voted_at ?? tx.now, ...(comment ? { comment } : {}) });
    if (!result.stale) carried += 1;
  }
  return carried;
}
