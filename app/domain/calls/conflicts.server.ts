/**
 * Conflicts of interest. A juror declares theirs with the list of applications at hand, before reading any; those that the hub finds are on record first,
 * and only an organiser may lift them. One that stands hides the application from that juror and keeps their score out.
 */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, notFound } from "#app/domain/errors.ts";
import { phaseOf } from "./call.ts";
import type { StandingCall } from "./calls.repo.server.ts";
import { conflictsFound, findConflict, insertConflicts, liftConflictRow, listConflicts } from "./conflicts.repo.server.ts";
import { findJuror, type JurorRow, updateJuror } from "./jury.repo.server.ts";
import { callOfOrganiser, ownSeat } from "./jury.server.ts";
import type { ConflictInput, Declaration } from "./jury.ts";
import { noteJuryChange } from "./jury-history.server.ts";

/** Puts on record what the hub sees by itself, of one juror or of one application. */
export async function recordFound(tx: Ctx, callId: string, only: { personId?: string; applicationId?: string } = {}): Promise<void> {
  const found = await conflictsFound(tx.db, { id: callId }, only);
  await insertConflicts(
    tx.db,
    callId,
    found.map((row) => ({ ...row, note: "", source: "found", at: tx.now, by_person_id: null })),
  );
}

/** All at once, when the applications are in; again after an extension. What is no longer declared is taken back, but never what the hub found or an organiser set. */
export async function declareConflicts(ctx: Ctx, callId: string, { conflicts, note }: Declaration): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { juror } = await activeSeat(tx, callId);
    await recordFound(tx, callId, { personId: juror.person_id });
    const known = new Set(await listSubmittedIds(tx, callId));
    const declared = conflicts.filter(({ application_id }) => known.has(application_id));
    const before = (await listConflicts(tx.db, callId, { personId: juror.person_id })).filter((row) => row.source === "declared" && row.lifted_at === null);
    for (const row of before) {
      if (!declared.some(({ application_id }) => application_id === row.application_id)) await liftConflictRow(tx.db, row.id, { at: tx.now, personId: juror.person_id });
    }
    await insertConflicts(tx.db, callId, rowsOf(tx, juror, declared, note));
    await updateJuror(tx.db, juror.id, { declared_at: tx.now });
  });
}

/** One more, noticed while reading. */
export async function declareConflict(ctx: Ctx, applicationId: string, input: { kind: Declaration["conflicts"][number]["kind"]; note: string }): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const application = await submitted(tx, applicationId);
    const { juror, call } = await activeSeat(tx, application.call_id);
    if (!juror.declared_at || juror.declared_at < call.closes_at) throw notFound();
    await insertConflicts(tx.db, call.id, rowsOf(tx, juror, [{ application_id: applicationId, kind: input.kind }], input.note));
  });
}

/** A juror takes back what they themselves declared. It stays on record that they did. */
export async function takeBackConflict(ctx: Ctx, callId: string, conflictId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { juror } = await activeSeat(tx, callId);
    const found = await findConflict(tx.db, callId, conflictId);
    if (found?.person_id !== juror.person_id || found.source !== "declared") throw notFound();
    await liftConflictRow(tx.db, found.id, { at: tx.now, personId: juror.person_id });
  });
}

/** An organiser knows of one. */
export async function setConflict(ctx: Ctx, callId: string, input: ConflictInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const call = await undecided(tx, callId);
    const juror = await findJuror(tx.db, callId, input.person_id);
    const application = await submitted(tx, input.application_id);
    if (!juror || juror.removed_at || application.call_id !== call.id) throw notFound();
    const { application_id, person_id, kind, note } = input;
    await insertConflicts(tx.db, callId, [{ application_id, person_id, kind, note, source: "organiser", at: tx.now, by_person_id: tx.actor?.id ?? null }]);
  });
}

/** Only an organiser may lift one that the hub found: of two people with one name, for instance. It leaves a line in the call's history. */
export async function liftConflict(ctx: Ctx, callId: string, conflictId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const call = await undecided(tx, callId);
    const found = await findConflict(tx.db, call.id, conflictId);
    if (!found || !tx.actor) throw notFound();
    if (found.lifted_at) return;
    await liftConflictRow(tx.db, found.id, { at: tx.now, personId: tx.actor.id });
    await noteJuryChange(tx, call.id, "lifted");
  });
}

async function undecided(tx: Ctx, callId: string): Promise<StandingCall> {
  const call = await callOfOrganiser(tx, callId);
  if (phaseOf(call, tx.now) !== "assessing") throw new DomainError("conflict", { reason: "call_over" });
  return call;
}

/** Somebody who accepted, while the jury is at work. */
async function activeSeat(tx: Ctx, callId: string): Promise<{ juror: JurorRow; call: StandingCall }> {
  const seat = await ownSeat(tx, callId);
  if (!seat.juror.accepted_at) throw notFound();
  if (phaseOf(seat.call, tx.now) !== "assessing") throw new DomainError("conflict", { reason: "not_assessing" });
  return seat;
}

function rowsOf(tx: Ctx, juror: JurorRow, declared: Declaration["conflicts"], note: string) {
  return declared.map((row) => ({ ...row, person_id: juror.person_id, note, source: "declared", at: tx.now, by_person_id: tx.actor?.id ?? null }));
}

async function listSubmittedIds(tx: Ctx, callId: string): Promise<string[]> {
  const rows = await tx.db.selectFrom("applications").select("id").where("call_id", "=", callId).where("state", "=", "submitted").execute();
  return rows.map((row) => row.id);
}

async function submitted(tx: Ctx, applicationId: string) {
  const row = await tx.db.selectFrom("applications").select(["id", "call_id"]).where("id", "=", applicationId).where("state", "=", "submitted").executeTakeFirst();
  if (!row) throw notFound();
  return row;
}
