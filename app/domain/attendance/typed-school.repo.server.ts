/** A school by what was typed: at the door nobody leafs through a directory. */
import type { Db } from "#db/create.ts";
import { likeWords } from "#db/dialect.server.ts";
import { searchText } from "#db/search-text.ts";

export interface SchoolHint {
  id: string;
  name: string;
  comuna: string;
}

/** «Liceo Industrial (Valparaíso)»: what the list of hints offers and what is found again. */
export const schoolHint = ({ name, comuna }: Pick<SchoolHint, "name" | "comuna">): string => `${name} (${comuna})`;

/** The school that is called exactly so, with or without its comuna; null where none is, or several are. */
export async function findSchoolTyped(db: Db, typed: string): Promise<string | null> {
  const wanted = searchText(typed);
  const [name = ""] = typed.split("(");
  if (searchText(name).length < 3) return null;
  const rows = await db
    .selectFrom("establishments as e")
    .innerJoin("comunas as c", "c.code", "e.comuna_code")
    .select(["e.id", "e.name", "c.name as comuna"])
    .where(likeWords("e.search_text", searchText(name)))
    .limit(50)
    .execute();
  const exact = rows.filter((row) => searchText(schoolHint(row)) === wanted);
  const found = exact.length > 0 ? exact : rows.filter((row) => searchText(row.name) === wanted);
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}

/** The schools that are likely to come: those of the meeting's nodes and of the people invited. */
export async function listSchoolHints(db: Db, eventId: string, limit = 400): Promise<SchoolHint[]> {
  const ofNodes = db
    .selectFrom("event_nodes as en")
    .innerJoin("node_establishments as ne", "ne.node_id", "en.node_id")
    .where("en.event_id", "=", eventId)
    .where("ne.until", "is", null);
  const invited = db.selectFrom("invitations as i").where("i.event_id", "=", eventId).where("i.removed_at", "is", null).where("i.establishment_id", "is not", null);
  return db
    .selectFrom("establishments as e")
    .innerJoin("comunas as c", "c.code", "e.comuna_code")
    .select(["e.id", "e.name", "c.name as comuna"])
    .where((eb) => eb.or([eb("e.id", "in", ofNodes.select("ne.establishment_id")), eb("e.id", "in", invited.select("i.establishment_id").$castTo<string>())]))
    .orderBy("e.search_text")
    .limit(limit)
    .execute();
}
