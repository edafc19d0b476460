/** What a public work says of itself in its page's head: Dublin Core, schema.org, and what a link in a chat shows. */
import type { MetaDescriptor } from "@remix-run/node";
import { collectionJsonLd, collectionUrl, type JsonLd, type OpenCollection, thumbnailOf, workJsonLd } from "#app/domain/openness/json-ld.ts";
import { dublinCore, levelLabels, licenceUrl, type OpenSite, type OpenWork, workUrl } from "#app/domain/openness/open-work.ts";
import { pageMeta } from "./meta.ts";

type Named = string | { name: string };

/** What of a work's page is looked at: `ResourcePage` is one. */
export interface WorkToTell {
  slug: string;
  kind: string;
  state: string;
  visibility: string;
  title: string;
  summary: string;
  language: string;
  licence: string;
  levels: string | readonly string[];
  objectives: string;
  authors_agreed_at: string | null;
  published_at: string | null;
  updated_at: string;
  version: number;
  /** Shown to readers with an account even where they did not agree to public pages: here they do not stand then. */
  authors: readonly Named[];
  schools: readonly Named[];
  nodes: readonly Named[];
  specialties: readonly Named[];
  tags: readonly (string | { tag: string })[];
  files: readonly { id: string; name: string; label: string; media_type: string; size: number; preview: number | boolean }[];
  /** What it adapts, where the reader may see that. */
  origin?: { kind: string; slug: string; title: string } | null | undefined;
}

/** Only a public, published one is told to programs; of the others there is just the title. */
export function workMeta(work: WorkToTell, deployment: OpenSite): MetaDescriptor[] {
  if (work.visibility !== "public" || work.state !== "published") return [...pageMeta(work.title), NOT_FOR_INDEXES];
  const open = openWorkOf(work);
  const url = workUrl(open, deployment);
  return [
    ...shown({ title: open.title, summary: open.summary, url, type: "article" }, deployment, thumbnailOf(open, deployment)),
    ...core(open, deployment),
    jsonLd(workJsonLd(open, deployment)),
  ];
}

/** Of a collection; `items` as the reader sees them. */
export function collectionMeta(collection: OpenCollection & { visibility: string; archived_at: string | null }, deployment: OpenSite): MetaDescriptor[] {
  if (collection.visibility !== "public" || collection.archived_at !== null) return [...pageMeta(collection.title), NOT_FOR_INDEXES];
  const url = collectionUrl(collection, deployment);
  const dc: [string, string][] = [
    ["DC.title", collection.title],
    ["DC.description", collection.summary],
    ["DC.publisher", deployment.networkName],
    ["DC.type", "Collection"],
    ["DC.identifier", url],
    ["DCTERMS.modified", collection.updated_at],
  ];
  return [
    ...shown({ title: collection.title, summary: collection.summary, url, type: "website" }, deployment, null),
    ...SCHEMAS,
    ...dc.filter(([, content]) => content !== "").map(([name, content]) => ({ name, content })),
    jsonLd(collectionJsonLd(collection, deployment)),
  ];
}

const NOT_FOR_INDEXES: MetaDescriptor = { name: "robots", content: "noindex" };
const SCHEMAS: MetaDescriptor[] = [
  { tagName: "link", rel: "schema.DC", href: "http://purl.org/dc/elements/1.1/" },
  { tagName: "link", rel: "schema.DCTERMS", href: "http://purl.org/dc/terms/" },
];

const nameOf = (each: Named): string => (typeof each === "string" ? each : each.name);

function openWorkOf(work: WorkToTell): OpenWork {
  return {
    ...work,
    levels: typeof work.levels === "string" ? (JSON.parse(work.levels) as string[]) : [...work.levels],
    authors: work.authors_agreed_at === null ? [] : work.authors.map(nameOf),
    schools: work.schools.map(nameOf),
    nodes: work.nodes.map(nameOf),
    specialties: work.specialties.map(nameOf),
    tags: work.tags.map((each) => (typeof each === "string" ? each : each.tag)),
    files: work.files.map((file) => ({ ...file, preview: Boolean(file.preview) })),
    based_on: work.origin ?? null,
  };
}

function core(work: OpenWork, site: OpenSite): MetaDescriptor[] {
  const terms: [string, string][] = [
    ["DCTERMS.issued", work.published_at ?? ""],
    ["DCTERMS.modified", work.updated_at],
    ["DCTERMS.license", licenceUrl(work.licence) ?? ""],
    ...levelLabels(work.levels).map((level): [string, string] => ["DCTERMS.educationLevel", level]),
  ];
  return [
    ...SCHEMAS,
    ...dublinCore(work, site).map(([element, content]) => ({ name: `DC.${element}`, content })),
    ...terms.filter(([, content]) => content !== "").map(([name, content]) => ({ name, content })),
  ];
}

interface Shown {
  title: string;
  summary: string;
  url: string;
  type: "article" | "website";
}

/** Title and description, and what a chat shows of a link. */
function shown({ title, summary, url, type }: Shown, site: OpenSite, image: string | null): MetaDescriptor[] {
  const graph: [string, string | null][] = [
    ["og:title", title],
    ["og:description", summary],
    ["og:type", type],
    ["og:url", url],
    ["og:site_name", site.networkName],
    ["og:locale", "es_CL"],
    ["og:image", image],
  ];
  const described: MetaDescriptor[] = summary === "" ? [] : [{ name: "description", content: summary }];
  return [...pageMeta(title), { tagName: "link", rel: "canonical", href: url }, ...described, ...graph.flatMap(([property, content]) => (content ? [{ property, content }] : []))];
}

/** Remix writes it with `<`, `>` and `&` escaped, so that no title ends the block. */
const jsonLd = (content: JsonLd): MetaDescriptor => ({ "script:ld+json": content });
