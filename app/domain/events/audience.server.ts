/** Whom a meeting calls. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { type AudienceRules, type Invitee, listClashes, listLivingPeople, readRules, replaceRules, type Span, type Way } from "#app/domain/invitations/audience.repo.server.ts";
import { inviteCalled, inviteToSeries, whoIsCalled } from "#app/domain/invitations/inviting.server.ts";
import { type BadAddress, parsePastedAddresses } from "#app/domain/invitations/pasted-addresses.ts";
import { listStops } from "#app/domain/mail/stops.repo.server.ts";
import { heldForChange, isOpen } from "#app/domain/series/scope.server.ts";
import { findSeries } from "#app/domain/series/series.repo.server.ts";
import { plannedSlots, timesAt } from "#app/domain/series/series.ts";
import { seriesIdOf } from "#app/domain/series/series-writes.repo.server.ts";
import { bumpRevision } from "#db/revision.ts";
import { canInviteNode, canManage } from "./event.policy.ts";
import { type AudienceInput, isAllDay, MAX_DAYS } from "./event.ts";
import type { EventDetail } from "./event-rows.ts";
import { listLivingNodeIds } from "./event-writes.repo.server.ts";
import { findVisibleEvent } from "./events.repo.server.ts";
import { refuseIfOver } from "./managing.server.ts";
import { daysBefore } from "./visibility.server.ts";

/** `bad` are the pasted lines that could not be read; the good ones are kept. `invited`: new ones told at once, where it is published. */
export interface AudienceResult {
  invited: number;
  bad: BadAddress[];
  duplicates: number;
}

/** Keeps whom the meeting calls. Of a published one the new ones are invited; nobody is taken off by it (uninvite does that). */
export async function setAudience(ctx: Ctx, id: string, input: Omit<AudienceInput, "circle_ids"> & Partial<Pick<AudienceInput, "circle_ids">>): Promise<AudienceResult> {
  const { good: outside, bad, duplicates } = parsePastedAddresses(input.pasted);
  const invited = await inTransaction(ctx, async (tx) => {
    const { event, series, dates } = await heldForChange(tx, id);
    refuseIfOver(event, tx.now);
    const unique = (ids: string[]) => [...new Set(ids)];
    const nodes = { node_ids: unique(input.node_ids), counterpart_node_ids: unique(input.counterpart_node_ids) };
    const rules = { ...nodes, circle_ids: unique(input.circle_ids ?? []), person_ids: unique(input.person_ids), outside };
    // Those of a series are kept with its first date.
    const keeper = series?.id ?? id;
    await checkRules(tx, rules, await readRules(tx.db, keeper));
    // Only the circle whose meeting it is.
    if (rules.circle_ids.some((circleId) => circleId !== event.circle_id)) throw invalid("circle_ids", "not_found");
    await replaceRules(tx.db, keeper, rules);
    if (event.status !== "published" || isAllDay(event.kind)) return 0;
    const open = dates.filter((date) => isOpen(date, tx.now)).map((date) => date.id);
    const told = series ? await inviteToSeries(tx, series.id, open) : await inviteCalled(tx, id);
    await bumpRevision(tx.db, "public", tx.now);
    return told;
  });
  ctx.wake();
  return { invited, bad, duplicates };
}

/** Nodes that were there already stay, whoever put them; new ones must be of those whom this person may write to. */
async function checkRules(tx: Ctx, rules: AudienceRules, kept: AudienceRules): Promise<void> {
  for (const field of ["node_ids", "counterpart_node_ids"] as const) {
    const added = rules[field].filter((nodeId) => !kept[field].includes(nodeId));
    if (added.some((nodeId) => !canInviteNode(tx.actor, nodeId))) throw invalid(field, "node_of_others");
    if (added.length > 0 && (await listLivingNodeIds(tx.db, added)).length !== added.length) throw invalid(field, "not_found");
  }
  const found = await listLivingPeople(tx.db, rules.person_ids);
  if (found.length !== rules.person_ids.length) throw invalid("person_ids", "not_found");
}

export interface AudienceForm {
  node_ids: string[];
  counterpart_node_ids: string[];
  circle_ids: string[];
  person_ids: string[];
  /** The same people, with their names. */
  people: { id: string; name: string }[];
  /** The kept outside addresses, one a line. */
  pasted: string;
}

