import { REGIONS } from "#app/i18n/labels.ts";
import { Strip, type StripPoint, type StripThread } from "#app/ui/strip.tsx";

/** Where each region lies: its middle, its north and its south, from its comunas (far islands and Antarctica apart). */
const BANDS: Record<string, { lat: number; from: number; to: number }> = {
  "15": { lat: -18.3, from: -17.6, to: -19.0 },
  "01": { lat: -20.0, from: -19.0, to: -20.9 },
  "02": { lat: -22.9, from: -20.9, to: -25.8 },
  "03": { lat: -27.7, from: -25.8, to: -29.1 },
  "04": { lat: -30.7, from: -29.1, to: -32.0 },
  "05": { lat: -32.8, from: -32.1, to: -33.6 },
  "13": { lat: -33.5, from: -33.1, to: -34.0 },
  "06": { lat: -34.4, from: -33.9, to: -34.8 },
  "07": { lat: -35.4, from: -34.8, to: -36.1 },
  "16": { lat: -36.6, from: -36.1, to: -37.1 },
  "08": { lat: -37.3, from: -36.6, to: -38.3 },
  "09": { lat: -38.6, from: -37.7, to: -39.5 },
  "14": { lat: -39.9, from: -39.5, to: -40.4 },
  "10": { lat: -41.8, from: -40.4, to: -43.8 },
  "11": { lat: -46.0, from: -43.8, to: -48.7 },
  "12": { lat: -52.8, from: -48.7, to: -55.5 },
};

/** Something with a place: schools or meetings of a comuna. Without coordinates it is counted, not drawn. */
export interface StripPlace {
  lat: number | null;
  lon: number | null;
  /** A node colour. */
  kind?: number;
  label?: string;
  size?: number;
  to?: string;
}

/**
 * La franja with the sixteen regions. `hrefOf` makes each a link that filters the page; `current` is the one it is filtered by;
 * `counts` (by region code) stands beside the names, and regions without any are then not linked.
 */
export function RegionStrip({
  places,
  label,
  hrefOf,
  current,
  counts,
  threads,
  size,
  allHref,
  only,
}: {
  places: StripPlace[];
  label: string;
  hrefOf?: (code: string) => string;
  current?: string | null;
  counts?: Record<string, number>;
  threads?: StripThread[];
  size?: "slim" | "large";
  /** Where «Ver todas las regiones» leads; shown while one is chosen. */
  allHref?: string;
  /** Names these regions alone, by code. */
  only?: string[];
}) {
  const shown = only ? REGIONS.filter(({ code }) => only.includes(code)) : REGIONS;
  const regions = shown.map(({ code, name }) => {
    const linked = hrefOf && (!counts || (counts[code] ?? 0) > 0 || code === current);
    return {
      code,
      name,
      ...(BANDS[code] ?? { lat: 0 }),
      ...(linked ? { href: hrefOf(code) } : {}),
      ...(counts ? { count: counts[code] ?? 0 } : {}),
      current: code === current,
    };
  });
  return (
    <Strip
      points={pointsOf(places)}
      regions={regions}
      threads={threads}
      size={size}
      label={label}
      note={current && allHref ? <a href={allHref}>Ver todas las regiones</a> : undefined}
    />
  );
}

function pointsOf(places: StripPlace[]): StripPoint[] {
  return places.flatMap(({ lat, lon, ...rest }) => (lat === null || lon === null ? [] : [{ lat, lon, ...rest }]));
}

/** How many by region. */
export function countByRegion(places: { region_code: string; schools: number }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { region_code, schools } of places) counts[region_code] = (counts[region_code] ?? 0) + schools;
  return counts;
}

/** A region code of the URL, if it is one. */
export function regionFrom(url: URL): string | undefined {
  const code = url.searchParams.get("region") ?? "";
  return REGIONS.some((region) => region.code === code) ? code : undefined;
}
