/** A path of resources in order, with notes. Browser-safe. */
import { z } from "zod";
import { line, text } from "#app/domain/text.ts";
import { isId } from "#db/ids.ts";

export const COLLECTION_VISIBILITIES = {
  public: "Cualquiera",
  members: "Quienes tienen cuenta en la red",
  node: "Las personas del nodo",
  mine: "Solo yo",
} as const;
export type CollectionVisibility = keyof typeof COLLECTION_VISIBILITIES;
const VISIBILITY_KEYS = Object.keys(COLLECTION_VISIBILITIES) as CollectionVisibility[];

/** A path longer than this is a library. */
export const ITEMS_MAX = 200;
export const NOTE_MAX = 2_000;

export const CollectionInput = z
  .object({
    collection_id: z.string("required").refine(isId, "required"),
    title: line(160),
    summary: text(400),
    body_md: text(20_000),
    visibility: z.enum(VISIBILITY_KEYS, "choice"),
    node_id: z
      .string()
      .optional()
      .transform((value) => (isId(value ?? "") ? (value as string) : null)),
  })
  .refine(({ visibility, node_id }) => visibility !== "node" || node_id !== null, { path: ["node_id"], message: "nodes_required" });
export type CollectionInput = z.output<typeof CollectionInput>;

const itemId = z.string("required").refine(isId, "required");
const place = z.coerce.number("number").int("number").min(1, "too_small").max(ITEMS_MAX, "too_big");

/** What is done to the items, on the page where a collection is edited. */
export const ItemsInput = z.discriminatedUnion("act", [
  z.object({ act: z.literal("move"), resource_id: itemId, place }),
  z.object({ act: z.literal("note"), resource_id: itemId, note: text(NOTE_MAX) }),
  z.object({ act: z.literal("remove"), resource_id: itemId }),
  z.object({ act: z.literal("put_back"), resource_id: itemId, place, note: text(NOTE_MAX) }),
]);
export type ItemsInput = z.output<typeof ItemsInput>;
