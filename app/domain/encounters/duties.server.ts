/** Who does what at a meeting: asked by mail, they accept or not; no account needed. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, invalid, notFound } from "#app/domain/errors.ts";
import { findCalendarRow } from "#app/domain/events/calendar-rows.repo.server.ts";
import { attendeeName, isAllDay } from "#app/domain/events/event.ts";
import { placeInWords } from "#app/domain/events/event-rows.ts";
import type { LockedEvent } from "#app/domain/events/event-writes.repo.server.ts";
import { heldByManager } from "#app/domain/events/managing.server.ts";
import { enqueueMail } from "#app/domain/mail/outbox.server.ts";
import { mintToken, readToken } from "#app/domain/signed-token.server.ts";
import { firstName, isEmailAddress } from "#app/domain/text.ts";
import { eventWhen } from "#app/i18n/dates.ts";
import { DUTY_LABELS } from "#app/i18n/labels.ts";
import { absolute, paths } from "#app/paths.ts";
import { dutyAsk } from "#emails/duty-ask.ts";
import { dutyDecided } from "#emails/duty-decided.ts";
import { type DutyInput, ROWS_MAX } from "./encounter.ts";
import { countRows, type DutyRow, ensurePlan, findDuty, insertDuty, listDuties, updateDuty } from "./encounters.repo.server.ts";

export type Decision = "accept" | "decline";

/** Asks somebody. Asked already for the same: nothing happens. Whoever asks themselves has accepted. */
export async function assignDuty(ctx: Ctx, eventId: string, input: DutyInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const event = await heldByManager(tx, eventId);
    if (isAllDay(event.kind)) throw notFound();
    if ((await countRows(tx.db, "event_duties", eventId)) >= ROWS_MAX) throw invalid("", "plan_full");
    const who = await whoIs(tx, input);
    const same = (await listDuties(tx.db, eventId)).some(
      (one) => one.duty === input.duty && one.declined_at === null && (one.email === who.email || (who.person_id !== null && one.person_id === who.person_id)),
    );
    if (same) return;
    const myself = who.person_id !== null && who.person_id === tx.actor?.id;
    const row = {
      id: input.id,
      event_id: eventId,
      duty: input.duty,
      ...who,
      asked_at: tx.now,
      asked_by: tx.actor?.id ?? null,
      accepted_at: myself ? tx.now : null,
      declined_at: null,
      ended_at: null,
    };
    if (!(await insertDuty(tx.db, row))) return;
    await ensurePlan(tx.db, eventId, tx.now, tx.actor?.id ?? null);
    if (!myself) await ask(tx, event, row);
  });
  ctx.wake();
}

/** An address that belongs to somebody of the network is that person. */
async function whoIs(tx: Ctx, { person_id, name, email }: DutyInput): Promise<{ person_id: string | null; name: string; email: string | null }> {
  const query = tx.db.selectFrom("people").select(["id", "name", "email", "suspended_at"]);
  const person = await (person_id ? query.where("id", "=", person_id) : query.where("email", "=", email ?? "")).executeTakeFirst();
  if (person_id && !person) throw invalid("person_id", "not_found");
  if (person?.suspended_at) throw invalid(person_id ? "person_id" : "email", "not_found");
  return person ? { person_id: person.id, name: person.name, email: person.email } : { person_id: null, name, email };
}

async function ask(tx: Ctx, event: LockedEvent, duty: Pick<DutyRow, "id" | "duty" | "name" | "email">): Promise<void> {
  if (!duty.email || !isEmailAddress(duty.email)) return;
  const { secret, networkName } = tx.deployment;
  const url = (path: string) => absolute(tx.deployment, path);
  const row = await findCalendarRow(tx.db, event.id);
  const stopUrl = url(paths.unsubscribe(mintToken(secret, "stop", duty.id)));
  await enqueueMail(tx, {
    kind: "duty",
    to: { name: attendeeName(duty.name, duty.email), address: duty.email },
    key: `duty:${duty.id}`,
    senderPersonId: tx.actor?.id ?? null,
    unsubscribe: stopUrl,
    content: dutyAsk({
      network: { name: networkName, url: url(paths.home()) },
      person: firstName(duty.name),
      organiser: tx.actor?.name ?? networkName,
      title: event.title,
      when: row ? eventWhen(row) : "",
      place: row ? placeInWords(row) : null,
      duty: DUTY_LABELS[duty.duty]?.one ?? "",
      what: DUTY_LABELS[duty.duty]?.hint ?? "",
      dutyUrl: url(paths.dutyLink(mintToken(secret, "duty", duty.id))),
      stopUrl,
    }),
  });
}

