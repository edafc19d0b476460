/** What goes out into the world of a public meeting: the words of a message, the preview card, what search engines are told. Pure. */
import type { MetaDescriptor } from "@remix-run/node";
import { placeLine } from "#app/components/event-words.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";
import { eventWhen, isoDate } from "#app/i18n/dates.ts";
import { instantToWall, offsetAt } from "#app/i18n/zones.ts";
import { absolute, paths } from "#app/paths.ts";

export type Shared = Pick<
  EventDetail,
  | "title"
  | "kind"
  | "status"
  | "visibility"
  | "zone"
  | "starts_at"
  | "ends_at"
  | "all_day"
  | "host_name"
  | "address"
  | "comuna_name"
  | "region_name"
  | "lat"
  | "lon"
  | "online"
  | "nodes"
  | "description_html"
>;

export interface ShareAddresses {
  /** Of its page and of its picture, whole. */
  page: string;
  card: string;
  /** Of the site. */
  site: string;
  network: string;
}

/** Its picture's address changes with what calendars are told, for messengers keep a picture by its address for ever. */
export function shareAddresses(deployment: { publicUrl: string; networkName: string }, { id, calendar_at }: Pick<EventDetail, "id" | "calendar_at">): ShareAddresses {
  return {
    page: absolute(deployment, paths.event(id)),
    card: absolute(deployment, `${paths.eventCard(id)}?v=${Math.floor(Date.parse(calendar_at) / 1000).toString(36)}`),
    site: deployment.publicUrl,
    network: deployment.networkName,
  };
}

/** Only what anyone may open is passed on. */
export const isShared = ({ visibility, status }: Pick<Shared, "visibility" | "status">): boolean => visibility === "public" && status !== "draft";

/** «Taller de tableros / sábado 5 de diciembre de 2026, 18:30 a 20:00 h / Liceo Industrial, Talca / https://…» */
export function shareText(event: Shared, page: string): string {
  const cancelled = event.status === "cancelled" ? "CANCELADA: " : "";
  return [`${cancelled}${event.title}`, capital(eventWhen(event)), placeLine(event), page].filter(Boolean).join("\n");
}

export const whatsappHref = (text: string): string => `https://wa.me/?text=${encodeURIComponent(text)}`;
export const mailHref = (subject: string, text: string): string => `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replaceAll("\n", "\r\n"))}`;

/** Open Graph, Twitter and schema.org, for what is public; the rest is asked to stay out of indexes. */
export function shareMeta(event: Shared, at: ShareAddresses): MetaDescriptor[] {
  if (!isShared(event)) return [{ name: "robots", content: "noindex" }];
  const alt = `${event.title}. ${capital(eventWhen(event))}`;
  const description = [eventWhen(event), placeLine(event)].filter(Boolean).join(". ");
  return [
    { property: "og:type", content: "website" },
    { property: "og:url", content: at.page },
    { property: "og:site_name", content: at.network },
    { property: "og:locale", content: "es_CL" },
    { property: "og:image", content: at.card },
    { property: "og:image:type", content: "image/png" },
    { property: "og:image:width", content: "1200" },
    { property: "og:image:height", content: "630" },
    { property: "og:image:alt", content: alt },
    { name: "twitter:card", content: "summary_large_image" },
    { name: "twitter:title", content: event.title },
    { name: "twitter:description", content: description },
    { name: "twitter:image", content: at.card },
    { name: "twitter:image:alt", content: alt },
    { tagName: "link", rel: "canonical", href: at.page },
    { "script:ld+json": eventData(event, at) as unknown as Record<string, string> },
  ];
}

/** As https://schema.org/Event. The link to connect stays on the page. */
export function eventData(event: Shared, at: ShareAddresses) {
  const placed = Boolean(event.host_name || event.address || event.comuna_name);
  const mode = placed && event.online ? "Mixed" : placed || !event.online ? "Offline" : "Online";
  const place = placed ? [placeData(event)] : [];
  const virtual = event.online ? [{ "@type": "VirtualLocation", url: at.page }] : [];
  const locations = [...place, ...virtual];
  return {
    "@context": "https://schema.org",
    "@type": "Event",
    name: event.title,
    url: at.page,
    image: [at.card],
    startDate: moment(event.starts_at, event),
    endDate: moment(event.ends_at, event),
    eventStatus: `https://schema.org/${event.status === "cancelled" ? "EventCancelled" : "EventScheduled"}`,
    eventAttendanceMode: `https://schema.org/${mode}EventAttendanceMode`,
    ...(locations.length > 0 && { location: locations.length === 1 ? locations[0] : locations }),
    description: plain(event.description_html) || event.title,
    organizer: (event.nodes.length > 0
      ? event.nodes.map(({ name, slug }) => ({ name, url: `${at.site}/nodos/${encodeURIComponent(slug)}` }))
      : [{ name: at.network, url: at.site }]
    ).map((each) => ({
      "@type": "Organization",
      ...each,
    })),
    isAccessibleForFree: true,
    inLanguage: "es-CL",
  };
}

function placeData({ host_name, address, comuna_name, region_name, lat, lon }: Shared) {
  return {
    "@type": "Place",
    name: host_name ?? address ?? comuna_name,
    address: {
      "@type": "PostalAddress",
      ...(address && { streetAddress: address }),
      ...(comuna_name && { addressLocality: comuna_name }),
      ...(region_name && { addressRegion: region_name }),
      addressCountry: "CL",
    },
    ...(lat !== null && lon !== null && !address && !host_name && { geo: { "@type": "GeoCoordinates", latitude: lat, longitude: lon } }),
  };
}

/** «2026-12-05T18:30:00-03:00»; of a date to know, the day alone. */
function moment(instant: string, { zone, all_day }: Pick<Shared, "zone" | "all_day">): string {
  if (all_day) return isoDate(instant, zone);
  const offset = offsetAt(instant, zone);
  const two = (value: number) => String(value).padStart(2, "0");
  const size = Math.abs(offset);
  return `${instantToWall(instant, zone).slice(0, 16)}:00${offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The first lines of a description, without its marks. */
function plain(html: string): string {
  const text = html
    .replace(/<[^>]+>/g, " ")
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " })[name] ?? " ")
    .replace(/\s+/g, " ")
    .trim();
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
