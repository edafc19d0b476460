/** What somebody named to a jury finds: the question, the declaration, or what there is to assess. */
import { type ListedForDeclaring, listForDeclaring, listToAssess, listTurns, type ToAssess, type Turn } from "#app/domain/calls/assessing.repo.server.ts";
import { type Criterion, phaseOf } from "#app/domain/calls/call.ts";
import { criteriaOf, findCall, type StandingCall } from "#app/domain/calls/calls.repo.server.ts";
import { conflictsFound, listConflicts } from "#app/domain/calls/conflicts.repo.server.ts";
import { findJuror, type JurorRow } from "#app/domain/calls/jury.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { notFound } from "#app/domain/errors.ts";
import { type Paged, paged, pageFrom } from "#app/http/paging.ts";
import { isZone, MAIN_ZONE, type Zone } from "#app/i18n/zones.ts";

const SIZE = 50;

/** asked: has not answered; waiting: accepted, and applications are still coming; declaring: everything is in, conflicts are not declared. */
export type SeatState = "asked" | "declined" | "waiting" | "declaring" | "assessing" | "decided" | "cancelled";

export interface SeatPage {
  call: { slug: string; title: string; summary: string; zone: Zone; closes_at: string; jury_at: string | null; blind: boolean; organiser: string | null };
  state: SeatState;
  criteria: Criterion[];
  toDeclare: ListedForDeclaring[];
  toAssess: Paged<ToAssess>;
  progress: { done: number; next: Turn | null };
  /** Declared by the reader, and may be taken back. */
  own: { id: string; number: number | null; kind: string }[];
  /** How many applications are out of their hands because the hub or an organiser says so. */
  others: number;
  /** A second look at the declaration was asked for. */
  again: boolean;
}

/** To whoever was not named, or was taken out, it is not there. */
export async function seatOfPage(ctx: Ctx, slug: string | undefined): Promise<{ call: StandingCall; juror: JurorRow }> {
  const call = await findCall(ctx.db, ctx.actor, { slug: slug ?? "" });
  const juror = call?.published_at && ctx.actor ? await findJuror(ctx.db, call.id, ctx.actor.id) : undefined;
  if (!call || !juror || juror.removed_at) throw notFound();
  return { call, juror };
}

export async function seatPage(ctx: Ctx, slug: string | undefined, url: URL): Promise<SeatPage> {
  const { call, juror } = await seatOfPage(ctx, slug);
  const again = url.searchParams.get("declarar") === "otra-vez";
  const stands = stateOf(ctx, call, juror);
  const state = stands === "assessing" && again ? "declaring" : stands;
  const zone = isZone(call.zone) ? call.zone : MAIN_ZONE;
  const page: SeatPage = {
    call: {
      slug: call.slug,
      title: call.title,
      summary: call.summary,
      zone,
      closes_at: call.closes_at,
      jury_at: call.jury_at,
      blind: call.blind === 1,
      organiser: call.node?.name ?? null,
    },
    ...{ state, again, criteria: await criteriaOf(ctx.db, call.id), toDeclare: [], toAssess: paged<ToAssess>([], 0, 1), progress: { done: 0, next: null }, own: [], others: 0 },
  };
  if (state === "declaring") return { ...page, ...(await declaring(ctx, call, juror.person_id)) };
  if (state === "assessing" || state === "decided") return { ...page, ...(await assessing(ctx, call, juror.person_id, pageFrom(url))) };
  return page;
}

function stateOf(ctx: Ctx, call: StandingCall, juror: JurorRow): SeatState {
  const phase = phaseOf(call, ctx.now);
  if (phase === "cancelled" || (phase === "archived" && !call.results_at)) return "cancelled";
  if (juror.declined_at) return "declined";
  if (!juror.accepted_at) return phase === "decided" ? "cancelled" : "asked";
  if (phase === "decided" || phase === "archived") return "decided";
  if (phase !== "assessing") return "waiting";
  return juror.declared_at && juror.declared_at >= call.closes_at ? "assessing" : "declaring";
}

async function declaring(ctx: Ctx, call: StandingCall, personId: string) {
  const found = new Set((await conflictsFound(ctx.db, call, { personId })).map((row) => row.application_id));
  const known = await listConflicts(ctx.db, call.id, { personId });
  const standing = known.filter((row) => row.lifted_at === null && row.source !== "declared");
  // What an organiser lifted is for the juror to look at again.
  const lifted = new Set(known.filter((row) => row.lifted_at !== null && row.source === "found").map((row) => row.application_id));
  const hidden = new Set([...[...found].filter((id) => !lifted.has(id)), ...standing.map((row) => row.application_id)]);
  return { toDeclare: await listForDeclaring(ctx.db, call, personId, hidden), others: hidden.size };
}

async function assessing(ctx: Ctx, call: StandingCall, personId: string, page: number) {
  const standing = (await listConflicts(ctx.db, call.id, { personId })).filter((row) => row.lifted_at === null);
  const own = standing.filter((row) => row.source === "declared").map(({ id, number, kind }) => ({ id, number, kind }));
  const turns = await listTurns(ctx.db, call.id, personId, ctx.now);
  const rows = await listToAssess(ctx.db, call, personId, ctx.now, { page, size: SIZE });
  const progress = { done: turns.filter((one) => one.done_at).length, next: turns.find((one) => !one.done_at) ?? null };
  return { toAssess: paged(rows, turns.length, page, SIZE), progress, own, others: standing.length - own.length };
}
