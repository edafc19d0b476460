/** What whoever applies is told by mail: that it arrived, and that it was put out or brought back. */
import type { Ctx } from "#app/domain/context.ts";
import { enqueueMail } from "#app/domain/mail/outbox.server.ts";
import { firstName } from "#app/domain/text.ts";
import { longDateTime } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { absolute, paths } from "#app/paths.ts";
import { applicationOut } from "#emails/application-out.ts";
import { applicationReceipt } from "#emails/application-receipt.ts";
import type { StandingCall } from "./calls.repo.server.ts";

interface Sent {
  id: string;
  number: number;
  title: string;
}

const networkOf = (tx: Ctx) => ({ name: tx.deployment.networkName, url: absolute(tx.deployment, paths.home()) });

export async function mailReceipt(tx: Ctx, call: StandingCall, { id, number, title }: Sent): Promise<void> {
  if (!tx.actor) return;
  const zone = isZone(call.zone) ? call.zone : MAIN_ZONE;
  await enqueueMail(tx, {
    kind: "call",
    to: { name: tx.actor.name, address: tx.actor.email },
    key: `application:${id}:sent:${tx.now}`,
    content: applicationReceipt({
      ...{ network: networkOf(tx), person: firstName(tx.actor.name), call: call.title, number, title },
      sent: longDateTime(tx.now, zone),
      closes: longDateTime(call.closes_at, zone),
      url: absolute(tx.deployment, paths.application(id)),
    }),
  });
}

/** `reason`: null, it is in again. */
export async function mailStanding(tx: Ctx, call: StandingCall, sent: Sent, reason: string | null): Promise<void> {
  const person = await tx.db
    .selectFrom("applications as a")
    .innerJoin("people as p", "p.id", "a.person_id")
    .select(["p.name", "p.email"])
    .where("a.id", "=", sent.id)
    .where("p.suspended_at", "is", null)
    .executeTakeFirst();
  if (!person) return;
  await enqueueMail(tx, {
    kind: "call",
    to: { name: person.name, address: person.email },
    key: `application:${sent.id}:${reason === null ? "in" : "out"}:${tx.now}`,
    senderPersonId: tx.actor?.id ?? null,
    content: applicationOut({
      ...{ network: networkOf(tx), person: firstName(person.name), call: call.title, number: sent.number, title: sent.title, reason },
      url: absolute(tx.deployment, paths.application(sent.id)),
    }),
  });
}
