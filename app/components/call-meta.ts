import type { MetaDescriptor } from "@remix-run/node";
import { absolute, paths } from "#app/paths.ts";
import { pageMeta } from "./meta.ts";

interface CallToTell {
  slug: string;
  title: string;
  summary: string;
  visibility: string;
  opens_at: string;
  closes_at: string;
  published_at: string | null;
  cancelled_at: string | null;
  archived_at: string | null;
  node: { name: string; slug: string } | null;
}

interface Site {
  publicUrl: string;
  networkName: string;
}

/** Only a public, published one is told to programs; of the others there is just the title. */
export function callMeta(call: CallToTell, site: Site): MetaDescriptor[] {
  if (call.visibility !== "public" || !call.published_at || call.archived_at) return [...pageMeta(call.title), { name: "robots", content: "noindex" }];
  const url = absolute(site, paths.call(call.slug));
  return [
    ...pageMeta(call.title, call.summary),
    { property: "og:type", content: "website" },
    { property: "og:url", content: url },
    { property: "og:site_name", content: site.networkName },
    { property: "og:locale", content: "es_CL" },
    { tagName: "link", rel: "canonical", href: url },
    { "script:ld+json": callData(call, site, url) },
  ];
}

/** As https://schema.org/Event: what programs know of that lasts from an opening to a closing, and may be called off. */
function callData(call: CallToTell, site: Site, url: string): Record<string, string> {
  const organiser = call.node ? { name: call.node.name, url: absolute(site, paths.node(call.node.slug)) } : { name: site.networkName, url: site.publicUrl };
  const found = {
    "@context": "https://schema.org",
    "@type": "Event",
    "@id": url,
    url,
    name: call.title,
    description: call.summary,
    inLanguage: "es-CL",
    startDate: call.opens_at,
    endDate: call.closes_at,
    eventStatus: `https://schema.org/${call.cancelled_at ? "EventCancelled" : "EventScheduled"}`,
    eventAttendanceMode: "https://schema.org/OnlineEventAttendanceMode",
    location: { "@type": "VirtualLocation", url },
    organizer: { "@type": "Organization", ...organiser },
    isAccessibleForFree: true,
  };
  return found as unknown as Record<string, string>;
}
