import type { Ctx } from "#app/domain/context.ts";
import { sectorOf } from "#app/domain/identity/person.ts";
import { listNodes } from "#app/domain/nodes/nodes.repo.server.ts";
import { paths } from "#app/paths.ts";
import { searchText } from "#db/search-text.ts";

/** Where somebody who just arrived begins: the directory, looking for their specialty (or its sector) where a node speaks of it. */
export async function firstNodes(ctx: Ctx, specialty: string | null): Promise<string> {
  if (!specialty) return paths.nodes();
  const { rows } = await listNodes(ctx.db, { kind: "thematic", size: 200 });
  const told = rows.map((node) => searchText(node.name, node.summary));
  const word = wordsOf(specialty, sectorOf(specialty)).find((each) => told.some((text) => text.includes(searchText(each))));
  return paths.nodes(word ? { q: word } : { tipo: "thematic" });
}

/** From the narrowest to the widest: «Servicios de turismo», «Hotelería y turismo», «turismo», «hotelería». */
function wordsOf(specialty: string, sector: string | null): string[] {
  const long = (text: string) => text.split(/\s+/).filter((word) => word.length > 5 && word.toLowerCase() !== "servicios");
  return [specialty, ...(sector ? [sector] : []), ...long(specialty), ...(sector ? long(sector) : [])];
}
