import type { Db } from "#db/create.ts";

export async function setEvaluationDay(tx: Db, of: { roleId: string; termId: string }, day: string | null): Promise<boolean> {
  const done = await tx
    .updateTable("role_terms")
    .set({ evaluation_on: day })
    .where("id", "=", of.termId)
    .where("role_id", "=", of.roleId)
    .where("until", "is", null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) > 0;
}
