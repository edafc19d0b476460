import type { Db } from "#db/create.ts";
import { listSaid, listServed } from "./reminders.repo.server.ts";

/** Of what is due, what was not said yet, to those who have not had their one mail of `day`. */
export async function unsaid<D extends { ref: string; email: string }>(db: Db, due: readonly D[], day: string): Promise<D[]> {
  const said = await listSaid(
    db,
    due.map(({ ref }) => ref),
  );
  const served = await listServed(
    db,
    due.map(({ email }) => ({ email, day })),
  );
  return due.filter(({ ref, email }) => !said.has(ref) && !served.has(email));
}
