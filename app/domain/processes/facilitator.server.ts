import { voicesOf } from "#app/domain/circles/voices.repo.server.ts";
import type { Ctx } from "#app/domain/context.ts";
import { invalid } from "#app/domain/errors.ts";
import type { Db } from "#db/create.ts";
import { searchText } from "#db/search-text.ts";

/**
 * Who conducts a process, from its form: somebody with a voice in the circle, or (S3: Facilitator, often external at first) anybody with an account, by
 * address or whole name. Throws invalid on the field that is wrong.
 */
export async function facilitatorOf(tx: Ctx, circleId: string, typed: { facilitator_id: string | null; facilitator_other?: string | undefined }): Promise<string | null> {
  const { facilitator_id, facilitator_other } = typed;
  if (facilitator_other) {
    const found = await findNamed(tx.db, facilitator_other);
    if (!found) throw invalid("facilitator_other", "person_unknown");
    return found;
  }
  if (!facilitator_id || facilitator_id === tx.actor?.id) return tx.actor?.id ?? null;
  const voices = await voicesOf(tx.db, circleId, tx.now);
  if (!voices.some((each) => each.person_id === facilitator_id)) throw invalid("facilitator_id", "choice");
  return facilitator_id;
}

/** Somebody with an account, by their address or by their whole name; null where that is nobody, or more than one. */
export async function findNamed(db: Db, typed: string): Promise<string | null> {
  const wanted = typed.includes("@") ? typed.toLowerCase() : null;
  const query = db.selectFrom("people").select("id").where("suspended_at", "is", null);
  const rows = await (wanted
    ? query.where("email", "=", wanted)
    : query.where((eb) => eb.or([eb("name", "=", typed), eb("search_text", "like", `${searchText(typed).replace(/[\\%_]/g, "")} %@%`)]))
  )
    .limit(2)
    .execute();
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}
