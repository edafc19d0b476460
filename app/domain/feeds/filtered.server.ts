/** From the address of a filtered public calendar to what it holds. */
import type { EventFilter } from "#app/domain/events/events.repo.server.ts";
import { findNodeBySlug } from "#app/domain/nodes/nodes.repo.server.ts";
import { findEstablishmentBySlug } from "#app/domain/places/establishments.repo.server.ts";
import { redirectedSlug } from "#app/domain/slugs.repo.server.ts";
import { type ChoiceNames, choiceInWords } from "#app/i18n/choice-words.ts";
import { paths } from "#app/paths.ts";
import type { Db } from "#db/create.ts";
import type { Choice } from "./calendars.server.ts";
import type { PublicFilter } from "./public-filter.ts";

type Subject = { id: string; name: string };
type Found = Subject | { movedTo: string };

export interface Chosen {
  choice: Choice;
  names: ChoiceNames;
}

/** What the filter means; `moved` where something in it is called otherwise today; null where something was never there. */
export async function chosenBy(db: Db, asked: PublicFilter): Promise<Chosen | { moved: PublicFilter } | null> {
  const found: Partial<Record<"nodo" | "territorio" | "establecimiento", Subject>> = {};
  for (const key of ["nodo", "territorio", "establecimiento"] as const) {
    const slug = asked[key];
    if (!slug) continue;
    const one = await subjectOf(db, key, slug);
    if (!one) return null;
    if ("movedTo" in one) return { moved: { ...asked, [key]: one.movedTo } };
    found[key] = one;
  }
  const filter: EventFilter = { nodeId: found.nodo?.id, territoryId: found.territorio?.id, establishmentId: found.establecimiento?.id, kind: asked.tipo, region: asked.region };
  const names = { node: found.nodo?.name, territory: found.territorio?.name, school: found.establecimiento?.name, kind: asked.tipo, region: asked.region };
  return { choice: { kind: "choice", name: choiceInWords(names), path: paths.calendar(asked), filter }, names };
}

async function subjectOf(db: Db, key: "nodo" | "territorio" | "establecimiento", slug: string): Promise<Found | null> {
  const school = key === "establecimiento";
  const row = school ? await findEstablishmentBySlug(db, slug) : await findNodeBySlug(db, slug);
  if (!row) {
    const today = await redirectedSlug(db, school ? "establishment" : "node", slug);
    return today === undefined ? null : { movedTo: today };
  }
  // A node of another kind is no territory.
  if (key === "territorio" && "kind" in row && row.kind !== "territorial") return null;
  return { id: row.id, name: row.name };
}
