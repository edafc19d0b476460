/** The names under which bytes are kept. */
const KEY = /^[0-9a-f]{64}(?:-[a-z0-9]{1,20}(?:\.[a-z0-9]{1,8})?)?$/;

/** Keys become paths and addresses: nothing else may pass. */
export function checkedKey(key: string): string {
  if (!KEY.test(key)) throw new Error(`not a key of the store: ${JSON.stringify(key.slice(0, 100))}`);
  return key;
}

export const isStoreKey = (key: string): boolean => KEY.test(key);

/** The key of a thumbnail. */
export const thumbnailKey = (sha256: string, width: 320 | 960): string => `${sha256}-w${width}.webp`;

/** The key of a content itself, not of what was derived from it. */
export const isOriginal = (key: string): boolean => key.length === 64;

/** The content that a key is of. */
export const contentOf = (key: string): string => key.slice(0, 64);
