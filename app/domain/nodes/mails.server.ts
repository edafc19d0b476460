/** The mails about belonging to a node. Each goes out in the transaction of the act, to those who want mail about their nodes. */

import type { Ctx } from "#app/domain/context.ts";
import { POSITIONS, type Position } from "#app/domain/identity/person.ts";
import type { MailContent, OutgoingMail } from "#app/domain/mail/mail.ts";
import { enqueueMail, enqueueMails } from "#app/domain/mail/outbox.server.ts";
import { firstName } from "#app/domain/text.ts";
import { nodeKindLabel } from "#app/i18n/labels.ts";
import { RIGHT_WORDS } from "#app/i18n/rights-words.ts";
import { absolute, paths } from "#app/paths.ts";
import { coordinatorNamed } from "#emails/coordinator-named.ts";
import { coordinatorRelease } from "#emails/coordinator-release.ts";
import { membershipApproved } from "#emails/membership-approved.ts";
import { membershipDeclined } from "#emails/membership-declined.ts";
import { membershipRequest } from "#emails/membership-request.ts";
import { nodeInvitation } from "#emails/node-invitation.ts";
import type { NodeRow } from "./nodes.repo.server.ts";
import { findPersonToTell, listAdministratorsToTell, listApproversToTell, listCoordinatorRights } from "./roles.repo.server.ts";

function frame(tx: Ctx) {
  const url = (path: string) => absolute(tx.deployment, path);
  return { url, network: { name: tx.deployment.networkName, url: url(paths.home()) }, noticesUrl: url(paths.accountNotices()) };
}

/** To those who answer requests (or administration, where there are none): somebody asks to come in. */
export async function tellOfRequest(tx: Ctx, node: NodeRow, membershipId: string, message: string): Promise<void> {
  const person = tx.actor && (await findPersonToTell(tx.db, tx.actor.id));
  if (!person) return;
  const { people, uncoordinated } = await listApproversToTell(tx.db, node.id, tx.now);
  const { url, network, noticesUrl } = frame(tx);
  const mails = people
    .filter((coordinator) => coordinator.id !== person.id)
    .map((coordinator) => ({
      ...mailTo(coordinator, `membership-request:${membershipId}:${coordinator.id}`),
      content: membershipRequest({
        network,
        noticesUrl,
        node: node.name,
        coordinator: firstName(coordinator.name),
        uncoordinated,
        person: { name: person.name, position: POSITIONS[person.position as Position] ?? "", school: person.school ?? person.organisation },
        message: message || null,
        requestsUrl: url(paths.nodeRequests(node.slug)),
      }),
    }));
  await enqueueMails(tx, mails);
}

function mailTo(person: { name: string; email: string }, key: string): Omit<OutgoingMail, "content"> {
  return { kind: "membership", to: { name: person.name, address: person.email }, key };
}

async function tell(tx: Ctx, personId: string, key: string, write: (person: { name: string }) => MailContent): Promise<void> {
  const person = await findPersonToTell(tx.db, personId);
  if (person?.mail_nodes !== 1 || person.suspended_at) return;
  await enqueueMail(tx, { ...mailTo(person, key), content: write({ name: firstName(person.name) }), senderPersonId: tx.actor?.id ?? null });
}

export async function tellOfApproval(tx: Ctx, node: NodeRow, membership: { id: string; person_id: string }, message: string): Promise<void> {
  const { url, network, noticesUrl } = frame(tx);
  await tell(tx, membership.person_id, `membership-approved:${membership.id}`, (person) =>
    membershipApproved({
      network,
      noticesUrl,
      node: node.name,
      person: person.name,
      message: message || null,
      nodeUrl: url(paths.node(node.slug)),
      calendarUrl: url(paths.subscribe({ nodo: node.slug })),
    }),
  );
}

export async function tellOfRefusal(tx: Ctx, node: NodeRow, membership: { id: string; person_id: string }, message: string): Promise<void> {
  const { url, network, noticesUrl } = frame(tx);
  await tell(tx, membership.person_id, `membership-declined:${membership.id}`, (person) =>
    membershipDeclined({ network, noticesUrl, node: node.name, person: person.name, message: message || null, nodesUrl: url(paths.nodes()) }),
  );
}

export async function tellOfInvitation(tx: Ctx, node: NodeRow, membership: { id: string; person_id: string }): Promise<void> {
  const { url, network, noticesUrl } = frame(tx);
  await tell(tx, membership.person_id, `node-invitation:${membership.id}`, (person) =>
    nodeInvitation({
      network,
      noticesUrl,
      node: node.name,
      summary: node.summary,
      kind: nodeKindLabel(node.kind),
      person: person.name,
      invitedBy: tx.actor?.name ?? network.name,
      membershipUrl: url(paths.nodeMembership(node.slug)),
    }),
  );
}

export async function tellOfNaming(tx: Ctx, node: NodeRow, personId: string, roleId: string): Promise<void> {
  const { url, network, noticesUrl } = frame(tx);
  const lets = (await listCoordinatorRights(tx.db)).map(
    (right) => `${RIGHT_WORDS[right].label}: ${RIGHT_WORDS[right].lets.charAt(0).toLowerCase()}${RIGHT_WORDS[right].lets.slice(1)}`,
  );
  await tell(tx, personId, `coordinator-named:${roleId}`, (person) =>
    coordinatorNamed({
      network,
      noticesUrl,
      node: node.name,
      person: person.name,
      namedBy: tx.actor?.name ?? network.name,
      lets,
      nodeUrl: url(paths.node(node.slug)),
      newMeetingUrl: url(paths.eventNew({ nodo: node.slug })),
      helpUrl: url(paths.help()),
    }),
  );
}

/** To administration, once a day for a node: its only coordinator asks to be relieved, or (`asks` null) has closed their account. */
export async function tellOfRelease(tx: Ctx, node: { id: string; slug: string; name: string }, asks: { id: string; name: string } | null): Promise<void> {
  const { url, network, noticesUrl } = frame(tx);
  const administrators = await listAdministratorsToTell(tx.db);
  const mails = administrators.map((person) => ({
    kind: "circle" as const,
    to: { name: person.name, address: person.email },
    key: `coordinator-release:${node.id}:${asks?.id ?? "closed"}:${tx.now.slice(0, 10)}:${person.id}`,
    content: coordinatorRelease({
      network,
      noticesUrl,
      node: node.name,
      administrator: firstName(person.name),
      asks: asks?.name ?? null,
      coordinatorsUrl: url(paths.adminNodeCoordinators(node.slug)),
    }),
  }));
  await enqueueMails(tx, mails);
}
