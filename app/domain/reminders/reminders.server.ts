/** Reminding: everything that is due to a person goes into one mail, at most one a day, never at night. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import type { OutgoingMail } from "#app/domain/mail/mail.ts";
import { enqueueMails } from "#app/domain/mail/outbox.server.ts";
import { listClosingsDue } from "./closings-due.server.ts";
import { dailyMail } from "./daily-mail.server.ts";
import { listDraftsDue } from "./drafts-due.server.ts";
import type { DueItem } from "./due.ts";
import { listJuriesDue } from "./juries-due.server.ts";
import { endOfNextNight, isQuiet, LEAD_HOURS, readerDay } from "./lead.ts";
import { listPromisesDue } from "./promises.server.ts";
import { listHarvestsDue, listMeetingsDue, listServed, markSaid, replaceLeads, takeDay } from "./reminders.repo.server.ts";
import { listReviewsDue } from "./reviews-due.server.ts";
import { listTermsDue } from "./terms-due.server.ts";
import { listVoicesToRemind } from "./voices-due.server.ts";

/** Mails a transaction. */
const CHUNK = 100;

/** Sends what is due now. True when there may be more. */
export async function sendDailyMails(ctx: Ctx): Promise<boolean> {
  const due = (await everythingDue(ctx)).filter((item) => item.due_at <= ctx.now && !isQuiet(ctx.now, item.zone));
  const people = byPerson(due);
  const served = await listServed(ctx.db, daysOf(ctx.now, people));
  const waiting = [...people].filter(([email]) => !served.has(email)).slice(0, CHUNK);
  if (waiting.length === 0) return false;
  const whole = await withTheRestOfTheDay(ctx, new Map(waiting));
  await inTransaction(ctx, async (tx) => {
    const free = await takeDay(tx.db, daysOf(tx.now, whole), tx.now);
    const told = [...whole].filter(([email]) => free.has(email));
    const mails: OutgoingMail[] = told.map(([email, items]) => dailyMail(tx, email, items));
    await enqueueMails(tx, mails);
    await markSaid(
      tx.db,
      told.flatMap(([, items]) => items),
      tx.now,
    );
  });
  ctx.wake();
  return waiting.length === CHUNK;
}

/** What falls due before the next mail could leave is told with this one. */
async function withTheRestOfTheDay(ctx: Ctx, people: Map<string, DueItem[]>): Promise<Map<string, DueItem[]>> {
  const until = [...people.values()].map(([first]) => (first ? endOfNextNight(ctx.now, first.zone) : ctx.now)).reduce((a, b) => (a > b ? a : b));
  const soon = await listMeetingsDue(ctx.db, ctx.now, until, { emails: [...people.keys()] });
  for (const item of soon) {
    const items = people.get(item.email);
    if (items && !items.some((each) => each.ref === item.ref) && item.due_at <= endOfNextNight(ctx.now, item.zone)) items.push(item);
  }
  return people;
}

async function everythingDue(ctx: Ctx): Promise<DueItem[]> {
  const { db, now } = ctx;
  return [
    ...(await listMeetingsDue(db, now, now)),
    ...(await listPromisesDue(ctx)),
    ...(await listReviewsDue(ctx)),
    ...(await listTermsDue(ctx)),
    ...(await listClosingsDue(ctx)),
    ...(await listDraftsDue(ctx)),
    ...(await listJuriesDue(ctx)),
    ...(await listVoicesToRemind(ctx)),
    ...(await listHarvestsDue(db, now)),
  ];
}

function byPerson(items: readonly DueItem[]): Map<string, DueItem[]> {
  const people = new Map<string, DueItem[]>();
  for (const item of items) people.set(item.email, [...(people.get(item.email) ?? []), item]);
  return people;
}

function daysOf(now: string, people: Map<string, DueItem[]>): { email: string; day: string }[] {
  return [...people].flatMap(([email, [first]]) => (first ? [{ email, day: readerDay(now, first.zone) }] : []));
}

/** How long before a meeting of each kind the network reminds. Administration only. */
export async function saveLeads(ctx: Ctx, leads: readonly { kind: string; hours: number }[]): Promise<void> {
  if (!ctx.actor?.admin) throw new DomainError("forbidden");
  const known = leads.filter(({ hours }) => (LEAD_HOURS as readonly number[]).includes(hours));
  await inTransaction(ctx, (tx) => replaceLeads(tx.db, known));
}
