/** A meeting saved to be called again: everything but its date. Pure. */
import { z } from "zod";
import { line } from "#app/domain/text.ts";

export const NAME_MAX = 80;
export const WHOLE_NETWORK = "network";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** `id` is made by the page and hidden in it: sent twice, it is saved once. `scope`: the whole network, or the id of one node. */
export const TemplateInput = z.object({
  id: z.string("required").regex(UUID, "required"),
  name: line(NAME_MAX),
  scope: z.union([z.literal(WHOLE_NETWORK), z.string().regex(UUID, "choice")], "choice"),
});
export type TemplateInput = z.output<typeof TemplateInput>;

export const RenameInput = z.object({ template_id: z.string("required").regex(UUID, "required"), name: line(NAME_MAX) });

const Material = z.object({ label: z.string(), url: z.string() });

/** What is stored. The date is not in it: `days` is how many more it lasts. Nobody outside the network is: their addresses were given for one meeting. */
export const TemplatePayload = z.object({
  title: z.string(),
  kind: z.string(),
  node_ids: z.array(z.string()),
  start_time: z.string(),
  end_time: z.string(),
  days: z.number().int().min(0),
  zone: z.string(),
  host_establishment_id: z.string().nullable(),
  address: z.string().nullable(),
  comuna_code: z.string().nullable(),
  online_url: z.string().nullable(),
  description: z.string(),
  capacity: z.number().nullable(),
  online_capacity: z.number().nullable().default(null),
  visibility: z.string(),
  audience: z.object({ node_ids: z.array(z.string()), counterpart_node_ids: z.array(z.string()), person_ids: z.array(z.string()) }),
  agenda: z.array(z.object({ title: z.string(), minutes: z.number(), notes: z.string(), materials: z.array(Material) })),
  readings: z.array(Material),
});
export type TemplatePayload = z.output<typeof TemplatePayload>;
export type TemplateAgenda = Pick<TemplatePayload, "agenda" | "readings">;
