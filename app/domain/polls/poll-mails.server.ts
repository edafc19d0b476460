/** The mails about finding a date: asking, and the link by which somebody changes what they said. */
import type { Ctx } from "#app/domain/context.ts";
import { attendeeName } from "#app/domain/events/event.ts";
import { enqueueMails } from "#app/domain/mail/outbox.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { firstName, isEmailAddress } from "#app/domain/text.ts";
import { eventWhen, longDate } from "#app/i18n/dates.ts";
import { eventKindLabel } from "#app/i18n/labels.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { absolute, paths } from "#app/paths.ts";
import { pollAsk } from "#emails/poll-ask.ts";
import { pollVoted } from "#emails/poll-voted.ts";
import type { PollRow, SlotRow, VoterRow } from "./polls.repo.server.ts";

const zoneOf = (poll: PollRow) => (isZone(poll.zone) ? poll.zone : MAIN_ZONE);

/** The last day on which votes are taken, in words. */
export function lastDay(poll: { closes_at: string | null; zone: string }): string | null {
  const zone = isZone(poll.zone) ? poll.zone : MAIN_ZONE;
  return poll.closes_at && longDate(new Date(Date.parse(poll.closes_at) - 60_000).toISOString(), zone);
}

function linksOf(ctx: Ctx, voter: { id: string }) {
  const { secret } = ctx.deployment;
  return {
    voteUrl: absolute(ctx.deployment, paths.pollLink(mintToken(secret, "poll", voter.id))),
    stopUrl: absolute(ctx.deployment, paths.unsubscribe(mintToken(secret, "stop", voter.id))),
  };
}

const networkOf = (ctx: Ctx) => ({ name: ctx.deployment.networkName, url: absolute(ctx.deployment, paths.home()) });

export async function askByMail(tx: Ctx, event: { title: string; kind: string }, poll: PollRow, slots: readonly SlotRow[], voters: readonly VoterRow[]): Promise<void> {
  const zone = zoneOf(poll);
  const times = slots.map((slot) => eventWhen({ ...slot, zone }));
  await enqueueMails(
    tx,
    voters
      .filter((voter) => isEmailAddress(voter.email))
      .map((voter) => {
        const { voteUrl, stopUrl } = linksOf(tx, voter);
        return {
          kind: "poll" as const,
          to: { name: attendeeName(voter.name, voter.email), address: voter.email },
          key: `poll:${voter.id}`,
          senderPersonId: tx.actor?.id ?? null,
          unsubscribe: stopUrl,
          content: pollAsk({
            network: networkOf(tx),
            person: firstName(voter.name),
            organiser: tx.actor?.name ?? null,
            title: event.title,
            kind: eventKindLabel(event.kind),
            times,
            message: poll.message || null,
            until: lastDay(poll),
            voteUrl,
            stopUrl,
          }),
        };
      }),
  );
}

/** first: here is your link. known: somebody wrote this address again, and nothing has changed. */
export async function tellVoter(tx: Ctx, poll: PollRow, voter: VoterRow, why: "first" | "known"): Promise<void> {
  const event = await tx.db.selectFrom("events").select("title").where("id", "=", poll.event_id).executeTakeFirst();
  const { voteUrl, stopUrl } = linksOf(tx, voter);
  await enqueueMails(tx, [
    {
      kind: "poll",
      to: { name: attendeeName(voter.name, voter.email), address: voter.email },
      key: `poll-voted:${voter.id}:${why}:${tx.now}`,
      unsubscribe: stopUrl,
      content: pollVoted({
        network: networkOf(tx),
        person: firstName(voter.name),
        title: event?.title ?? "",
        known: why === "known",
        until: lastDay(poll),
        voteUrl,
        stopUrl,
      }),
    },
  ]);
}
