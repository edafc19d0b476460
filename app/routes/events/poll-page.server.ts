/** What the page of a poll reads and says again. */
import { data } from "@remix-run/node";
import { readSlotLoads, type SlotLoad } from "#app/domain/calendar-days/load.server.ts";
import { isYearEnd } from "#app/domain/calendar-days/school-day.ts";
import type { Ctx } from "#app/domain/context.ts";
import { isDomainError } from "#app/domain/errors.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";
import { bestFirst, type PollInput, PollInput as PollSchema, type ProposedRow, pollState, ROWS_AT_FIRST, readSlots, rowsOf, SLOTS_MAX } from "#app/domain/polls/poll.ts";
import { lastDay } from "#app/domain/polls/poll-mails.server.ts";
import { findPollWithSlots, listVoters } from "#app/domain/polls/polls.repo.server.ts";
import { openPoll } from "#app/domain/polls/polls.server.ts";
import { mintToken } from "#app/domain/signed-token.server.ts";
import { redirectWithFlash } from "#app/http/flash.server.ts";
import { type FormErrors, parseForm, sentences } from "#app/http/form.server.ts";
import { isoDate } from "#app/i18n/dates.ts";
import { isZone, MAIN_ZONE, zoneHour } from "#app/i18n/zones.ts";
import { absolute, paths } from "#app/paths.ts";
import { newId } from "#db/ids.ts";
import { isInPerson } from "./load-page.server.ts";

const VOTERS_A_PAGE = 50;

/** The poll of a meeting with its results; null where there is none. With `voters` who said what, in place of what else there is on those days. */
export async function pollOf(ctx: Ctx, event: EventDetail, page: number, voters: boolean) {
  const found = await findPollWithSlots(ctx.db, event.id);
  if (!found) return null;
  const { poll, slots } = found;
  const zone = isZone(poll.zone) ? poll.zone : MAIN_ZONE;
  const state = pollState(poll, ctx.now);
  const looks = !voters && event.status === "draft" && (state === "open" || state === "ended");
  const loads = looks ? await readSlotLoads(ctx, event, slots) : [];
  return {
    id: poll.id,
    state,
    zone,
    message: poll.message,
    chosen: poll.chosen_slot_id,
    until: lastDay(poll),
    closes_on: poll.closes_at ? isoDate(new Date(Date.parse(poll.closes_at) - 60_000).toISOString(), zone) : "",
    link: absolute(ctx.deployment, paths.pollLink(mintToken(ctx.deployment.secret, "poll", poll.id))),
    slots: bestFirst(slots.map((slot, n) => ({ ...slot, past: slot.starts_at <= ctx.now, load: loads[n] ?? null }))),
    counts: { voted: poll.voted, asked: poll.asked, unasked: poll.unasked },
    voters: voters ? await listVoters(ctx.db, poll.id, { page, size: VOTERS_A_PAGE }) : null,
    page,
    pages: Math.max(1, Math.ceil(poll.voted / VOTERS_A_PAGE)),
  };
}

export interface FormReply {
  rows: ProposedRow[];
  id: string;
  message: string;
  closes_on: string;
  loads: Record<number, SlotLoad>;
  errors: FormErrors;
  yearEnd: boolean;
}

/** The form as it begins: with the date that the draft has now. */
export function emptyForm(event: EventDetail): FormReply {
  const first = { n: 1, date: event.starts_local.slice(0, 10), start: event.starts_local.slice(11), end: event.ends_local.slice(11) };
  const rows = Array.from({ length: ROWS_AT_FIRST }, (_, index) => (index === 0 ? first : { n: index + 1, date: "", start: first.start, end: first.end }));
  return { id: newId(), rows: rows.map((row) => (row.date ? row : { ...row, start: "", end: "" })), message: "", closes_on: "", loads: {}, errors: {}, yearEnd: false };
}

/** more: one row more. look: what there is on those days. open: it begins. */
export async function proposing(ctx: Ctx, event: EventDetail, form: FormData) {
  const get = (name: string) => String(form.get(name) ?? "");
  const shown = Math.min(SLOTS_MAX, Math.max(ROWS_AT_FIRST, Number.parseInt(get("rows"), 10) || 0) + (form.get("intent") === "more" ? 2 : 0));
  const zone = isZone(event.zone) ? event.zone : MAIN_ZONE;
  const rows = rowsOf(get);
  const parsed = parseForm(form, PollSchema);
  const read = readSlots(rows, zone, ctx.now);
  const reply = async (errors: FormErrors, status: number, look: boolean) => {
    const loads = look ? await readSlotLoads(ctx, event, read.slots) : [];
    return data(
      {
        id: parsed.ok ? parsed.value.id : newId(),
        rows: rows.slice(0, Math.max(shown, lastTyped(rows))),
        message: get("message"),
        closes_on: get("closes_on"),
        loads: Object.fromEntries(read.slots.map((slot, n) => [slot.n, loads[n]]).filter(([, load]) => load)) as FormReply["loads"],
        errors,
        yearEnd: look && isInPerson(event) && read.slots.some((slot) => isYearEnd(slot.starts_local)),
      } satisfies FormReply,
      { status },
    );
  };
  if (form.get("intent") === "more") return reply({}, 200, false);
  const wrong = { ...(parsed.ok ? {} : parsed.submission.errors), ...sentences(read.errors) };
  if (form.get("intent") === "look") return reply(withoutFew(wrong), 200, true);
  if (!parsed.ok || Object.keys(wrong).length > 0) return reply(wrong, 422, false);
  return opening(ctx, event, parsed.value, read.slots, (errors) => reply(errors, 422, false));
}

async function opening<R>(ctx: Ctx, event: EventDetail, input: PollInput, slots: Parameters<typeof openPoll>[3], refuse: (errors: FormErrors) => Promise<R>) {
  try {
    await openPoll(ctx, event.id, input, slots);
  } catch (error) {
    if (isDomainError(error) && error.code === "invalid") return refuse(sentences(error.fields));
    throw error;
  }
  return redirectWithFlash(paths.eventPoll(event.id), "El sondeo está abierto. Compártelo con quienes quieras contar.");
}

const lastTyped = (rows: ProposedRow[]): number => rows.reduce((last, row) => (row.date + row.start + row.end === "" ? last : row.n), 0);

/** Looking is no publishing: too few rows are no mistake yet. */
function withoutFew({ slots: _, ...errors }: FormErrors): FormErrors {
  return errors;
}

export const zoneNamed = (zone: string): string | null => (isZone(zone) && zone !== MAIN_ZONE ? zoneHour(zone) : null);
