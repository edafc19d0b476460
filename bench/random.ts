/** A small seeded generator (mulberry32): numbers in [0, 1), the same for the same seed on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A UUID (version 7 shape) that is the same for the same kind and number, and in order within the kind. */
export function seededId(kind: string, n: number): string {
  let hash = 0x811c9dc5;
  for (const char of kind) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  const number = n.toString(16).padStart(12, "0");
  return `01900000-${number.slice(0, 4)}-7${number.slice(4, 7)}-8${number.slice(7, 10)}-${number.slice(10)}${hash.toString(16).padStart(8, "0")}00`;
}
