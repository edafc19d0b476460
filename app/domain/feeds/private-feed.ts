/** A calendar of one's own to subscribe to: what its form takes and what is stored of it. Pure. */
import { z } from "zod";
import { EVENT_KINDS } from "#app/domain/events/event.ts";
import { line, optionalLine } from "#app/domain/text.ts";

/** More would be a mistake, or somebody filling the table. */
export const MAX_FEEDS = 20;
export const LABEL_MAX = 60;
const WORDS_MAX = 100;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const chosen = <T extends z.ZodType<string>>(choice: T) =>
  z
    .union([z.literal(""), choice], "choice")
    .optional()
    .transform((value) => value || null);
const reference = () => chosen(z.string().regex(UUID, "not_found"));

/** `id` is made by the page and hidden in it: sent twice, it creates once. */
export const FeedInput = z.object({
  id: z.string("required").regex(UUID, "required"),
  label: line(LABEL_MAX),
  what: z.enum(["mine", "filter"], "choice"),
  node: reference(),
  territory: reference(),
  establishment: reference(),
  kind: chosen(z.enum(EVENT_KINDS, "choice")),
  region: chosen(z.string().regex(/^\d\d$/, "not_found")),
  words: optionalLine(WORDS_MAX),
});
export type FeedInput = z.output<typeof FeedInput>;

/** What a feed shows: what is mine (or all that I may see), narrowed. Node, territory and establishment are ids: renames do not matter. */
const Stored = z.object({
  mine: z.literal(true).optional(),
  node: z.string().optional(),
  territory: z.string().optional(),
  establishment: z.string().optional(),
  kind: z.string().optional(),
  region: z.string().optional(),
  words: z.string().optional(),
});
export type FeedFilter = z.output<typeof Stored>;

export function filterOf(input: FeedInput): FeedFilter {
  const { what, node, territory, establishment, kind, region, words } = input;
  return {
    ...(what === "mine" && { mine: true as const }),
    ...(node && { node }),
    ...(territory && { territory }),
    ...(establishment && { establishment }),
    ...(kind && { kind }),
    ...(region && { region }),
    ...(words && { words }),
  };
}

/** A stored filter. One that cannot be read shows nothing of others: it is taken as "mine". */
export function readFilter(json: string): FeedFilter {
  try {
    return Stored.parse(JSON.parse(json));
  } catch {
    return { mine: true };
  }
}

/** The same as lists of meetings are asked for it. */
export function eventFilterOf({ mine, node, territory, establishment, kind, region, words }: FeedFilter) {
  return { mine, nodeId: node, territoryId: territory, establishmentId: establishment, kind, region, q: words };
}
