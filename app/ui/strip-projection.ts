/** Chile on a strip: sinusoidal around 71° W, ten units a degree, north on top. */
const UNITS = 10;
const CENTRAL_MERIDIAN = -71;
const NORTH = -17;
const SOUTH = -56.4;
const WEST_UNITS = 34;

/** The land's box in units, wide enough for the insets of the islands at its left. */
export const STRIP_BOX = { width: 74, height: Math.round((NORTH - SOUTH) * UNITS) } as const;

/** Islands too far to draw at scale: where their inset stands. The name is for the code's reader. */
const INSETS = [
  { name: "Rapa Nui", west: -180, east: -95, x: 7, y: 101 },
  { name: "Juan Fernández y Desventuradas", west: -95, east: -77.5, x: 7, y: 150 },
] as const;

export const INSET_RADIUS = 6;

/** The insets that hold one of these places. */
export function insetsOf(places: { lon: number }[]): { x: number; y: number }[] {
  return INSETS.filter(({ west, east }) => places.some(({ lon }) => lon >= west && lon < east)).map(({ x, y }) => ({ x, y }));
}

/** A place on the strip, to a tenth of a unit. Islands go to their inset; the Antarctic to the strip's southern end. */
export function project(lat: number, lon: number): { x: number; y: number } {
  const inset = INSETS.find(({ west, east }) => lon >= west && lon < east);
  if (inset) return { x: inset.x, y: inset.y };
  const within = Math.max(lat, SOUTH + 0.5);
  const x = WEST_UNITS + (lon - CENTRAL_MERIDIAN) * Math.cos((within * Math.PI) / 180) * UNITS;
  return { x: tenth(Math.min(Math.max(x, 2), STRIP_BOX.width - 2)), y: tenth(latitudeToY(within)) };
}

/** How far down the strip a latitude lies. */
export function latitudeToY(lat: number): number {
  return Math.min(Math.max((NORTH - lat) * UNITS, 0), STRIP_BOX.height);
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
