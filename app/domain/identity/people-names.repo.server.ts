import type { Db } from "#db/create.ts";

export interface PersonName {
  id: string;
  name: string;
  establishment_name: string | null;
}

/** Who these people are, in the order of their names: for forms that carry only ids. Ids that are nobody's are left out. */
export async function listPeopleNames(db: Db, ids: string[]): Promise<PersonName[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom("people as p")
    .leftJoin("establishments as e", "e.id", "p.establishment_id")
    .select(["p.id", "p.name", "e.name as establishment_name"])
    .where("p.id", "in", ids.slice(0, 500))
    .orderBy("p.search_text")
    .execute();
}
