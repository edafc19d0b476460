/** Mailing a version of the minutes, 200 a transaction: the first at once, the rest by the worker. Once a version and person, by the mail's key. */

import { listAgreements } from "#app/domain/agreements/agreements.repo.server.ts";
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { attendeeName } from "#app/domain/events/event.ts";
import { lockEvent } from "#app/domain/events/event-writes.repo.server.ts";
import type { OutgoingMail } from "#app/domain/mail/mail.ts";
import { enqueueMails } from "#app/domain/mail/outbox.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { firstName } from "#app/domain/text.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { absolute, paths } from "#app/paths.ts";
import { minutesMail } from "#emails/minutes.ts";
import { findVersionById, listReaders, listUnsent, type MinutesReader, updateVersion } from "./minutes.repo.server.ts";
import { allAgreements, type MinutesContent } from "./minutes.ts";

const CHUNK = 200;

/** The next mails of one version; the caller holds the meeting. True when there may be more. */
export async function sendNext(tx: Ctx, versionId: string): Promise<boolean> {
  const version = await findVersionById(tx.db, versionId);
  if (!version || version.sent_at) return false;
  const readers = await listReaders(tx.db, version.event_id, version.sent_to, version.cursor, CHUNK);
  const owners = await listAgreements(tx.db, version.event_id);
  await enqueueMails(
    tx,
    readers.map((reader) =>
      mailTo(tx, { eventId: version.event_id, version: version.version, note: version.note, said: version.said, sender: version.published_by }, reader, owners),
    ),
  );
  const more = readers.length === CHUNK;
  await updateVersion(tx.db, versionId, { cursor: readers.at(-1)?.id ?? version.cursor, ...(more ? {} : { sent_at: tx.now }) });
  return more;
}

interface Sending {
  eventId: string;
  version: number;
  note: string;
  said: MinutesContent;
  sender: string | null;
}

type Owned = Awaited<ReturnType<typeof listAgreements>>;

function mailTo(tx: Ctx, { eventId, version, note, said, sender }: Sending, reader: MinutesReader, owners: Owned): OutgoingMail {
  const { deployment } = tx;
  const url = (path: string) => absolute(deployment, path);
  const mine = new Set(
    owners.filter((each) => (each.owner_person_id !== null ? each.owner_person_id === reader.person_id : each.owner_email === reader.email)).map((each) => each.id),
  );
  // Who walked in without an account has no invitation: their attendance is what the link is of.
  const linked = reader.invitation_id ?? (reader.person_id === null ? reader.id : null);
  const link = linked ? paths.minutesLink(mintToken(deployment.secret, "minutes", linked)) : paths.eventMinutes(eventId);
  const stop = reader.invitation_id ? url(paths.unsubscribe(mintToken(deployment.secret, "stop", reader.invitation_id))) : null;
  const name = reader.name === reader.email ? "" : reader.name;
  return {
    kind: "minutes",
    to: { name: attendeeName(reader.name, reader.email), address: reader.email },
    key: `minutes:${eventId}:${version}:${reader.email}`,
    eventId,
    invitationId: reader.invitation_id,
    senderPersonId: sender,
    content: minutesMail({
      network: { name: deployment.networkName, url: url(paths.home()) },
      person: firstName(name),
      meeting: { title: said.title, starts_at: said.starts_at, ends_at: said.ends_at, zone: isZone(said.zone) ? said.zone : MAIN_ZONE },
      version,
      note,
      came: said.came.length,
      mine: allAgreements(said)
        .filter((each) => mine.has(each.id))
        .map((each) => ({ ...each, url: url(paths.agreementLink(mintToken(deployment.secret, "agreement", each.id))) })),
      others: allAgreements(said).filter((each) => !mine.has(each.id)),
      links: { minutes: url(link), stop },
    }),
    ...(stop ? { unsubscribe: stop } : {}),
  };
}

/** Every version that waits, some of each in turn. */
export async function continueMinutes(ctx: Ctx): Promise<boolean> {
  let more = false;
  for (const { id, event_id } of await listUnsent(ctx.db)) {
    const again = await inTransaction(ctx, async (tx) => {
      await lockEvent(tx.db, event_id);
      return sendNext(tx, id);
    });
    more ||= again;
  }
  return more;
}
