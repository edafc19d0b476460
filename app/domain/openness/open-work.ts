/** A work as open formats tell it, and its Dublin Core: one description for the page's meta, OAI-PMH and the archive of a collection. Pure. */
import { isoDate } from "#app/i18n/dates.ts";
import { absolute, paths } from "#app/paths.ts";
import { LANGUAGES, LEVELS, LICENCES, RESOURCE_KINDS, type ResourceKind } from "../resources/resource.ts";

/** What of the deployment a description names. */
export interface OpenSite {
  publicUrl: string;
  networkName: string;
}

export interface OpenFile {
  id: string;
  name: string;
  label: string;
  media_type: string;
  size: number;
  preview: boolean;
}

export interface OpenWork {
  slug: string;
  kind: string;
  title: string;
  summary: string;
  language: string;
  licence: string;
  levels: string[];
  objectives: string;
  published_at: string | null;
  updated_at: string;
  version: number;
  /** Names of persons: only of those who agreed that they stand on public pages. */
  authors: string[];
  /** Names, as of the next three. */
  schools: string[];
  nodes: string[];
  specialties: string[];
  tags: string[];
  files: OpenFile[];
  based_on: { kind: string; slug: string; title: string } | null;
}

export const workUrl = (work: { kind: string; slug: string }, site: OpenSite): string => absolute(site, paths.work(work));
export const fileUrl = (file: Pick<OpenFile, "id" | "name">, site: OpenSite): string => absolute(site, paths.file(file.id, file.name));

/** The licence's own address, not that of its summary in Spanish: programs know it by that. */
export function licenceUrl(licence: string): string | null {
  const url = LICENCES[licence as keyof typeof LICENCES]?.url ?? null;
  return url === null ? null : url.replace(/deed\.es$/, "");
}
export const licenceLabel = (licence: string): string => LICENCES[licence as keyof typeof LICENCES]?.label ?? licence;
export const kindLabel = (kind: string): string => RESOURCE_KINDS[kind as ResourceKind] ?? kind;
export const levelLabels = (levels: readonly string[]): string[] => levels.flatMap((level) => LEVELS[level as keyof typeof LEVELS] ?? []);
/** BCP 47, or null where it is none of the languages of the list. */
export const languageTag = (language: string): string | null => (Object.hasOwn(LANGUAGES, language) && language !== "other" ? language : null);

export const DC_ELEMENTS = [
  "title",
  "creator",
  "subject",
  "description",
  "publisher",
  "contributor",
  "date",
  "type",
  "format",
  "identifier",
  "source",
  "language",
  "relation",
  "coverage",
  "rights",
] as const;
type DcElement = (typeof DC_ELEMENTS)[number];

/** DCMI Type Vocabulary. */
const DCMI_TYPES: Partial<Record<ResourceKind, string>> = { video: "MovingImage", image: "StillImage", audio: "Sound", link: "InteractiveResource", opportunity: "Event" };
export const dcmiType = (kind: string): string => DCMI_TYPES[kind as ResourceKind] ?? "Text";

/** The fifteen elements, in the order of the list, each as often as there is something to say. */
export function dublinCore(work: OpenWork, site: OpenSite): [DcElement, string][] {
  const url = workUrl(work, site);
  const all: Partial<Record<DcElement, string[]>> = {
    title: [work.title],
    creator: [...work.authors, ...work.schools],
    subject: [...work.specialties, ...work.tags],
    description: [work.summary, work.objectives],
    publisher: [site.networkName],
    contributor: work.nodes,
    date: [isoDate(work.published_at ?? work.updated_at)],
    type: [dcmiType(work.kind), kindLabel(work.kind)],
    format: [...new Set(work.files.map((file) => file.media_type))],
    identifier: [url],
    language: [languageTag(work.language) ?? ""],
    relation: work.based_on ? [workUrl(work.based_on, site)] : [],
    source: work.based_on ? [workUrl(work.based_on, site)] : [],
    rights: [licenceUrl(work.licence) ?? licenceLabel(work.licence)],
  };
  return DC_ELEMENTS.flatMap((element) => [...new Set(all[element] ?? [])].filter((value) => value.trim() !== "").map((value) => [element, value] as [DcElement, string]));
}
