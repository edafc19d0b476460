/** Naming a jury, and the answer of whoever is named. */
import { type Ctx, inTransaction } from "#app/domain/context.ts";
import { DomainError, forbidden, invalid, notFound } from "#app/domain/errors.ts";
import { standingOfPerson } from "#app/domain/identity/standing.repo.server.ts";
import { refreshReadersOfCall } from "#app/domain/search/refresh.server.ts";
import { lockRow } from "#db/dialect.server.ts";
import { newId } from "#db/ids.ts";
import { canOrganise } from "./call.policy.ts";
import { phaseOf } from "./call.ts";
import { findCall, type StandingCall } from "./calls.repo.server.ts";
import { canNameJurors, canRunJury } from "./jury.policy.ts";
import { findCandidate, findJuror, findJurorById, insertJuror, type JurorRow, updateJuror } from "./jury.repo.server.ts";
import { noteJuryChange } from "./jury-history.server.ts";
import { mailNamedJurors } from "./jury-mails.server.ts";

/** Under a lock: a call as its organiser, who does not assess it, finds it. */
export async function callOfOrganiser(tx: Ctx, callId: string): Promise<StandingCall> {
  await lockRow(tx.db, "calls", callId);
  const call = await findCall(tx.db, tx.actor, { id: callId });
  if (!call) throw notFound();
  if (!canRunJury(tx.actor, call)) throw forbidden();
  return call;
}

/**
 * Asks somebody to sit in the jury. Whoever applies cannot, nor whoever organises: they see who applies and every score. Naming twice is naming once;
 * whoever declined or was taken out is asked again.
 */
export async function nameJuror(ctx: Ctx, callId: string, personId: string): Promise<{ name: string }> {
  return inTransaction(ctx, async (tx) => {
    const call = await callOfOrganiser(tx, callId);
    if (!canNameJurors(tx.actor, call, tx.now)) throw new DomainError("conflict", { reason: "call_over" });
    const person = await findCandidate(tx.db, callId, personId);
    if (!person) throw invalid("person_id", "not_found");
    if (person.applies === 1) throw invalid("person_id", "juror_applies");
    const standing = await standingOfPerson(tx.db, person.id, tx.now);
    const actor = { id: person.id, email: person.email, name: person.name, establishmentId: person.establishment_id, admin: person.admin_since !== null, ...standing };
    if (canOrganise(actor, call)) throw invalid("person_id", "juror_organises");
    const before = await findJuror(tx.db, callId, personId);
    if (before && before.removed_at === null && before.declined_at === null) return { name: person.name };
    const again = { named_at: tx.now, named_by: tx.actor?.id ?? null, accepted_at: null, declined_at: null, declared_at: null, removed_at: null };
    if (before) await updateJuror(tx.db, before.id, again);
    else await insertJuror(tx.db, { id: newId(), call_id: callId, person_id: personId, named_at: tx.now, named_by: tx.actor?.id ?? null });
    await refreshReadersOfCall(tx.db, callId);
    if (call.published_at) await mailNamedJurors(tx, call);
    return { name: person.name };
  });
}

/** Whoever was named says yes or no, and may think better of it until the results are out. */
export async function answerJury(ctx: Ctx, callId: string, accepts: boolean): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { juror, call } = await ownSeat(tx, callId);
    if (["decided", "cancelled", "archived"].includes(phaseOf(call, tx.now))) throw new DomainError("conflict", { reason: "call_over" });
    if (accepts && juror.accepted_at) return;
    if (!accepts && juror.accepted_at && (await hasFinished(tx, call.id, juror.person_id))) await noteJuryChange(tx, call.id, "left");
    await updateJuror(tx.db, juror.id, accepts ? { accepted_at: tx.now, declined_at: null } : { accepted_at: null, declined_at: tx.now, declared_at: null });
    await refreshReadersOfCall(tx.db, call.id);
  });
}

/** Takes somebody out of the jury: what they found counts no more. Whoever had finished an assessment leaves a line in the call's history. */
export async function removeJuror(ctx: Ctx, callId: string, jurorId: string): Promise<{ person_id: string }> {
  return inTransaction(ctx, async (tx) => {
    const call = await callOfOrganiser(tx, callId);
    if (!canNameJurors(tx.actor, call, tx.now)) throw new DomainError("conflict", { reason: "call_over" });
    const juror = await findJurorById(tx.db, callId, jurorId);
    if (!juror) throw notFound();
    if (juror.removed_at) return { person_id: juror.person_id };
    if (await hasFinished(tx, callId, juror.person_id)) await noteJuryChange(tx, callId, "removed");
    await updateJuror(tx.db, juror.id, { removed_at: tx.now });
    await refreshReadersOfCall(tx.db, callId);
    return { person_id: juror.person_id };
  });
}

/** The undoing of a removal: as it was, with what they had declared and found. */
export async function returnJuror(ctx: Ctx, callId: string, jurorId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const call = await callOfOrganiser(tx, callId);
    if (!canNameJurors(tx.actor, call, tx.now)) throw new DomainError("conflict", { reason: "call_over" });
    const juror = await findJurorById(tx.db, callId, jurorId);
    if (!juror) throw notFound();
    const candidate = await findCandidate(tx.db, callId, juror.person_id);
    if (!candidate || candidate.applies === 1) throw new DomainError("conflict", { reason: "juror_applies" });
    if (juror.removed_at === null) return;
    await updateJuror(tx.db, juror.id, { removed_at: null });
    await refreshReadersOfCall(tx.db, callId);
    if (await hasFinished(tx, callId, juror.person_id)) await noteJuryChange(tx, callId, "returned");
  });
}

/** The actor's own seat in the jury of a call; to all others it is not there. */
export async function ownSeat(tx: Ctx, callId: string): Promise<{ juror: JurorRow; call: StandingCall }> {
  if (!tx.actor) throw new DomainError("signed_out");
  await lockRow(tx.db, "calls", callId);
  const juror = await findJuror(tx.db, callId, tx.actor.id);
  if (!juror || juror.removed_at) throw notFound();
  const call = await findCall(tx.db, tx.actor, { id: callId });
  if (!call?.published_at) throw notFound();
  return { juror, call };
}

async function hasFinished(tx: Ctx, callId: string, personId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom("assessments")
    .select("id")
    .where("call_id", "=", callId)
    .where("person_id", "=", personId)
    .where("done_at", "is not", null)
    .executeTakeFirst();
  return row !== undefined;
}
