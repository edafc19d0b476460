import { placeParts } from "#app/components/event-words.ts";
import { paths } from "#app/paths.ts";
import { Icon } from "#app/ui/icon.tsx";

interface Placed {
  host_name: string | null;
  host_slug: string | null;
  address: string | null;
  comuna_name: string | null;
}

/** OpenStreetMap, looking for the place by its words: we know the comuna's coordinates, not the street's. */
export function mapUrl(event: Omit<Placed, "host_slug">): string | null {
  const parts = placeParts(event);
  return parts.length === 0 ? null : `https://www.openstreetmap.org/search?query=${encodeURIComponent([...parts, "Chile"].join(", "))}`;
}

/** Where it is: the host school leads to its page, the rest to the map. */
export function Place({ event }: { event: Placed }) {
  const map = mapUrl(event);
  if (!map) return null;
  const rest = placeParts({ ...event, host_name: null }).join(", ");
  return (
    <>
      {event.host_name && <>{event.host_slug ? <a href={paths.establishment(event.host_slug)}>{event.host_name}</a> : event.host_name}</>}
      {event.host_name && rest && <br />}
      {rest}
      <br />
      <a href={map} rel="noreferrer">
        Ver en el mapa
      </a>
    </>
  );
}

/** The link to connect. It opens elsewhere and tells nobody where one came from. */
export function JoinLink({ url }: { url: string }) {
  return (
    <a href={url} rel="noreferrer nofollow" className="button button-secondary">
      <Icon name="online" />
      Conectarse
    </a>
  );
}
