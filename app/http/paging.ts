export const PAGE_SIZE = 24;

/** `?pagina=` as a whole number from 1; anything else is page 1. */
export function pageFrom(url: URL): number {
  const value = Number(url.searchParams.get("pagina") ?? "1");
  return Number.isSafeInteger(value) && value >= 1 && value <= 100_000 ? value : 1;
}

export interface Paged<T> {
  rows: T[];
  page: number;
  pages: number;
  total: number;
}

/** Wraps one page of rows. `page` past the end shows as an empty page with the way back. */
export function paged<T>(rows: T[], total: number, page: number, size = PAGE_SIZE): Paged<T> {
  return { rows, page, pages: Math.max(1, Math.ceil(total / size)), total };
}
