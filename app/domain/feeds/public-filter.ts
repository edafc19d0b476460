/**
 * What a public calendar may be narrowed by in its address: /calendario.ics?nodo=electricidad&tipo=workshop. Pure. An address that says
 * anything else is none of ours: what is kept by address must not be as many as somebody can make up.
 */
import { EVENT_KINDS } from "#app/domain/events/event.ts";
import { REGIONS } from "#app/i18n/labels.ts";

export const PUBLIC_FILTER_KEYS = ["nodo", "territorio", "tipo", "region", "establecimiento"] as const;
type Key = (typeof PUBLIC_FILTER_KEYS)[number];
/** Slugs and codes, as the address has them. */
export type PublicFilter = Partial<Record<Key, string>>;

const SLUG = /^[a-z0-9][a-z0-9-]{0,119}$/;
const READS: Record<Key, (value: string) => boolean> = {
  nodo: (value) => SLUG.test(value),
  territorio: (value) => SLUG.test(value),
  establecimiento: (value) => SLUG.test(value),
  tipo: (value) => (EVENT_KINDS as readonly string[]).includes(value),
  region: (value) => REGIONS.some(({ code }) => code === value),
};

/** null: not an address of ours. An empty value is as good as none. */
export function readPublicFilter(query: URLSearchParams): PublicFilter | null {
  const filter: PublicFilter = {};
  for (const [name, value] of query) {
    const key = PUBLIC_FILTER_KEYS.find((each) => each === name);
    if (!key || filter[key] !== undefined) return null;
    if (value === "") continue;
    if (!READS[key](value)) return null;
    filter[key] = value;
  }
  return filter;
}

/** One name for one choice, in whatever order it was said. */
export const filterKey = (filter: PublicFilter): string => PUBLIC_FILTER_KEYS.map((key) => filter[key] ?? "").join("|");

export const isWhole = (filter: PublicFilter): boolean => Object.keys(filter).length === 0;
