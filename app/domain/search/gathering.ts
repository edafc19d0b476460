/** Rows of many owners, by owner and by what they are. Pure. */

interface Part {
  owner: string;
  what: string;
  text: string | null;
  id: string | null;
}

export interface Texts {
  texts: (owner: string, what: string) => string[];
  ids: (owner: string, what: string) => string[];
}

export function gathered(rows: readonly Part[]): Texts {
  const kept = new Map<string, Part[]>();
  for (const row of rows) {
    const key = `${row.what} ${row.owner}`;
    kept.set(key, [...(kept.get(key) ?? []), row]);
  }
  const of = (owner: string, what: string) => kept.get(`${what} ${owner}`) ?? [];
  return {
    texts: (owner, what) => of(owner, what).flatMap(({ text }) => (text ? [text] : [])),
    ids: (owner, what) => of(owner, what).flatMap(({ id }) => (id ? [id] : [])),
  };
}
