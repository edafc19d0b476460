/** schema.org with the properties of LRMI: what search engines and educational repositories read from a page. Pure. */
import { absolute, paths } from "#app/paths.ts";
import { dcmiType, fileUrl, kindLabel, languageTag, levelLabels, licenceUrl, type OpenFile, type OpenSite, type OpenWork, workUrl } from "./open-work.ts";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonLd = { [key: string]: Json };

const MEDIA: Record<string, string> = { MovingImage: "VideoObject", StillImage: "ImageObject", Sound: "AudioObject" };

export function workJsonLd(work: OpenWork, site: OpenSite): JsonLd {
  const url = workUrl(work, site);
  const media = MEDIA[dcmiType(work.kind)];
  return without({
    "@context": "https://schema.org",
    "@type": ["LearningResource", media ?? (work.files.length > 0 ? "DigitalDocument" : "CreativeWork")],
    "@id": url,
    url,
    identifier: url,
    name: work.title,
    description: work.summary,
    inLanguage: languageTag(work.language),
    license: licenceUrl(work.licence),
    author: [...work.authors.map((name) => ({ "@type": "Person", name })), ...work.schools.map((name) => ({ "@type": "EducationalOrganization", name }))],
    contributor: work.nodes.map((name) => ({ "@type": "Organization", name })),
    publisher: publisher(site),
    datePublished: work.published_at,
    dateModified: work.updated_at,
    version: work.version,
    learningResourceType: kindLabel(work.kind),
    educationalLevel: levelLabels(work.levels),
    teaches: work.objectives,
    about: work.specialties.map((name) => ({ "@type": "Thing", name })),
    keywords: work.tags,
    audience: { "@type": "EducationalAudience", educationalRole: "teacher" },
    isBasedOn: work.based_on ? { "@type": "CreativeWork", name: work.based_on.title, url: workUrl(work.based_on, site) } : null,
    isAccessibleForFree: true,
    thumbnailUrl: thumbnailOf(work, site),
    encoding: work.files.map((file) => mediaObject(file, site)),
  });
}

/** The first picture that a file of it gives, large enough for a link in a chat. */
export function thumbnailOf(work: Pick<OpenWork, "files">, site: OpenSite): string | null {
  const file = work.files.find((each) => each.preview);
  return file ? absolute(site, paths.fileThumbnail(file.id, 960)) : null;
}

function mediaObject(file: OpenFile, site: OpenSite): JsonLd {
  return without({
    "@type": "MediaObject",
    name: file.label || file.name,
    contentUrl: fileUrl(file, site),
    encodingFormat: file.media_type,
    contentSize: `${file.size} B`,
  });
}

export interface OpenCollection {
  slug: string;
  title: string;
  summary: string;
  created_at: string;
  updated_at: string;
  node: string | null;
  /** Those that the reader sees, in order. */
  items: { kind: string; slug: string; title: string }[];
}

export const collectionUrl = (collection: { slug: string }, site: OpenSite): string => absolute(site, paths.collection(collection.slug));

export function collectionJsonLd(collection: OpenCollection, site: OpenSite): JsonLd {
  const url = collectionUrl(collection, site);
  return without({
    "@context": "https://schema.org",
    "@type": ["Collection", "LearningResource"],
    "@id": url,
    url,
    name: collection.title,
    description: collection.summary,
    inLanguage: "es",
    author: collection.node ? { "@type": "Organization", name: collection.node } : null,
    publisher: publisher(site),
    dateCreated: collection.created_at,
    dateModified: collection.updated_at,
    isAccessibleForFree: true,
    hasPart: collection.items.map((item) => ({ "@type": "LearningResource", name: item.title, url: workUrl(item, site) })),
  });
}

const publisher = (site: OpenSite): JsonLd => ({ "@type": "Organization", name: site.networkName, url: `${site.publicUrl}/` });

/** Without what says nothing. */
function without(all: JsonLd): JsonLd {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== "" && !(Array.isArray(value) && value.length === 0)));
}
