import { project } from "./strip-projection.ts";

/**
 * Chile drawn by hand from known capes, ports and passes: enough to be recognised at 120 px, in a kilobyte.
 * Down the coast from Arica to Cabo de Hornos, then up the border to the Visviri tripoint.
 */
const COAST: [lat: number, lon: number][] = [
  [-18.35, -70.38],
  [-19.6, -70.22],
  [-20.8, -70.2],
  [-22.1, -70.23],
  [-23.0, -70.42],
  [-23.4, -70.64],
  [-23.7, -70.44],
  [-25.0, -70.5],
  [-26.3, -70.68],
  [-27.1, -70.92],
  [-28.4, -71.25],
  [-29.2, -71.52],
  [-29.9, -71.3],
  [-30.3, -71.68],
  [-31.9, -71.57],
  [-32.9, -71.58],
  [-33.1, -71.76],
  [-33.7, -71.7],
  [-34.4, -72.08],
  [-35.4, -72.55],
  [-36.0, -72.82],
  [-36.7, -73.1],
  [-37.0, -73.2],
  [-37.15, -73.65],
  [-37.7, -73.7],
  [-38.4, -73.52],
  [-39.2, -73.28],
  [-39.9, -73.68],
  [-40.6, -73.78],
  [-41.5, -73.78],
  [-42.0, -74.15],
  [-42.8, -74.22],
  [-43.4, -74.4],
  [-44.2, -74.9],
  [-45.0, -75.1],
  [-46.0, -75.3],
  [-46.7, -75.7],
  [-46.9, -75.0],
  [-47.3, -74.6],
  [-47.9, -75.3],
  [-48.9, -75.65],
  [-50.0, -75.5],
  [-51.0, -75.25],
  [-52.0, -75.1],
  [-52.75, -74.7],
  [-53.2, -73.8],
  [-53.9, -73.3],
  [-54.4, -72.2],
  [-54.9, -70.9],
  [-55.3, -69.7],
  [-55.7, -68.4],
  [-55.95, -67.3],
  [-55.5, -66.7],
];

const BORDER: [lat: number, lon: number][] = [
  [-55.05, -66.5],
  [-54.9, -67.4],
  [-54.88, -68.6],
  [-53.8, -68.6],
  [-52.65, -68.6],
  [-52.35, -68.45],
  [-52.05, -69.4],
  [-52.0, -70.6],
  [-51.95, -71.9],
  [-51.5, -72.3],
  [-50.8, -72.3],
  [-50.5, -73.1],
  [-49.5, -73.4],
  [-49.0, -72.95],
  [-48.5, -72.4],
  [-47.6, -72.4],
  [-47.1, -71.95],
  [-46.5, -71.75],
  [-45.7, -71.7],
  [-45.2, -71.35],
  [-44.6, -71.25],
  [-44.3, -71.8],
  [-43.4, -71.9],
  [-42.6, -72.1],
  [-41.6, -71.85],
  [-40.7, -71.9],
  [-40.0, -71.7],
  [-39.3, -71.4],
  [-38.7, -70.9],
  [-38.0, -71.0],
  [-37.2, -71.1],
  [-36.5, -71.05],
  [-36.1, -70.42],
  [-35.2, -70.4],
  [-34.5, -70.05],
  [-34.0, -69.85],
  [-33.2, -69.9],
  [-32.4, -70.1],
  [-31.6, -70.5],
  [-30.6, -70.2],
  [-29.9, -69.95],
  [-29.1, -69.95],
  [-28.3, -69.6],
  [-27.6, -69.05],
  [-26.95, -68.35],
  [-26.1, -68.6],
  [-25.1, -68.4],
  [-24.5, -68.45],
  [-24.1, -67.4],
  [-23.0, -67.0],
  [-22.8, -67.85],
  [-21.8, -68.1],
  [-20.9, -68.5],
  [-20.1, -68.75],
  [-19.4, -68.45],
  [-18.7, -69.0],
  [-18.0, -69.1],
  [-17.52, -69.48],
  [-17.8, -69.85],
];

/** The strait, and the sea between Chiloé and the mainland. */
const WATERS: [lat: number, lon: number][][] = [
  [
    [-52.4, -68.6],
    [-52.75, -69.9],
    [-53.3, -70.7],
    [-53.85, -71.2],
    [-53.5, -72.4],
    [-52.9, -73.8],
  ],
  [
    [-41.75, -73.5],
    [-41.9, -73.1],
    [-42.6, -73.0],
    [-43.4, -73.4],
    [-44.3, -73.4],
    [-45.3, -73.6],
  ],
];

/** The land, its corners rounded a little: each place pulls a curve between the midpoints of its sides. */
export const STRIP_PATH = ringPath([...COAST, ...BORDER]);
export const STRIP_WATERS = WATERS.map(linePath).join("");

/** The land as places, for whoever asks whether something lies in it. */
export const STRIP_RING = [...COAST, ...BORDER].map(([lat, lon]) => project(lat, lon));

function ringPath(places: [number, number][]): string {
  const ring = places.map(([lat, lon]) => project(lat, lon));
  const first = ring[0];
  const last = ring[ring.length - 1];
  if (!first || !last) return "";
  const curves = ring.map((place, index) => {
    const next = ring[(index + 1) % ring.length] ?? first;
    return `Q${place.x} ${place.y} ${middle(place.x, next.x)} ${middle(place.y, next.y)}`;
  });
  return `M${middle(last.x, first.x)} ${middle(last.y, first.y)}${curves.join("")}Z`;
}

function linePath(places: [number, number][]): string {
  return places
    .map(([lat, lon]) => project(lat, lon))
    .map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`)
    .join("");
}

function middle(a: number, b: number): number {
  return Math.round((a + b) * 5) / 10;
}
