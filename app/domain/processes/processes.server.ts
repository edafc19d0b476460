/**
 * Keeping what circles decide. The truth of a process are its acts in their order; every act waits for the lock of its process, is decided by the pure
 * machine of its kind on the state that all acts before it make, and is written once with the next number. Decision note 0015.
 */

import { type CircleStanding, canRun, canSeeInside } from "#app/domain/circles/circle.policy.ts";
import { voicesOf } from "#app/domain/circles/voices.repo.server.ts";
import { type Actor, type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, invalid, notFound } from "#app/domain/errors.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import type { ProcessKind, ProcessRow } from "./kind.ts";
import { type Act, type NewAct, quorumOf, type Refusal, replay, type Shape, type Situation } from "./machine.ts";
import {
  castBallot,
  findAct,
  findCircleOf,
  findProcess,
  insertAct,
  insertProcess,
  listActs,
  listReachable,
  lockProcess,
  markSpoken,
  updateProcess,
} from "./processes.repo.server.ts";
import { enterRound, roundEnds, tellOutcome, tellWhenAllSpoke } from "./rounds.server.ts";

export interface OpenProcess {
  /** Made by the form: the same button twice opens one. */
  id: string;
  circleId: string;
  roleId?: string | null | undefined;
  tensionId?: string | null | undefined;
  title: string;
  mode: "live" | "days";
  method?: string | undefined;
  eventId?: string | null | undefined;
  facilitatorPersonId: string | null;
  phaseDays: number;
  setup: unknown;
}

/** Whoever has a voice in the circle may bring something to it, and so may whoever conducts it. */
export async function openProcess<S>(ctx: Ctx, kind: ProcessKind<S>, input: OpenProcess): Promise<{ id: string }> {
  const { actor } = ctx;
  if (!actor) throw new DomainError("signed_out");
  const opened = await inTransaction(ctx, async (tx) => {
    const known = await findProcess(tx.db, input.id);
    if (known?.author_person_id === actor.id && known.kind === kind.kind) return { id: known.id };
    if (known) throw new DomainError("conflict", { reason: "id_taken" });
    const circle = await findCircleOf(tx.db, input.circleId);
    if (!circle) throw notFound();
    const voices = await voicesOf(tx.db, circle.id, tx.now);
    if (!voices.some((voice) => voice.person_id === actor.id) && !canRun(actor, circle)) throw forbidden();
    if (circle.closed_at) throw new DomainError("conflict", { reason: "circle_closed" });
    await checkParts(tx.db, input);
    const state = kind.machine.begin(JSON.parse(JSON.stringify(input.setup ?? null)));
    const { phase, round } = kind.machine.shape(state);
    const row: ProcessRow = {
      id: input.id,
      kind: kind.kind,
      circle_id: circle.id,
      node_id: circle.node_id,
      role_id: input.roleId ?? null,
      tension_id: input.tensionId ?? null,
      title: input.title,
      mode: input.mode,
      method: input.method ?? "",
      event_id: input.eventId ?? null,
      author_person_id: actor.id,
      facilitator_person_id: input.facilitatorPersonId,
      quorum: circle.quorum,
      phase_days: input.phaseDays,
      setup: JSON.stringify(input.setup ?? null),
      phase,
      round,
      acts: 0,
      phase_since: tx.now,
      deadline_at: null,
      warned_at: null,
      outcome: null,
      opened_at: tx.now,
      closed_at: null,
    };
    if (!(await insertProcess(tx.db, row))) throw new DomainError("conflict", { reason: "id_taken" });
    if (row.tension_id) await tx.db.updateTable("tensions").set({ process_id: row.id }).where("id", "=", row.tension_id).where("circle_id", "=", circle.id).execute();
    await enterRound(tx, kind, row, state, voices);
    return { id: row.id };
  });
  ctx.wake();
  return opened;
}

