/** What the repository holds: kinds, the content of a version, and the words of its choices. Browser-safe. */
import { z } from "zod";
import { isId } from "#db/ids.ts";
import { SECTION_KEYS } from "./experience.ts";

/** Key -> what people read. `experience` is the structured sheet, with pages of its own (/experiencias). */
export const RESOURCE_KINDS = {
  document: "Documento",
  link: "Enlace",
  video: "Video",
  image: "Imagen",
  audio: "Audio",
  planning: "Planificación",
  assessment: "Evaluación",
  reading: "Lectura",
  opportunity: "Oportunidad",
  experience: "Experiencia de innovación",
} as const;
export type ResourceKind = keyof typeof RESOURCE_KINDS;
export const RESOURCE_KIND_KEYS = Object.keys(RESOURCE_KINDS) as ResourceKind[];

export type ResourceState = "draft" | "in_review" | "published" | "archived" | "withdrawn";

/** Who may find and read it, once published. */
export const RESOURCE_VISIBILITIES = {
  public: "Cualquiera",
  members: "Quienes tienen cuenta en la red",
  node: "Las personas de sus nodos",
  circle: "Las personas del círculo",
} as const;
export type ResourceVisibility = keyof typeof RESOURCE_VISIBILITIES;
const VISIBILITY_KEYS = Object.keys(RESOURCE_VISIBILITIES) as ResourceVisibility[];

/** Creative Commons 4.0 (SPDX names), and the two that are not a licence of theirs. */
export const LICENCES = {
  "CC-BY-SA-4.0": {
    label: "CC BY-SA 4.0",
    says: "Se puede usar y adaptar, nombrando a quienes lo hicieron y compartiendo igual.",
    url: "https://creativecommons.org/licenses/by-sa/4.0/deed.es",
  },
  "CC-BY-4.0": { label: "CC BY 4.0", says: "Se puede usar y adaptar, nombrando a quienes lo hicieron.", url: "https://creativecommons.org/licenses/by/4.0/deed.es" },
  "CC-BY-NC-SA-4.0": {
    label: "CC BY-NC-SA 4.0",
    says: "Como CC BY-SA, sin fines comerciales.",
    url: "https://creativecommons.org/licenses/by-nc-sa/4.0/deed.es",
  },
  "CC-BY-NC-4.0": { label: "CC BY-NC 4.0", says: "Como CC BY, sin fines comerciales.", url: "https://creativecommons.org/licenses/by-nc/4.0/deed.es" },
  "CC-BY-ND-4.0": {
    label: "CC BY-ND 4.0",
    says: "Se puede compartir tal como está, nombrando a quienes lo hicieron.",
    url: "https://creativecommons.org/licenses/by-nd/4.0/deed.es",
  },
  "CC0-1.0": { label: "CC0 1.0", says: "Dominio público: se puede usar sin condiciones.", url: "https://creativecommons.org/publicdomain/zero/1.0/deed.es" },
  reserved: { label: "Todos los derechos reservados", says: "Se puede leer aquí; para otro uso hay que pedir permiso.", url: null },
} as const;
export type Licence = keyof typeof LICENCES;
const LICENCE_KEYS = Object.keys(LICENCES) as Licence[];
export const DEFAULT_LICENCE: Licence = "CC-BY-SA-4.0";

/** BCP 47. */
export const LANGUAGES = { es: "Castellano", arn: "Mapudungun", ay: "Aimara", qu: "Quechua", rap: "Rapa nui", en: "Inglés", pt: "Portugués", other: "Otro" } as const;
export type Language = keyof typeof LANGUAGES;

/** Levels of upper-secondary education, and around it. */
export const LEVELS = {
  m1: "1.º medio",
  m2: "2.º medio",
  m3: "3.º medio",
  m4: "4.º medio",
  adults: "Educación de adultos",
  after: "Después de egresar",
  team: "Equipos docentes y directivos",
} as const;
export type Level = keyof typeof LEVELS;

const short = (max: number) => z.string().max(max).default("");

/**
 * Everything that a version says: what is stored as JSON in resource_versions.content, and copied into the tables when it is published. A draft may be
 * incomplete; what publishing asks for is in `missingIn` (publishing.ts). Files are not in it: an attachment knows in which version it came and went.
 */
export const ResourceContent = z.object({
  kind: z.enum(RESOURCE_KIND_KEYS),
  title: short(200),
  summary: short(600),
  body_md: short(60_000),
  link_url: z.string().max(2_000).nullable().default(null),
  authors: z
    .array(z.object({ name: z.string().max(120), person_id: z.string().nullable().default(null) }))
    .max(30)
    .default([]),
  authors_agreed: z.boolean().default(false),
  school_ids: z.array(z.string().refine(isId)).max(20).default([]),
  node_ids: z.array(z.string().refine(isId)).max(20).default([]),
  specialty_ids: z.array(z.string()).max(35).default([]),
  levels: z.array(z.string()).max(10).default([]),
  objectives: short(4_000),
  language: z.string().default("es"),
  tags: z.array(z.string().max(40)).max(15).default([]),
  licence: z.enum(LICENCE_KEYS).default(DEFAULT_LICENCE),
  visibility: z.enum(VISIBILITY_KEYS).default("members"),
  circle_id: z.string().nullable().default(null),
  /** Opportunities: wall time YYYY-MM-DDTHH:MM and its IANA zone. */
  closes_local: z.string().nullable().default(null),
  zone: z.string().nullable().default(null),
  adapted_from_id: z.string().nullable().default(null),
  /** Experiences: key of SECTIONS -> Markdown. */
  sections: z.partialRecord(z.enum(SECTION_KEYS), z.string().max(12_000)).default({}),
});
export type ResourceContent = z.output<typeof ResourceContent>;
