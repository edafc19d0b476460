/** Lines that changes of a jury leave in the call's history, where scores are concerned. They name nobody: that is for the jury's page. */
import type { Ctx } from "#app/domain/context.ts";
import { newId } from "#db/ids.ts";

const NOTES = {
  left: "Una persona dejó el jurado: las evaluaciones que había terminado no se cuentan.",
  removed: "Quien organiza sacó del jurado a una persona: las evaluaciones que había terminado no se cuentan.",
  returned: "Una persona volvió al jurado: sus evaluaciones se cuentan otra vez.",
  lifted: "Quien organiza dejó sin efecto un conflicto de interés del jurado.",
} as const;

export async function noteJuryChange(tx: Ctx, callId: string, what: keyof typeof NOTES): Promise<void> {
  await tx.db.insertInto("call_changes").values({ id: newId(), call_id: callId, kind: "jury", note: NOTES[what], at: tx.now, by_person_id: null }).execute();
}
