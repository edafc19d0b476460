import { describe, expect, test } from "vitest";
import { eventData, mailHref, type Shared, shareMeta, shareText, whatsappHref } from "./event-share.ts";

const AT = { page: "https://nodos.example/eventos/1", card: "https://nodos.example/eventos/1/tarjeta.png", site: "https://nodos.example", network: "Red" };
const meeting = (changes: Partial<Shared> = {}): Shared => ({
  title: "Taller: tableros & más",
  kind: "workshop",
  status: "published",
  visibility: "public",
  zone: "America/Santiago",
  starts_at: "2026-12-05T21:30:00.000Z",
  ends_at: "2026-12-05T23:00:00.000Z",
  all_day: false,
  host_name: "Liceo Industrial",
  address: null,
  comuna_name: "Talca",
  region_name: "Maule",
  lat: -35.4,
  lon: -71.6,
  online: false,
  nodes: [{ id: "n", slug: "electricidad", name: "Electricidad", colour: 1, glyph: "rayo" }],
  description_html: "<p>Traer <strong>guantes</strong> &amp; lentes.</p>",
  ...changes,
});

describe("what is passed on", () => {
  test("a message says what, when, where and the link, each on its line", () => {
    const text = shareText(meeting(), AT.page);
    expect(text).toBe("Taller: tableros & más\nSábado 5 de diciembre de 2026, 18:30 a 20:00 h\nLiceo Industrial, Talca\nhttps://nodos.example/eventos/1");
    expect(shareText(meeting({ status: "cancelled" }), AT.page)).toMatch(/^CANCELADA: Taller/);
    expect(new URL(whatsappHref(text)).searchParams.get("text")).toBe(text);
    expect(mailHref("A & B?", text)).toMatch(/^mailto:\?subject=A%20%26%20B%3F&body=Taller%3A%20tableros%20%26%20m%C3%A1s%0D%0AS/);
  });

  test("the preview card is told whole; what is not public is told to stay out", () => {
    const meta = shareMeta(meeting(), AT) as { property?: string; name?: string; content?: string }[];
    const of = (key: string) => meta.find(({ property, name }) => (property ?? name) === key)?.content;
    expect([of("og:image"), of("og:image:width"), of("og:image:height"), of("og:url"), of("og:locale"), of("twitter:card")]).toEqual([
      AT.card,
      "1200",
      "630",
      AT.page,
      "es_CL",
      "summary_large_image",
    ]);
    expect(of("og:image:alt")).toContain("Sábado 5 de diciembre");
    for (const hidden of [{ visibility: "members" as const }, { status: "draft" as const }])
      expect(shareMeta(meeting(hidden), AT)).toEqual([{ name: "robots", content: "noindex" }]);
  });

  test("search engines get its time with the offset, its place, and how one takes part", () => {
    expect(eventData(meeting(), AT)).toMatchObject({
      "@type": "Event",
      name: "Taller: tableros & más",
      startDate: "2026-12-05T18:30:00-03:00",
      endDate: "2026-12-05T20:00:00-03:00",
      eventStatus: "https://schema.org/EventScheduled",
      eventAttendanceMode: "https://schema.org/OfflineEventAttendanceMode",
      location: { "@type": "Place", name: "Liceo Industrial", address: { addressLocality: "Talca", addressCountry: "CL" } },
      organizer: [{ "@type": "Organization", name: "Electricidad", url: "https://nodos.example/nodos/electricidad" }],
      description: "Traer guantes & lentes.",
    });
    expect(eventData(meeting({ online: true, status: "cancelled" }), AT)).toMatchObject({
      eventStatus: "https://schema.org/EventCancelled",
      eventAttendanceMode: "https://schema.org/MixedEventAttendanceMode",
      location: [{ "@type": "Place" }, { "@type": "VirtualLocation", url: AT.page }],
    });
    const online = meeting({ online: true, host_name: null, comuna_name: null });
    expect(eventData(online, AT)).toMatchObject({ eventAttendanceMode: "https://schema.org/OnlineEventAttendanceMode", location: { "@type": "VirtualLocation" } });
    expect(eventData(meeting({ zone: "Pacific/Easter" }), AT).startDate).toBe("2026-12-05T16:30:00-05:00");
    expect(eventData(meeting({ all_day: true }), AT).startDate).toBe("2026-12-05");
  });
});
