/** A contest whose applications are in, for tests of juries: one from each of the stage's applicants, and a jury that was only named. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import type { Db } from "#db/create.ts";
import { newId } from "#db/ids.ts";
import { criteriaOf } from "./calls.repo.server.ts";
import { CALL_TIMES, type CallOver, type CallStage, callStage } from "./calls.testing.ts";
import { declareConflicts } from "./conflicts.server.ts";
import { answerJury, nameJuror } from "./jury.server.ts";
import type { AssessmentInput } from "./jury.ts";

export interface JuryStage extends CallStage {
  call: { id: string; slug: string };
  /** Of Teresa (Boldos), Óscar (Austral), Beatriz (Puerto) and Hernán (Boldos), numbers 1 to 4. */
  applications: [string, string, string, string];
  /** After the closing. */
  at: (actor: Actor | null, now?: string) => Ctx;
  /** Accepts, and declares nothing but what is given. */
  seat: (juror: Actor, conflicts?: string[]) => Promise<void>;
  /** The same level in both criteria, or one each. */
  found: (first: number | null, second?: number | null, over?: Partial<AssessmentInput>) => Promise<AssessmentInput>;
}

export async function juryStage(db: Db, over: CallOver = {}): Promise<JuryStage> {
  const stage = await callStage(db);
  const call = await stage.openCall(over);
  const applications = [] as unknown as JuryStage["applications"];
  for (const [index, applicant] of stage.applicants.entries()) applications.push(await insertApplication(db, call.id, applicant, index + 1));
  for (const juror of stage.jurors) await nameJuror(stage.ctxOf(stage.organiser), call.id, juror.id);
  const at = (actor: Actor | null, now = CALL_TIMES.afterClosing) => stage.ctxOf(actor, now);
  const seat: JuryStage["seat"] = async (juror, conflicts = []) => {
    await answerJury(at(juror), call.id, true);
    await declareConflicts(at(juror), call.id, { note: "", conflicts: conflicts.map((application_id) => ({ application_id, kind: "family" })) });
  };
  const found: JuryStage["found"] = async (first, second = first, more = {}) => {
    const criteria = await criteriaOf(db, call.id);
    const scores = criteria.map(({ id }, index) => ({ criterion_id: id, points: index === 0 ? first : second, comment: "" }));
    return { scores, comment_md: "", note: "", ...more };
  };
  return { ...stage, call, applications, at, seat, found };
}

export async function insertApplication(db: Db, callId: string, applicant: Actor, number: number, over: { title?: string; team?: string } = {}): Promise<string> {
  const id = newId();
  const sent = "2026-12-01T15:00:00.000Z";
  await db
    .insertInto("applications")
    .values({
      ...{ id, call_id: callId, number, person_id: applicant.id, establishment_id: applicant.establishmentId, resource_id: null, work: null },
      ...{ title: over.title ?? `Propuesta ${number}`, summary: "Qué hicimos en el taller.", team: over.team ?? "", answers: "{}", state: "submitted" },
      ...{ created_at: sent, updated_at: sent, submitted_at: sent, withdrawn_at: null, out_at: null, out_by: null, out_reason: null, award: null, award_position: null },
    })
    .execute();
  return id;
}
