/** What of the repository is looked at, from the address. */

import type { AskedWorks } from "#app/components/resource-filters.tsx";
import { isResourceKind } from "#app/domain/resources/content.ts";
import type { ResourceFilter, ResourceOrder } from "#app/domain/resources/listing.repo.server.ts";
import { LANGUAGES, LEVELS, LICENCES } from "#app/domain/resources/resource.ts";
import { wordsFrom } from "#app/http/asked.server.ts";
import { pageFrom } from "#app/http/paging.ts";

export interface AskedFilter extends AskedWorks {
  pagina: number;
}

const ORDERS: Record<string, ResourceOrder> = { recientes: "recent", usados: "used", replicados: "replicated", utiles: "useful", relevancia: "relevance" };

export function askedFilter(url: URL): AskedFilter {
  const of = (name: string) => (url.searchParams.get(name) ?? "").slice(0, 100);
  const known = (name: string, keys: object) => (Object.hasOwn(keys, of(name)) ? of(name) : "");
  const q = wordsFrom(url);
  const orden = known("orden", ORDERS);
  return {
    q,
    tipo: isResourceKind(of("tipo")) ? of("tipo") : "",
    nodo: of("nodo"),
    especialidad: of("especialidad"),
    nivel: known("nivel", LEVELS),
    idioma: known("idioma", LANGUAGES),
    licencia: known("licencia", LICENCES),
    archivos: of("archivos") === "1" ? "1" : "",
    etiqueta: of("etiqueta"),
    orden: orden || (q ? "relevancia" : "recientes"),
    pagina: pageFrom(url),
  };
}

/** The same for the query; `nodeId` of the node that the address names. */
export function filterFor(asked: AskedFilter, nodeId: string | undefined, now: string): ResourceFilter {
  return {
    q: asked.q || undefined,
    kind: isResourceKind(asked.tipo) ? asked.tipo : undefined,
    nodeId,
    specialtyId: asked.especialidad || undefined,
    level: asked.nivel || undefined,
    language: asked.idioma || undefined,
    licence: asked.licencia || undefined,
    withFiles: asked.archivos === "1",
    tag: asked.etiqueta || undefined,
    order: ORDERS[asked.orden] ?? "recent",
    page: asked.pagina,
    now,
  };
}
