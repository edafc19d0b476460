/** What follows when a round begins, when all have spoken, and when it is over: until when, and who is told. */
import type { VoiceRow } from "#app/domain/circles/voices.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { phaseDeadline } from "./deadline.server.ts";
import type { ProcessKind, ProcessRow } from "./kind.ts";
import type { Shape } from "./machine.ts";
import { mailCalls, mailFacilitator, mailResult } from "./process-mails.server.ts";
import { insertCalls, updateProcess } from "./processes.repo.server.ts";

/** null: a live meeting, or nobody is asked. */
export function roundEnds(now: string, row: Pick<ProcessRow, "mode" | "phase_days">, shape: Shape): string | null {
  return row.mode === "live" || shape.asks.who === "nobody" ? null : phaseDeadline(now, row.phase_days);
}

/** Whose voice a round asks for: a round that goes on with the voices it has (the last objection was withdrawn) asks only the others. */
export function askedIn(shape: Shape, voices: readonly { person_id: string }[]): string[] {
  if (shape.asks.who === "person") return [shape.asks.person];
  return shape.asks.who === "everyone" ? voices.map((voice) => voice.person_id).filter((id) => !shape.spoken.includes(id)) : [];
}

/** Over days: the deadline, and a mail to each whose voice is asked, with a link to speak by; or to whoever conducts, whose turn it is. Live: nothing. */
export async function enterRound<S>(tx: Ctx, kind: ProcessKind<S>, row: ProcessRow, state: S, voices: readonly VoiceRow[]): Promise<void> {
  const shape = kind.machine.shape(state);
  if (row.mode === "live" || shape.outcome !== null) return;
  const deadline_at = roundEnds(tx.now, row, shape);
  if (deadline_at !== row.deadline_at) await updateProcess(tx.db, row.id, { deadline_at });
  const entered = { ...row, deadline_at };
  const words = kind.words?.(shape.phase, state) ?? null;
  await callVoices(tx, kind, entered, state, voices);
  if (shape.asks.who === "facilitator") await mailFacilitator(tx, entered, words, "turn");
  else if (row.acts === 0 && row.facilitator_person_id !== row.author_person_id) await mailFacilitator(tx, entered, words, "named");
}

/** A mail to each whose voice is asked and who was not called in this round. */
export async function callVoices<S>(tx: Ctx, kind: ProcessKind<S>, row: ProcessRow, state: S, voices: readonly VoiceRow[]): Promise<void> {
  const shape = kind.machine.shape(state);
  const calls = await insertCalls(tx.db, row.id, shape.round, askedIn(shape, voices), tx.now);
  await mailCalls(tx, row, kind.words?.(shape.phase, state) ?? null, calls);
}

/** Once a round: everyone has spoken, and it is for whoever conducts to go on. */
export async function tellWhenAllSpoke<S>(tx: Ctx, kind: ProcessKind<S>, row: ProcessRow, state: S, voices: readonly VoiceRow[]): Promise<void> {
  const shape = kind.machine.shape(state);
  if (row.mode === "live" || shape.asks.who !== "everyone" || voices.length === 0) return;
  if (!voices.every((voice) => shape.spoken.includes(voice.person_id))) return;
  await mailFacilitator(tx, row, kind.words?.(shape.phase, state) ?? null, "everyone");
}

/** To all who had a voice in it, and whom it is about. */
export async function tellOutcome<S>(tx: Ctx, kind: ProcessKind<S>, row: ProcessRow, state: S, voices: readonly VoiceRow[]): Promise<void> {
  const others = [...(kind.concerns?.(state) ?? []), row.facilitator_person_id, row.author_person_id].filter((id) => id !== null);
  await mailResult(tx, row, [...new Set([...voices.map((voice) => voice.person_id), ...others])], (name) => kind.result?.(state, name) ?? null);
}
