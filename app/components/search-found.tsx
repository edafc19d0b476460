import { Snips } from "#app/components/snips.tsx";
import { CALL_KINDS } from "#app/domain/calls/call.ts";
import { POSITIONS } from "#app/domain/identity/person.ts";
import { RESOURCE_KINDS } from "#app/domain/resources/resource.ts";
import type { Found } from "#app/domain/search/search.server.ts";
import type { SearchKind } from "#app/domain/search/search.ts";
import { THREAD_KINDS } from "#app/domain/threads/thread.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { EVENT_KINDS, NODE_KINDS, regionLabel } from "#app/i18n/labels.ts";
import { kindLabel } from "#app/i18n/logbook.ts";
import { isZone, MAIN_ZONE } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { Item } from "#app/ui/card.tsx";
import { Icon, type IconName } from "#app/ui/icon.tsx";

const ICONS: Record<SearchKind, IconName> = {
  resource: "library",
  collection: "list",
  event: "calendar",
  thread: "talk",
  announcement: "announce",
  call: "send",
  node: "node",
  establishment: "school",
  person: "person",
  agreement: "document",
};

type Detail = Found["detail"];

/** Where it leads: a person to their school, if they have one. */
function addressOf(kind: SearchKind, id: string, { slug, type }: Detail): string | null {
  switch (kind) {
    case "resource":
      return paths.work({ kind: type ?? "", slug: slug ?? "" });
    case "collection":
      return paths.collection(slug ?? "");
    case "event":
      return paths.event(id);
    case "thread":
    case "announcement":
      return paths.thread(id);
    case "call":
      return paths.call(slug ?? "");
    case "node":
      return paths.node(slug ?? "");
    case "agreement":
      return paths.circleAgreement(id);
    default:
      return slug === null ? null : paths.establishment(slug);
  }
}

const named = (names: Record<string, string>, key: string | null): string => names[key ?? ""] ?? "";

/** What it is, where, and when. */
function lineOf({ kind, at, detail }: Found): string[] {
  const { type, where, zone } = detail;
  switch (kind) {
    case "resource":
      return [named(RESOURCE_KINDS, type), where ?? "", detail.with ?? "", `publicado el ${shortDate(at)}`];
    case "collection":
      return ["Colección", where ?? ""];
    case "event":
      return [EVENT_KINDS[type ?? ""]?.one ?? "Reunión", shortDate(detail.with ?? at, zone && isZone(zone) ? zone : MAIN_ZONE), where ?? ""];
    case "thread":
      return [named(THREAD_KINDS, type), where ?? "", `último mensaje del ${shortDate(at)}`];
    case "announcement":
      return ["Anuncio", where ?? "", `del ${shortDate(at)}`];
    case "call":
      return [named(CALL_KINDS, type), where ?? "", detail.with ? `plazo: ${shortDate(detail.with, zone && isZone(zone) ? zone : MAIN_ZONE)}` : ""];
    case "node":
      return [NODE_KINDS[type ?? ""]?.one ?? "Nodo"];
    case "establishment":
      return ["Escuela", where ?? "", regionLabel(detail.with ?? "")];
    case "person":
      return [named(POSITIONS, type), detail.with ?? "", where ?? ""];
    case "agreement":
      return ["Acuerdo", kindLabel(type ?? "").toLowerCase(), where ?? "", `del ${shortDate(at)}`];
  }
}

export function FoundItem({ found }: { found: Found }) {
  const { kind, ref_id, title, text, file, detail } = found;
  const to = addressOf(kind, ref_id, detail);
  const name = <Snips snips={title} />;
  return (
    <Item lead={<Icon name={ICONS[kind]} />} title={to === null ? name : <a href={to}>{name}</a>} meta={<span>{lineOf(found).filter(Boolean).join(" · ")}</span>}>
      {text.length > 0 && (
        <p className="found-text">
          {file && <span className="found-file">En el archivo {file}: </span>}
          <Snips snips={text} />
        </p>
      )}
    </Item>
  );
}
