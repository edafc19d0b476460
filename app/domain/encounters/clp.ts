/** Chilean pesos: whole numbers, points at the thousands. */

/** What one row may hold: an integer of both databases. */
export const CLP_MAX = 2_000_000_000;

/** «1.250.000», «$1250000», «$ 1.250.000», «CLP 1 250 000» -> 1250000; null for what is no amount of whole pesos. */
export function parseClp(typed: string): number | null {
  const bare = typed
    .replace(/\u00a0|\u202f/g, " ")
    .trim()
    .replace(/^(?:CLP|clp)\b/, "")
    .replace(/(?:\bCLP|\bclp|\bpesos|\.?-)$/, "")
    .replace("$", "")
    .trim();
  if (!/^(?:\d{1,10}|\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d{1,3}(?:,\d{3})+)$/.test(bare)) return null;
  const pesos = Number(bare.replace(/[., ]/g, ""));
  return pesos <= CLP_MAX ? pesos : null;
}

/** «$ 1.250.000», with a space that does not break. */
export function formatClp(pesos: number): string {
  const digits = Math.abs(pesos)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ".");
  return `${pesos < 0 ? "−" : ""}$\u00a0${digits}`;
}
