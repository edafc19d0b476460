/**
 * Sending digests. A digest is a mail of its own beside the day's reminder: that one asks for something (come, keep a promise), can be stopped apart, and
 * speaks of what one is invited to, saved or took on; the digest leaves all of that out, so no thing stands in both. Both come in the morning and never at night.
 */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { enqueueMails } from "#app/domain/mail/outbox.server.ts";
import { threadAddress } from "#app/domain/replies/reply-address.ts";
import { isZone, MAIN_ZONE, ZONES, type Zone } from "#app/i18n/zones.ts";
import { digestMail, type Told } from "./digest-mail.server.ts";
import { type Issue, issuesAt, newsSince } from "./issues.ts";
import { newsOf } from "./news.server.ts";
import { type DueReader, isMailing, listDue, listReaderNodes, markServed, type ReaderNode, takePeriod } from "./readers.repo.server.ts";
import { readerRows } from "./reply-rows.repo.server.ts";
import { repliable, sectionsOf } from "./sections.ts";

/** People a turn: two hundred mails are some seconds of writing. */
const CHUNK = 200;
/** How long the mails of single posts are waited for before the rest is told without those posts. */
const PATIENCE = 2 * 3_600_000;

/** Serves the next people whose digest is due. True when there may be more. */
export async function sendDigests(ctx: Ctx): Promise<boolean> {
  for (const { issue, zones } of issuesNow(ctx.now)) {
    const due = await listDue(ctx.db, issue, zones, CHUNK);
    if (due.length === 0) continue;
    if (Date.parse(ctx.now) < Date.parse(issue.until) + PATIENCE && (await isMailing(ctx.db, issue.until))) return false;
    await serve(ctx, issue, due);
    return true;
  }
  return false;
}

/** Zones whose clocks show the same are one issue. */
function issuesNow(now: string): { issue: Issue; zones: Zone[] }[] {
  const all = new Map<string, { issue: Issue; zones: Zone[] }>();
  for (const { id } of ZONES) {
    for (const issue of issuesAt(now, id)) {
      const key = JSON.stringify(issue);
      all.set(key, { issue, zones: [...(all.get(key)?.zones ?? []), id] });
    }
  }
  return [...all.values()];
}

async function serve(ctx: Ctx, issue: Issue, due: readonly DueReader[]): Promise<void> {
  const people = due.filter((person) => person.reachable === 1);
  const nodes = await nodesOf(ctx, people);
  const readers = people.map((person) => ({ ...person, since: newsSince(person, issue.until), nodeIds: (nodes.get(person.id) ?? []).map((node) => node.node_id) }));
  const news = await newsOf(ctx.db, readers, { now: ctx.now, until: issue.until });
  await inTransaction(ctx, async (tx) => {
    const free = await takePeriod(tx.db, [...news.keys()], issue.period, tx.now);
    const told = people.flatMap((person): Omit<Told, "replies">[] => {
      const theirs = news.get(person.id);
      if (!theirs || !free.has(person.id)) return [];
      const zone = isZone(person.zone) ? person.zone : MAIN_ZONE;
      return [{ person: { ...person, zone }, news: theirs, sections: sectionsOf(theirs, nodes.get(person.id) ?? []) }];
    });
    const replies = await replyAddresses(tx, told);
    await enqueueMails(
      tx,
      told.map((each) => digestMail(tx, issue, { ...each, replies: replies.get(each.person.id) ?? new Map() })),
    );
    await markServed(
      tx.db,
      due.map((person) => person.id),
      issue.until,
    );
  });
}

async function nodesOf(ctx: Ctx, people: readonly { id: string }[]): Promise<Map<string, ReaderNode[]>> {
  const rows = await listReaderNodes(
    ctx.db,
    people.map((person) => person.id),
    ctx.now,
  );
  const found = new Map<string, ReaderNode[]>();
  for (const row of rows) found.set(row.person_id, [...(found.get(row.person_id) ?? []), row]);
  return found;
}

/** By person and thread: where the answers to what their digest shows go. */
async function replyAddresses(tx: Ctx, told: readonly Omit<Told, "replies">[]): Promise<Map<string, Map<string, string>>> {
  const wanted = told.flatMap(({ person, sections }) => repliable(sections).map((thread_id) => ({ person_id: person.id, thread_id })));
  const found = new Map<string, Map<string, string>>();
  for (const { id, person_id, thread_id } of await readerRows(tx.db, wanted)) {
    const theirs = found.get(person_id) ?? new Map<string, string>();
    found.set(person_id, theirs.set(thread_id, threadAddress(tx.deployment, id)));
  }
  return found;
}
