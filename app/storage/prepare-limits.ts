/** What may be spent on looking inside one file. Whoever uploads it may be hostile; the rest of the house must not notice. */
export const LIMITS = {
  /** Of a process of its own, which is ended beyond. */
  milliseconds: 30_000,
  /** What it holds for itself alone, beside the programs that it shares with the server. */
  ownBytes: 180 * 1024 * 1024,
  heapMegabytes: 96,
  /** Text kept for search, in characters. */
  text: 300_000,
  /** Of an image that is decoded. */
  pixels: 100_000_000,
  /** Of one whose format has to be decoded whole, whatever is wanted of it. */
  wholePixels: 24_000_000,
  pdfPages: 300,
  /** Of an image inside a PDF: a page scanned at 300 dots an inch has 8.7 million. */
  pdfImagePixels: 9_000_000,
  zipEntries: 5_000,
  /** Inflated, counted as it comes: what an archive says of itself is not believed. */
  zipEntryBytes: 48 * 1024 * 1024,
  zipTotalBytes: 96 * 1024 * 1024,
  xmlDepth: 500,
  xmlAttributes: 500,
} as const;

export const THUMBNAILS = [320, 960] as const;
export type ThumbnailWidth = (typeof THUMBNAILS)[number];

/** The content is not what it says, or asks for more than is given: nothing to try again. */
export class Unreadable extends Error {}

/** What a child writes into its folder; each as soon as it is there, so that what was done before an end by force is not lost. */
export const OUTPUT = {
  facts: "facts.json",
  text: "text.txt",
  thumbnail: (width: ThumbnailWidth) => `w${width}.webp`,
} as const;

/** Exit codes of the child. */
export const EXIT = { done: 0, unreadable: 3 } as const;
