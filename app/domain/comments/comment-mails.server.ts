/** Who hears of a comment: who made the resource, who was answered, who was named. One mail for one thing: the nearest reason is told. */
import type { Ctx } from "#app/domain/context.ts";
import { markTold } from "#app/domain/digests/told.repo.server.ts";
import type { OutgoingMail } from "#app/domain/mail/mail.ts";
import { enqueueMails } from "#app/domain/mail/outbox.server.ts";
import { makersOf } from "#app/domain/resources/resource.policy.ts";
import type { StandingResource } from "#app/domain/resources/resources.repo.server.ts";
import { firstName } from "#app/domain/text.ts";
import { absolute, paths } from "#app/paths.ts";
import { type CommentReason, commentSaid } from "#emails/comment-said.ts";
import { listAddressees } from "./people.repo.server.ts";

interface SaidRow {
  id: string;
  resource_id: string;
  body_md: string;
  section: string | null;
  parent_person_id: string | null;
}

/** A lively hour is one mail in a quarter of it to the makers; whoever is named or answered is told each time. */
const QUARTER_MS = 15 * 60_000;

export async function mailComment(tx: Ctx, subject: StandingResource, said: SaidRow, mentioned: readonly string[], { edited = false } = {}): Promise<void> {
  const reasons = reasonsOf(subject, said, mentioned, edited);
  reasons.delete(tx.actor?.id ?? "");
  const people = await listAddressees(tx.db, subject, [...reasons.keys()], tx.now);
  const url = (path: string) => absolute(tx.deployment, path);
  const quarter = Math.floor(Date.parse(tx.now) / QUARTER_MS);
  await enqueueMails(
    tx,
    people.map((person): OutgoingMail => {
      const why = reasons.get(person.id) ?? "maker";
      return {
        kind: "repository",
        to: { name: person.name, address: person.email },
        key: why === "maker" ? `comments:${subject.id}:${person.id}:${quarter}` : `comment:${said.id}:${person.id}`,
        content: commentSaid({
          network: { name: tx.deployment.networkName, url: url(paths.home()) },
          person: firstName(person.name),
          why,
          who: tx.actor?.name ?? "",
          title: subject.title,
          body: said.body_md,
          commentUrl: `${url(paths.resourceComments(subject.slug))}#comentario-${said.id}`,
          noticesUrl: url(paths.accountNotices()),
        }),
      };
    }),
  );
  await markTold(
    tx.db,
    people.map((person) => ({ person_id: person.id, ref: `resource:${subject.id}` })),
    tx.now,
  );
}

/** Later reasons win: being named is nearer than being answered, and that nearer than having made it. */
function reasonsOf(subject: StandingResource, said: SaidRow, mentioned: readonly string[], edited: boolean): Map<string, CommentReason> {
  const reasons = new Map<string, CommentReason>();
  if (!edited) {
    for (const id of makersOf(subject)) reasons.set(id, "maker");
    if (said.parent_person_id) reasons.set(said.parent_person_id, "answered");
  }
  for (const id of mentioned) reasons.set(id, "mentioned");
  return reasons;
}
