/** Nodes as threads of la franja: pure, so that it can be tested. */

interface Reach {
  node_id: string;
  lat: number | null;
  lon: number | null;
}

/** A thread is an image of the node, not its list: this many places draw the same curve with a tenth of the bytes. */
const MOST_STOPS = 14;

/** The places of a node from north to south, thinned evenly where they are many; the first and the last always stay. */
export function nodeThread(node: { id: string; name: string; colour: number }, reach: readonly Reach[]): { kind: number; label: string; points: [number, number][] } {
  const all = reach
    .filter((place): place is Reach & { lat: number; lon: number } => place.node_id === node.id && place.lat !== null && place.lon !== null)
    .sort((a, b) => b.lat - a.lat)
    .map(({ lat, lon }): [number, number] => [lat, lon]);
  const points =
    all.length <= MOST_STOPS ? all : Array.from({ length: MOST_STOPS }, (_, index) => all[Math.round((index * (all.length - 1)) / (MOST_STOPS - 1))] as [number, number]);
  return { kind: node.colour, label: node.name, points };
}
