/** «Lo usamos en nuestro liceo»: what is told of a use of somebody's work at another school. Browser-safe. */
import { z } from "zod";
import { isDay } from "#app/domain/calendar-days/school-day.ts";
import { someLine } from "#app/domain/optional-fields.ts";
import { cleanText, text } from "#app/domain/text.ts";

/** How far a chain of adaptations is followed, up and down, and how many of its links are shown. */
export const CHAIN_DEPTH = 8;
export const CHAIN_MAX = 60;

const reference = z
  .uuid("choice")
  .or(z.literal(""))
  .optional()
  .transform((value) => value || null);

const webAddress = z
  .string()
  .trim()
  .max(2_000, "too_long")
  .refine((value) => value === "" || isWebAddress(value), "url")
  .optional()
  .transform((value) => value || null);

function isWebAddress(value: string): boolean {
  if (!/^https?:\/\//i.test(value)) return false;
  const url = URL.parse(value);
  return url?.hostname.includes(".") === true && url.username === "" && url.password === "";
}

/** `id` is the form's own: sent twice, it is one replication. */
export const ReplicationInput = z
  .object({
    id: z.uuid("not_found"),
    establishment_id: reference,
    place: someLine(160),
    used_on: z
      .string("required")
      .trim()
      .min(1, "required")
      .refine((value) => value === "" || isDay(value), "date"),
    changed_md: text(4_000),
    happened_md: z.string("required").overwrite(cleanText).min(1, "required").max(4_000, "too_long"),
    evidence_url: webAddress,
    adaptation_id: reference,
  })
  .superRefine((input, ctx) => {
    if (!input.establishment_id && input.place === "") ctx.addIssue({ code: "custom", path: ["place"], message: "replication_where" });
  });
export type ReplicationInput = z.output<typeof ReplicationInput>;

/** A school as chains and lists of replications show it. */
export interface ChainSchool {
  slug: string;
  name: string;
  comuna: string;
  lat: number | null;
  lon: number | null;
}

/** One link of a chain of adaptations: what this comes from (depth below 0) or what came of it (above 0). */
export interface ChainLink {
  id: string;
  kind: string;
  slug: string;
  title: string;
  depth: number;
  /** What it comes from. */
  from_id: string | null;
  schools: ChainSchool[];
}

export interface Chain {
  /** The schools where the work itself was made. */
  origin: ChainSchool[];
  /** At how many meetings' plans it stands, seen or not: whether it is worth asking which. */
  showings: number;
  /** The eldest first. */
  ancestors: ChainLink[];
  /** Each after what it comes from. */
  adaptations: ChainLink[];
}
