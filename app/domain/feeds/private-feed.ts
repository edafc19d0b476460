/** A calendar of one's own to subscribe to: what its form takes and what is stored of it. Pure. */
import { z } from "zod";
import { EVENT_KINDS } from "#app/domain/events/event.ts";
import { line } from "#app/domain/text.ts";

/** More would be a mistake, or somebody filling the table. */
export const MAX_FEEDS = 20;
export const LABEL_MAX = 60;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const chosen = <T extends z.ZodType<string>>(choice: T) =>
  z
    .union([z.literal(""), choice], "choice")
    .optional()
    .transform((value) => value || null);

/** `id` is made by the page and hidden in it: sent twice, it creates once. */
export const FeedInput = z.object({
  id: z.string("required").regex(UUID, "required"),
  label: line(LABEL_MAX),
  what: z.enum(["mine", "filter"], "choice"),
  node: chosen(z.string().regex(UUID, "not_found")),
  kind: chosen(z.enum(EVENT_KINDS, "choice")),
  region: chosen(z.string().regex(/^\d\d$/, "not_found")),
});
export type FeedInput = z.output<typeof FeedInput>;

/** What a feed shows: what is mine, or all that I may see, narrowed. `node` is an id: renames do not matter. */
export type FeedFilter = { mine: true } | { mine?: undefined; node?: string | undefined; kind?: string | undefined; region?: string | undefined };

const Stored = z.union([
  z.object({ mine: z.literal(true) }),
  z.object({ mine: z.undefined().optional(), node: z.string().optional(), kind: z.string().optional(), region: z.string().optional() }),
]);

export function filterOf(input: FeedInput): FeedFilter {
  if (input.what === "mine") return { mine: true };
  return { ...(input.node && { node: input.node }), ...(input.kind && { kind: input.kind }), ...(input.region && { region: input.region }) };
}

/** A stored filter. One that cannot be read shows nothing of others: it is taken as "mine". */
export function readFilter(json: string): FeedFilter {
  try {
    return Stored.parse(JSON.parse(json));
  } catch {
    return { mine: true };
  }
}
