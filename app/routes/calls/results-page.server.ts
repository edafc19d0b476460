/** What the page of results shows: to everybody what was published, to organisers what comes in before, to the jury the list afterwards. */
import { type Criterion, type Phase, phaseOf } from "#app/domain/calls/call.ts";
import { criteriaOf, type StandingCall } from "#app/domain/calls/calls.repo.server.ts";
import { canRunJury, canSeeRanking } from "#app/domain/calls/jury.policy.ts";
import { countMailed, jurorsOf } from "#app/domain/calls/jury.repo.server.ts";
import { type Ranked, rankingOf } from "#app/domain/calls/ranking.repo.server.ts";
import { type JurorsView, jurorsViews, type Winner, winnersOf } from "#app/domain/calls/results.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { forbidden, notFound } from "#app/domain/errors.ts";
import { idFrom } from "#app/http/asked.server.ts";
import { type Paged, paged, pageFrom } from "#app/http/paging.ts";
import { isZone, MAIN_ZONE, type Zone } from "#app/i18n/zones.ts";
import { callOfPage } from "./call-access.server.ts";

const SIZE = 50;

export interface AwardGiven {
  application_id: string;
  award: string;
  position: number;
  note: string;
}

export interface Review {
  awards: { id: string; award: string; position: number; title: string }[];
  applicants: number;
  /** What whoever publishes should know: in words. */
  doubts: { unassessed: number; partial: number; pending: number; shared: number };
}

export interface ResultsPage {
  call: { slug: string; title: string; kind: string; zone: Zone; closes_at: string; results_at: string | null; results_html: string };
  juror: boolean;
  winners: Winner[];
  ranking: Paged<Ranked> | null;
  criteria: Criterion[];
  /** What each of the jury found of the one that was asked for. */
  looked: { application: Ranked; views: JurorsView[] } | null;
  /** For whoever organises it. */
  run: {
    phase: Phase;
    text: string;
    awarding: { application: Ranked; values: Record<string, string> } | null;
    removed: AwardGiven | null;
    reviewing: Review | null;
    taken: { award: string; position: number }[];
  } | null;
}

export async function runCall(ctx: Ctx, slug: string | undefined): Promise<StandingCall> {
  const call = await callOfPage(ctx, slug);
  if (!canRunJury(ctx.actor, call)) throw call.results_at ? forbidden() : notFound();
  return call;
}

export async function resultsPage(ctx: Ctx, slug: string | undefined, url: URL): Promise<ResultsPage> {
  const call = await callOfPage(ctx, slug);
  const sees = canSeeRanking(ctx.actor, call);
  const phase = phaseOf(call, ctx.now);
  const runs = canRunJury(ctx.actor, call);
  const told = call.results_at !== null && call.cancelled_at === null;
  if (!told && !runs) throw notFound();
  const ranked = sees && (told || phase === "assessing") ? await rankingOf(ctx.db, call.id) : null;
  const page = pageFrom(url);
  const asked = ranked?.find((one) => one.id === idFrom(url.searchParams, "ver"));
  const shown = ranked?.slice((page - 1) * SIZE, page * SIZE).map((one) => (runs ? one : forJury(one, call.blind === 1)));
  return {
    call: {
      slug: call.slug,
      title: call.title,
      kind: call.kind,
      zone: isZone(call.zone) ? call.zone : MAIN_ZONE,
      closes_at: call.closes_at,
      results_at: call.results_at,
      results_html: told ? call.results_html : "",
    },
    juror: call.juror,
    winners: told ? await winnersOf(ctx.db, ctx.actor, call.id) : [],
    ranking: ranked && shown ? paged(shown, ranked.length, page, SIZE) : null,
    criteria: sees ? await criteriaOf(ctx.db, call.id) : [],
    looked: asked ? { application: runs ? asked : forJury(asked, call.blind === 1), views: await jurorsViews(ctx.db, call, asked.id, { names: runs }) } : null,
    run: runs ? await running(ctx, call, phase, ranked ?? [], url) : null,
  };
}

/** Of a blind call the jury goes on not knowing who applied, but for those who were chosen. */
function forJury(one: Ranked, blind: boolean): Ranked {
  return blind && one.award === null ? { ...one, title: "Postulación reservada", school: null } : one;
}

async function running(ctx: Ctx, call: StandingCall, phase: Phase, ranked: Ranked[], url: URL): Promise<ResultsPage["run"]> {
  const open = phase === "assessing";
  const chosen = open ? ranked.find((one) => one.id === idFrom(url.searchParams, "premiar")) : undefined;
  const given = ranked.flatMap((one) => (one.award === null ? [] : [{ id: one.id, award: one.award, position: one.award_position ?? 1, title: one.title, score: one.score }]));
  given.sort((a, b) => a.position - b.position);
  const reviewing = open && url.searchParams.get("publicar") === "1";
  return {
    phase,
    text: call.results_md,
    awarding: chosen ? { application: chosen, values: awardValues(chosen, given.length, call.kind) } : null,
    removed: open ? removedFrom(url) : null,
    reviewing: reviewing ? await reviewOf(ctx, call, ranked, given) : null,
    taken: given.map(({ award, position }) => ({ award, position })),
  };
}

const PLACES = ["Primer lugar", "Segundo lugar", "Tercer lugar"];

/** What the list proposes; people write what they decide. */
function awardValues(one: Ranked, given: number, kind: string): Record<string, string> {
  const position = one.award_position ?? given + 1;
  return { award: one.award ?? (kind === "contest" ? (PLACES[(one.place ?? 0) - 1] ?? "Mención honrosa") : "Seleccionada"), position: String(position), note: one.award_note };
}

function removedFrom(url: URL): AwardGiven | null {
  const application_id = idFrom(url.searchParams, "quitado");
  const award = url.searchParams.get("nombre") ?? "";
  if (!application_id || award === "") return null;
  return { application_id, award, position: Number(url.searchParams.get("lugar")) || 1, note: url.searchParams.get("nota") ?? "" };
}

async function reviewOf(ctx: Ctx, call: StandingCall, ranked: Ranked[], given: (Review["awards"][number] & { score: number | null })[]): Promise<Review> {
  const jurors = await jurorsOf(ctx.db, call.id);
  const scores = new Set(given.flatMap(({ score }) => (score === null ? [] : [score])));
  return {
    awards: given.map(({ id, award, position, title }) => ({ id, award, position, title })),
    applicants: await countMailed(ctx.db, call.id),
    doubts: {
      unassessed: call.kind === "contest" ? ranked.filter((one) => one.assessments === 0).length : 0,
      partial: ranked.filter((one) => one.assessments > 0 && one.assessments < one.expected).length,
      pending: jurors.filter((juror) => juror.accepted_at === null && juror.declined_at === null).length,
      shared: ranked.filter((one) => one.award === null && one.score !== null && scores.has(one.score)).length,
    },
  };
}
