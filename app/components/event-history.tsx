import type { ChangeRow } from "#app/domain/events/changes.repo.server.ts";
import { eventWhen, longDate } from "#app/i18n/dates.ts";
import { isZone, wallToInstant } from "#app/i18n/zones.ts";

type Change = Pick<ChangeRow, "kind" | "before">;

/** «: antes era el jueves 3 de diciembre de 2026, 15:00 a 16:30 h» */
function whenBefore(before: ChangeRow["before"]): string {
  const { starts_local, ends_local, zone } = before ?? {};
  if (!starts_local || !ends_local || !isZone(zone)) return "";
  const starts = wallToInstant(starts_local, zone);
  const ends = wallToInstant(ends_local, zone);
  if (!starts.ok || !ends.ok) return "";
  const when = eventWhen({ starts_at: starts.instant, ends_at: ends.instant, zone });
  return `: antes era ${when.startsWith("del ") ? when : `el ${when}`}`;
}

function moved(before: ChangeRow["before"], placeAfter: string | null): string {
  const place = before?.place ?? null;
  if (place === placeAfter) return "Cambió el enlace para conectarse.";
  return place === null ? "Cambió el lugar: antes era solo en línea." : `Cambió el lugar: antes era ${place}.`;
}

/** What happened, in a sentence; null for what is no news to anyone. `placeAfter`: where it was from then on. */
export function changeWords({ kind, before }: Change, placeAfter: string | null): string | null {
  switch (kind) {
    case "published":
      return "Se publicó la convocatoria.";
    case "rescheduled":
      return `Cambió la fecha o la hora${whenBefore(before)}.`;
    case "postponed":
      return `Se aplazó${whenBefore(before)}.`;
    case "moved":
      return moved(before, placeAfter);
    case "cancelled":
      return "Se canceló.";
    case "capacity":
      return "Cambió el cupo.";
    default:
      return null;
  }
}

/** Where it was after each of the changes (the latest first): what the next one found, and now. */
function placesAfter(changes: Change[], now: string | null): (string | null)[] {
  let place = now;
  return changes.map(({ before }) => {
    const after = place;
    if (before) place = before.place ?? null;
    return after;
  });
}

const PROMISES = new Set(["rescheduled", "postponed", "moved"]);

/** The last change of time or place, in words: what who had noted it down has to know. Null where there was none. */
export function lastMove(changes: ChangeRow[], place: string | null): { words: string; message: string | null } | null {
  const index = changes.findIndex((change) => PROMISES.has(change.kind));
  const change = changes[index];
  const words = change && changeWords(change, placesAfter(changes, place)[index] ?? null);
  return change && words ? { words, message: change.message } : null;
}

/** The changes of a meeting, the latest first, with what the coordinators said of them. `place` is where it is now. */
export function EventHistory({ changes, place }: { changes: ChangeRow[]; place: string | null }) {
  const places = placesAfter(changes, place);
  return (
    <ul className="items items-dense">
      {changes.map((change, index) => (
        <li key={change.id} className="item">
          <div className="item-body">
            <p className="item-meta">
              <time dateTime={change.at}>{longDate(change.at)}</time>
            </p>
            <p>{changeWords(change, places[index] ?? null)}</p>
            {change.message && <p>«{change.message}»</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