/** The audience as its form shows it. */
export async function readAudience(ctx: Ctx, id: string): Promise<AudienceForm> {
  await managed(ctx, id);
  const { outside, ...rules } = await readRules(ctx.db, (await seriesIdOf(ctx.db, id)) ?? id);
  const people = await listLivingPeople(ctx.db, rules.person_ids);
  const pasted = outside.map(({ name, address }) => (name === "" ? address : `${name} <${address}>`)).join("\n");
  return { ...rules, circle_ids: rules.circle_ids ?? [], person_ids: people.map((person) => person.id), people, pasted };
}

async function managed(ctx: Ctx, id: string) {
  const event = await findVisibleEvent(ctx.db, ctx.actor, id, ctx.now);
  if (!event) throw notFound();
  if (!canManage(ctx.actor, event)) throw forbidden();
  return event;
}

export interface ConflictRow {
  name: string;
  establishment: string | null;
  event_id: string;
  event_title: string;
  starts_at: string;
  ends_at: string;
  zone: string;
}

export interface AudiencePreview {
  /** Everyone on the list once this is published (or saved): each once. */
  total: number;
  byWay: Record<Way, number>;
  /** Will get a mail then. */
  newOnes: number;
  alreadyInvited: number;
  /** Of the new ones, asked not to be written to: invited without a mail. */
  stopped: number;
  /** People who already have something at that time. */
  conflictCount: number;
  /** What they have: the first 50. */
  conflicts: ConflictRow[];
}

const CONFLICTS_SHOWN = 50;

/** Before sending: how many will get a mail, and who has something else at that time. `known`: the event, where the caller has found it manageable already. */
export async function previewAudience(ctx: Ctx, id: string, known?: EventDetail): Promise<AudiencePreview> {
  const event = known ?? (await managed(ctx, id));
  const byWay = { circle: 0, nodes: 0, counterparts: 0, people: 0, outside: 0 };
  if (event.all_day) return { total: 0, byWay, newOnes: 0, alreadyInvited: 0, stopped: 0, conflictCount: 0, conflicts: [] };
  const { all, fresh, revived, alreadyInvited } = await whoIsCalled(ctx.db, id, ctx.now);
  for (const one of all) byWay[one.way] += 1;
  const stops = await listStops(
    ctx.db,
    fresh.map((one) => one.email),
  );
  const stopped = fresh.filter((one) => stops.get(one.email)?.has("all")).length;
  const clashes = await clashesOf(ctx, event, all);
  const added = fresh.length + revived.length;
  return { total: alreadyInvited + added, byWay, newOnes: added - stopped, alreadyInvited, stopped, ...clashes };
}

async function clashesOf(ctx: Ctx, event: Clashing, called: Invitee[]): Promise<Pick<AudiencePreview, "conflictCount" | "conflicts">> {
  const persons = new Set(called.map((one) => one.person_id));
  const addresses = new Set(called.map((one) => one.email));
  const all = await listClashes(ctx.db, event.id, await spansOf(ctx, event));
  const theirs = all.filter((clash) => (clash.person_id !== null && persons.has(clash.person_id)) || addresses.has(clash.email));
  const conflicts = theirs.slice(0, CONFLICTS_SHOWN).map(({ person_id: _, email, name, ...rest }) => ({ ...rest, name: name || email }));
  return { conflictCount: new Set(theirs.map((clash) => clash.person_id ?? clash.email)).size, conflicts };
}

type Clashing = Pick<EventDetail, "id" | "starts_at" | "ends_at" | "series_id" | "status">;

/** When it is; of a series that is still a draft, all the dates that it will have. */
async function spansOf(ctx: Ctx, event: Clashing): Promise<Span[]> {
  const series = event.series_id && event.status === "draft" ? await findSeries(ctx.db, event.series_id) : undefined;
  const times = series ? plannedSlots(series).flatMap((slot) => timesAt(series, slot) ?? []) : [event];
  return times.map(({ starts_at, ends_at }) => ({ starts_at, ends_at, earliest: daysBefore(starts_at, MAX_DAYS + 1) }));
}