/** Ids of a form are not trusted: role, tension and meeting are of that circle, and who conducts is there. */
async function checkParts(db: Db, { circleId, roleId, tensionId, eventId, facilitatorPersonId }: OpenProcess): Promise<void> {
  const ofCircle = async (table: "circle_roles" | "tensions", id: string) =>
    (await db.selectFrom(table).select("id").where("id", "=", id).where("circle_id", "=", circleId).executeTakeFirst()) !== undefined;
  if (roleId && !(await ofCircle("circle_roles", roleId))) throw notFound();
  if (tensionId && !(await ofCircle("tensions", tensionId))) throw notFound();
  if (eventId && !(await db.selectFrom("events").select("id").where("id", "=", eventId).where("circle_id", "=", circleId).executeTakeFirst())) throw notFound();
  if (facilitatorPersonId && (await listReachable(db, [facilitatorPersonId])).length === 0) throw invalid("facilitator", "not_found");
}

export interface Loaded<S> {
  row: ProcessRow;
  acts: Act[];
  state: S;
  shape: Shape;
}

export async function loadProcess<S>(db: Db, kind: ProcessKind<S>, row: ProcessRow): Promise<Loaded<S>> {
  const acts = await listActs(db, row.id);
  const state = replay(kind.machine, JSON.parse(row.setup), acts);
  return { row, acts, state, shape: kind.machine.shape(state) };
}

/**
 * Who conducts: the facilitator of this process, or whose role lets them run the circle. Administration only where no facilitator can any more:
 * what a circle decides is the circle's.
 */
export function conductsProcess(actor: Actor | null, circle: CircleStanding, row: Pick<ProcessRow, "facilitator_person_id">, facilitatorIsGone: boolean): boolean {
  if (!actor) return false;
  if (row.facilitator_person_id === actor.id || canRun({ ...actor, admin: false }, circle)) return true;
  return actor.admin && (row.facilitator_person_id === null || facilitatorIsGone);
}

export interface NewDeed extends NewAct {
  /** Made by the form: the same again is the same act. */
  id: string;
  /** Whose voice it is, where whoever conducts a meeting writes down what somebody in the room says. */
  for?: string | undefined;
  /** By a mailed link, of this round: speaks for that person, and conducts nothing. Of a round that has ended only what its kind takes late. */
  linkRound?: number;
}

/** Refusals are DomainError "conflict" with the Refusal as reason. Not for whom it does not exist: not_found. */
export async function actOn<S>(ctx: Ctx, kind: ProcessKind<S>, processId: string, deed: NewDeed): Promise<void> {
  const { actor } = ctx;
  if (!actor) throw new DomainError("signed_out");
  await inTransaction(ctx, async (tx) => {
    const row = await lockProcess(tx.db, processId);
    if (!row || row.kind !== kind.kind) throw notFound();
    const before = await loadProcess(tx.db, kind, row);
    const voices = await voicesOf(tx.db, row.circle_id, tx.now);
    const circle = await findCircleOf(tx.db, row.circle_id);
    if (!circle) throw notFound();
    const conducts = deed.linkRound === undefined && conductsProcess(actor, circle, row, await isGone(tx.db, row.facilitator_person_id));
    if (!conducts && !mayRead(actor, circle, row, voices, kind.concerns?.(before.state) ?? [])) throw notFound();
    const done = await findAct(tx.db, deed.id);
    if (done && (done.process_id !== row.id || done.by_person_id !== actor.id)) throw new DomainError("conflict", { reason: "id_taken" });
    if (done && isSame(kind, done, deed, deed.for ?? actor.id)) return;
    if (deed.for !== undefined && deed.for !== actor.id && !(conducts && row.mode === "live")) throw refused("not_yours");
    const stale = deed.linkRound !== undefined && deed.linkRound !== row.round && row.closed_at === null;
    if (stale && !kind.late?.(deed)) throw refused("not_now");
    const members = voices.map((voice) => voice.person_id);
    const situation = situationOf(tx.now, row, members, { person: deed.for ?? actor.id, by: actor.id, conducts });
    await take(tx, kind, before, situation, { id: done ? newId() : deed.id, kind: deed.kind, data: deed.data }, voices);
  });
  ctx.wake();
}

