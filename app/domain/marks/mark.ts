/** «Guardado» and «Me sirvió». Browser-safe. */
import { z } from "zod";

export const MARK_KINDS = ["saved", "useful"] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export interface Marks {
  saved: boolean;
  useful: boolean;
}

/** The form says what is wanted, not «the other one»: a double click is the same wish twice. */
export const MarkInput = z.object({ kind: z.enum(MARK_KINDS, "choice"), on: z.enum(["0", "1"], "choice"), back: z.string().max(500).optional() });
