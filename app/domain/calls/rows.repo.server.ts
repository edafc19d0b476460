/** Questions of a form and criteria of a rubric are kept in order the same way. */
import { sql } from "kysely";
import type { Db } from "#db/create.ts";

export type RowTable = "call_questions" | "call_criteria";

export async function listOrder(db: Db, table: RowTable, callId: string): Promise<string[]> {
  const rows = await db.selectFrom(table).select("id").where("call_id", "=", callId).orderBy("position").orderBy("id").execute();
  return rows.map((row) => row.id);
}

/** Numbers them anew in this order, in one statement. */
export async function writeOrder(tx: Db, table: RowTable, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const cases = sql.join(
    ids.map((id, index) => sql`WHEN ${id} THEN CAST(${index + 1} AS INTEGER)`),
    sql` `,
  );
  await sql`UPDATE ${sql.table(table)} SET position = CASE id ${cases} END WHERE id IN (${sql.join([...ids])})`.execute(tx);
}

export async function deleteRow(tx: Db, table: RowTable, id: string): Promise<void> {
  await tx.deleteFrom(table).where("id", "=", id).execute();
}