/** The same button twice. Another form of a page that was opened before (back, two tabs) carries the same id and is an act of its own: it is not lost. */
function isSame<S>(kind: ProcessKind<S>, done: { kind: string; person_id: string | null; data: unknown }, deed: NewAct, person: string): boolean {
  if (done.kind !== deed.kind || done.person_id !== person) return false;
  const said = JSON.parse(JSON.stringify((kind.secret?.(deed)?.act ?? deed).data ?? {})) as Record<string, unknown>;
  const kept = (done.data ?? {}) as Record<string, unknown>;
  return Object.keys(said).every((key) => JSON.stringify(said[key]) === JSON.stringify(kept[key]));
}

const refused = (reason: Refusal) => new DomainError("conflict", { reason });

export async function isGone(db: Db, personId: string | null): Promise<boolean> {
  return personId !== null && (await listReachable(db, [personId])).length === 0;
}

/** Who may know of it: everyone with a voice in the circle, who conducts, who opened it, whom it is about, and administration. */
export function mayRead(actor: Actor, circle: CircleStanding, row: ProcessRow, voices: readonly { person_id: string }[], concerned: readonly string[]): boolean {
  if (canSeeInside(actor, circle) || actor.id === row.author_person_id || actor.id === row.facilitator_person_id) return true;
  return concerned.includes(actor.id) || voices.some((voice) => voice.person_id === actor.id);
}

export function situationOf(now: string, row: ProcessRow, members: readonly string[], who: Pick<Situation, "person" | "by" | "conducts">): Situation {
  const due = row.mode === "live" || (row.deadline_at !== null && row.deadline_at <= now);
  return { now, ...who, members, due, quorum: quorumOf(members.length, row.quorum) };
}

/** Decides an act and writes it with all that follows. The process is held. */
export async function take<S>(
  tx: Ctx,
  kind: ProcessKind<S>,
  { row, state: before, acts }: Loaded<S>,
  situation: Situation,
  said: NewAct & { id: string },
  voices: Awaited<ReturnType<typeof voicesOf>>,
): Promise<void> {
  const whole = (await kind.enrich?.(tx, row, before, { kind: said.kind, data: said.data })) ?? { kind: said.kind, data: said.data };
  const refusal = kind.machine.decide(before, whole, situation);
  if (refusal) throw refused(refusal);
  const secret = kind.secret?.(whole) ?? null;
  if (secret) await castBallot(tx.db, row.id, row.round, secret.choice);
  const { person, by, now } = situation;
  const act: Act = { ...(secret?.act ?? whole), id: said.id, n: acts.length + 1, round: row.round, person, by, at: now };
  await insertAct(tx.db, row.id, act);
  // As it will be read again: what JSON does not keep was never said.
  const after = kind.machine.evolve(before, { ...act, data: JSON.parse(JSON.stringify(act.data ?? null)) });
  const changed = await writeShape(tx, kind, row, after, act.n);
  if (changed.round === row.round) await markSpoken(tx.db, row.id, row.round, kind.machine.shape(after).spoken, now);
  await kind.effects(tx, changed, before, after, act);
  if (changed.closed_at !== null && row.closed_at === null) await tellOutcome(tx, kind, changed, after, voices);
  else if (changed.round !== row.round) await enterRound(tx, kind, changed, after, voices);
  else if (changed.closed_at === null) await tellWhenAllSpoke(tx, kind, changed, after, voices);
}

/** Phase, round, deadline and outcome, as lists read them. */
async function writeShape<S>(tx: Ctx, kind: ProcessKind<S>, row: ProcessRow, after: S, acts: number): Promise<ProcessRow> {
  const shape = kind.machine.shape(after);
  const moved = shape.round !== row.round;
  const over = shape.outcome !== null;
  const change = {
    acts,
    phase: shape.phase,
    round: shape.round,
    outcome: shape.outcome,
    closed_at: over ? (row.closed_at ?? tx.now) : null,
    ...(moved ? { phase_since: tx.now, warned_at: null } : {}),
    deadline_at: over ? null : moved ? roundEnds(tx.now, row, shape) : row.deadline_at,
  };
  await updateProcess(tx.db, row.id, change);
  return { ...row, ...change };
}
