/** What the forms of a resource take: step by step, as a draft that may be incomplete. Browser-safe. */
import { z } from "zod";
import { checkbox, line, text } from "#app/domain/text.ts";
import { isZone } from "#app/i18n/zones.ts";
import { isId } from "#db/ids.ts";
import { isWebLink } from "./content.ts";
import { LANGUAGES, LEVELS, LICENCES, RESOURCE_KIND_KEYS, RESOURCE_VISIBILITIES, type ResourceContent } from "./resource.ts";

const keysOf = <T extends object>(choices: T) => Object.keys(choices) as [Extract<keyof T, string>, ...Extract<keyof T, string>[]];
const ids = (most: number) => z.array(z.string().refine(isId, "not_found")).max(most, "too_long").default([]);
const optionalId = z
  .string()
  .refine((value) => value === "" || isId(value), "not_found")
  .optional()
  .transform((value) => value || null);

/** What it is. */
export const WhatInput = z.object({
  kind: z.enum(RESOURCE_KIND_KEYS, "choice"),
  title: line(200),
  summary: text(600),
  body_md: text(60_000),
  link_url: z
    .string()
    .trim()
    .max(2_000, "too_long")
    .refine((value) => value === "" || isWebLink(value), "web_link")
    .optional()
    .transform((value) => value || null),
  closes_date: z
    .string()
    .refine((value) => value === "" || /^\d{4}-\d\d-\d\d$/.test(value), "date")
    .optional(),
  closes_time: z
    .string()
    .refine((value) => value === "" || /^([01]\d|2[0-3]):[0-5]\d$/.test(value), "time")
    .optional(),
  zone: z.string().optional(),
});
export type WhatInput = z.output<typeof WhatInput>;

export function whatPatch({ kind, title, summary, body_md, link_url, closes_date, closes_time, zone }: WhatInput): Partial<ResourceContent> & Pick<ResourceContent, "kind"> {
  const closes_local = closes_date ? `${closes_date}T${closes_time || "23:59"}` : null;
  return { kind, title, summary, body_md, link_url, closes_local, zone: closes_local && isZone(zone) ? zone : null };
}

/** Whose it is, where it belongs, whom it is for. */
export const AboutInput = z.object({
  authors: text(4_000),
  authors_agreed: checkbox,
  school_ids: ids(20),
  node_ids: ids(20),
  visibility: z.enum(keysOf(RESOURCE_VISIBILITIES), "choice"),
  circle_id: optionalId,
  specialty_ids: z.array(z.string().max(80)).max(35, "too_long").default([]),
  levels: z
    .array(z.enum(keysOf(LEVELS), "choice"))
    .max(10)
    .default([]),
  objectives: text(4_000),
  language: z.enum(keysOf(LANGUAGES), "choice").default("es"),
  tags: text(700),
  licence: z.enum(keysOf(LICENCES), "choice"),
});
export type AboutInput = z.output<typeof AboutInput>;

const AUTHORS_MOST = 30;
const TAGS_MOST = 15;

export function aboutPatch({ authors, tags, ...input }: AboutInput): Partial<ResourceContent> {
  const names = authors.split("\n").map((name) => name.trim().slice(0, 120));
  return {
    ...input,
    authors: names
      .filter(Boolean)
      .slice(0, AUTHORS_MOST)
      .map((name) => ({ name, person_id: null })),
    tags: tags
      .split(/[,;\n]/)
      .map((tag) => tag.trim().slice(0, 40))
      .filter(Boolean)
      .slice(0, TAGS_MOST),
  };
}

/** The same fields as they stand in a draft. */
export function formValues(content: ResourceContent): Record<string, string | string[]> {
  const [closes_date = "", closes_time = ""] = (content.closes_local ?? "").split("T");
  return {
    ...{ kind: content.kind, title: content.title, summary: content.summary, body_md: content.body_md, link_url: content.link_url ?? "" },
    ...{ closes_date, closes_time, zone: content.zone ?? "America/Santiago" },
    authors: content.authors.map((author) => author.name).join("\n"),
    authors_agreed: content.authors_agreed ? "1" : "",
    ...{ school_ids: content.school_ids, node_ids: content.node_ids, visibility: content.visibility, circle_id: content.circle_id ?? "" },
    ...{ specialty_ids: content.specialty_ids, levels: content.levels, objectives: content.objectives, language: content.language },
    tags: content.tags.join(", "),
    licence: content.licence,
  };
}