/** Takes it from them; their link opens nothing any more. */
export async function endDuty(ctx: Ctx, eventId: string, dutyId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    await heldByManager(tx, eventId);
    const duty = await findDuty(tx.db, dutyId);
    if (!duty || duty.event_id !== eventId) throw notFound();
    if (duty.ended_at === null) await updateDuty(tx.db, dutyId, { ended_at: tx.now });
  });
}

/** What a duty's link shows. Changes nothing. gone: it was taken back. */
export async function readDuty(ctx: Ctx, token: string): Promise<{ duty: DutyRow; title: string; when: string; place: string | null; over: boolean; asker: string | null }> {
  const id = readToken(ctx.deployment.secret, "duty", token);
  const duty = id && (await findDuty(ctx.db, id));
  const row = duty && (await findCalendarRow(ctx.db, duty.event_id));
  if (!duty || !row) throw notFound();
  const asker = duty.asked_by ? await ctx.db.selectFrom("people").select("name").where("id", "=", duty.asked_by).executeTakeFirst() : undefined;
  const over = duty.ended_at !== null || row.status === "cancelled" || row.ends_at <= ctx.now;
  return { duty, title: row.title, when: eventWhen(row), place: placeInWords(row), over, asker: asker?.name ?? null };
}

/** By the link of the mail. */
export async function decideByLink(ctx: Ctx, token: string, decision: Decision): Promise<void> {
  const { duty, over } = await readDuty(ctx, token);
  if (over) throw new DomainError("gone", { reason: "duty_over" });
  await decide(ctx, duty.id, decision);
}

/** Signed in: one's own. */
export async function decideOwn(ctx: Ctx, eventId: string, dutyId: string, decision: Decision): Promise<void> {
  const duty = await findDuty(ctx.db, dutyId);
  if (!ctx.actor || !duty || duty.event_id !== eventId || duty.person_id !== ctx.actor.id || duty.ended_at !== null) throw notFound();
  await decide(ctx, dutyId, decision);
}

/** Twice the same is once. Whoever asked is told of a no by mail: somebody else is to be found. */
async function decide(ctx: Ctx, dutyId: string, decision: Decision): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const duty = await findDuty(tx.db, dutyId);
    if (!duty) throw notFound();
    if (decision === "accept" ? duty.accepted_at !== null : duty.declined_at !== null) return;
    await updateDuty(tx.db, dutyId, decision === "accept" ? { accepted_at: tx.now, declined_at: null } : { accepted_at: null, declined_at: tx.now });
    if (decision === "decline") await tellAsker(tx, duty);
  });
  ctx.wake();
}

async function tellAsker(tx: Ctx, duty: DutyRow): Promise<void> {
  const asker = duty.asked_by ? await tx.db.selectFrom("people").select(["name", "email", "suspended_at"]).where("id", "=", duty.asked_by).executeTakeFirst() : undefined;
  const event = await tx.db.selectFrom("events").select(["id", "title"]).where("id", "=", duty.event_id).executeTakeFirst();
  if (!asker || asker.suspended_at || !event || !isEmailAddress(asker.email)) return;
  const url = (path: string) => absolute(tx.deployment, path);
  await enqueueMail(tx, {
    kind: "duty",
    to: { name: asker.name, address: asker.email },
    key: `duty-declined:${duty.id}:${tx.now}`,
    content: dutyDecided({
      network: { name: tx.deployment.networkName, url: url(paths.home()) },
      person: firstName(asker.name),
      who: duty.name || (duty.email ?? ""),
      duty: DUTY_LABELS[duty.duty]?.one ?? "",
      title: event.title,
      planUrl: url(paths.eventPlanEdit(event.id, "roles")),
      noticesUrl: url(paths.accountNotices()),
    }),
  });
}
