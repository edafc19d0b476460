/** Voting, with an account or without. Nobody reads or changes another's vote: that takes their own link, or their session. */
import { type Actor, type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid, notFound } from "#app/domain/errors.ts";
import { countMail } from "#app/domain/identity/limits.server.ts";
import { readToken } from "#app/domain/signed-token.server.ts";
import { lockRow } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import { pollState, VOTERS_MAX, type Votes } from "./poll.ts";
import { tellVoter } from "./poll-mails.server.ts";
import {
  countSlots,
  countVoters,
  findPoll,
  findVoter,
  findVoterOf,
  insertVoters,
  listSlots,
  type PollRow,
  replaceVotes,
  updateVoter,
  type VoterRow,
  votesOf,
} from "./polls.repo.server.ts";

interface Opened {
  poll: PollRow;
  /** Whose vote this is: by their own link, or signed in. */
  voter: VoterRow | null;
  /** The link is theirs alone. */
  personal: boolean;
}

/** What a link opens: the poll, for everyone; or, with a link of one's own, one's vote in it. */
async function open(ctx: Ctx, token: string): Promise<Opened> {
  const id = readToken(ctx.deployment.secret, "poll", token);
  if (!id) throw notFound();
  const poll = await findPoll(ctx.db, id);
  if (poll) return { poll, voter: ctx.actor && (await ofActor(ctx, poll.id, ctx.actor)), personal: false };
  const voter = await findVoter(ctx.db, id);
  const own = voter && (await findPoll(ctx.db, voter.poll_id));
  if (!voter || !own) throw notFound();
  return { poll: own, voter, personal: true };
}

const ofActor = (ctx: Ctx, pollId: string, actor: Actor) => findVoterOf(ctx.db, pollId, { personId: actor.id, email: actor.email });

/** Everything the page of a link shows. Changes nothing: mail scanners open every link. */
export async function readPoll(ctx: Ctx, token: string) {
  const { poll, voter, personal } = await open(ctx, token);
  const event = await ctx.db
    .selectFrom("events as e")
    .leftJoin("people as p", "p.id", "e.created_by")
    .select(["e.id", "e.title", "e.kind", "e.status", "p.name as author"])
    .where("e.id", "=", poll.event_id)
    .executeTakeFirst();
  if (!event) throw notFound();
  const nodes = await ctx.db
    .selectFrom("event_nodes as en")
    .innerJoin("nodes as n", "n.id", "en.node_id")
    .select("n.name")
    .where("en.event_id", "=", event.id)
    .orderBy("n.search_text")
    .execute();
  const votes = voter ? (await votesOf(ctx.db, [voter.id])).get(voter.id) : undefined;
  return {
    event,
    nodes: nodes.map((node) => node.name),
    poll,
    state: pollState(poll, ctx.now),
    slots: await countSlots(ctx.db, poll.id),
    personal,
    voter: voter && { name: voter.name, email: voter.email, comment: voter.comment, voted: voter.voted_at !== null },
    votes: votes ?? {},
  };
}

export interface Voting {
  votes: Votes;
  comment: string;
  /** Of whoever has neither account nor a link of their own. */
  stranger?: { name: string; email: string };
}

/** own: their vote is kept or changed. mailed: by an address alone; a mail with a link of their own went there, and if that address had voted already, nothing changed. */
export type Voted = "own" | "mailed";

/** Errors: gone (closed), too_many, invalid (no vote at all). */
export async function castVote(ctx: Ctx, token: string, { votes, comment, stranger }: Voting, ip: string): Promise<Voted> {
  const { poll, voter, personal } = await open(ctx, token);
  if (Object.keys(votes).length === 0) throw invalid("votes", "votes_none");
  if (personal && voter) return own(ctx, poll.id, voter, votes, comment);
  if (ctx.actor) return own(ctx, poll.id, voter ?? newVoter(poll.id, { personId: ctx.actor.id, ...ctx.actor }), votes, comment);
  if (!stranger) throw notFound();
  refuseClosed(poll, ctx.now);
  await countMail(stranger.email, ip);
  await inTransaction(ctx, async (tx) => byAddress(tx, poll.id, stranger, votes, comment));
  ctx.wake();
  return "mailed";
}

const newVoter = (pollId: string, who: { personId: string | null; email: string; name: string; establishmentId: string | null }): VoterRow => ({
  id: newId(),
  poll_id: pollId,
  person_id: who.personId,
  email: who.email,
  name: who.name,
  establishment_id: who.establishmentId,
  comment: "",
  asked_at: null,
  voted_at: null,
});

function refuseClosed(poll: PollRow, now: string): void {
  if (pollState(poll, now) !== "open") throw new DomainError("gone", { reason: "poll_closed" });
}

/** Holds the poll, so that a vote never comes after its end. */
async function heldOpen(tx: Ctx, pollId: string): Promise<PollRow> {
  await lockRow(tx.db, "date_polls", pollId);
  const poll = await findPoll(tx.db, pollId);
  if (!poll) throw notFound();
  refuseClosed(poll, tx.now);
  return poll;
}

async function own(ctx: Ctx, pollId: string, voter: VoterRow, votes: Votes, comment: string): Promise<Voted> {
  await inTransaction(ctx, async (tx) => {
    await heldOpen(tx, pollId);
    await write(tx, voter, votes, comment);
  });
  return "own";
}

/** Only of slots of this very poll. */
async function write(tx: Ctx, voter: VoterRow, votes: Votes, comment: string): Promise<void> {
  const slots = new Set((await listSlots(tx.db, voter.poll_id)).map((slot) => slot.id));
  const said = Object.fromEntries(Object.entries(votes).filter(([id]) => slots.has(id)));
  await insertVoters(tx.db, [voter]);
  const known = await findVoterOf(tx.db, voter.poll_id, { personId: null, email: voter.email });
  if (!known) throw notFound();
  await updateVoter(tx.db, known.id, { comment, voted_at: tx.now, person_id: known.person_id ?? voter.person_id });
  await replaceVotes(tx.db, known.id, said);
}

async function byAddress(tx: Ctx, pollId: string, { name, email }: { name: string; email: string }, votes: Votes, comment: string): Promise<void> {
  const poll = await heldOpen(tx, pollId);
  const known = await findVoterOf(tx.db, pollId, { personId: null, email });
  if (known && known.voted_at !== null) return tellVoter(tx, poll, known, "known");
  if (!known && (await countVoters(tx.db, pollId)).voted >= VOTERS_MAX) throw new DomainError("too_many");
  const person = await tx.db.selectFrom("people").select(["id", "establishment_id", "suspended_at"]).where("email", "=", email).executeTakeFirst();
  if (person?.suspended_at) return;
  const voter = known ?? newVoter(pollId, { personId: person?.id ?? null, email, name, establishmentId: person?.establishment_id ?? null });
  await write(tx, voter, votes, comment);
  await tellVoter(tx, poll, voter, "first");
}
