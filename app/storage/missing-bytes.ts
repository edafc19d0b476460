/** Nothing is kept under this key. */
export class MissingBytes extends Error {
  constructor(key: string) {
    super(`no bytes under ${key}`);
    this.name = "MissingBytes";
  }
}

/** `instanceof` across bundles. */
export const isMissingBytes = (error: unknown): boolean => error instanceof Error && error.name === "MissingBytes";
