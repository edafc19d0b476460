/** Mailing an investiture, 200 people a transaction, by the worker; each person once, by the mail's key and by the cursor. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import type { OutgoingMail } from "#app/domain/mail/mail.ts";
import { enqueueMails } from "#app/domain/mail/outbox.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { firstName } from "#app/domain/text.ts";
import { absolute, paths } from "#app/paths.ts";
import { lockRow } from "#db/dialect.server.ts";
import { investitureMail } from "#emails/investiture.ts";
import { findInvestiture, type InvestedRow, type InvestitureRow, listInvested, listReaders, listUnsent, type Reader, updateSending } from "./investitures.repo.server.ts";

const CHUNK = 200;

/** The next mails of one investiture. True when there may be more. */
export async function sendNext(tx: Ctx, id: string, chunk: number): Promise<boolean> {
  await lockRow(tx.db, "investitures", id);
  const found = await findInvestiture(tx.db, id);
  if (!found || found.sent_at) return false;
  const readers = await listReaders(tx.db, found, found.cursor, chunk);
  const invested = readers.length > 0 ? await listInvested(tx.db, id) : [];
  await enqueueMails(
    tx,
    readers.map((reader) => mailTo(tx, found, invested, reader)),
  );
  const more = readers.length === chunk;
  await updateSending(tx.db, id, { cursor: readers.at(-1)?.id ?? found.cursor, ...(more ? {} : { sent_at: tx.now }) });
  return more;
}

function mailTo({ deployment }: Ctx, found: InvestitureRow, invested: InvestedRow[], reader: Reader): OutgoingMail {
  const url = (path: string) => absolute(deployment, path);
  const stop = url(paths.unsubscribe(mintToken(deployment.secret, "stop", reader.id)));
  return {
    kind: "circle",
    to: { name: reader.name, address: reader.email },
    key: `investiture:${found.id}:${reader.id}`,
    senderPersonId: found.published_by,
    content: investitureMail({
      network: { name: deployment.networkName, url: url(paths.home()) },
      person: firstName(reader.name),
      title: found.title,
      circle: found.circle_name,
      node: found.audience === "node" ? found.node_name : null,
      message_html: found.message_html,
      invested: invested.map(({ name, role, school, organisation, ends_at }) => ({ name, role, from: school ?? organisation, ends_at })),
      links: { page: url(paths.investiture(found.id)), notices: url(paths.accountNotices()), stop },
    }),
    unsubscribe: stop,
  };
}

/** Every investiture that waits, some of each in turn. */
export async function continueInvestitures(ctx: Ctx, chunk = CHUNK): Promise<boolean> {
  let more = false;
  for (const { id } of await listUnsent(ctx.db)) {
    const again = await inTransaction(ctx, (tx) => sendNext(tx, id, chunk));
    more ||= again;
  }
  return more;
}
