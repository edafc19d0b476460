import type { ChangeRow } from "#app/domain/events/changes.repo.server.ts";
import { eventWhen, longDate } from "#app/i18n/dates.ts";
import { isZone, wallToInstant } from "#app/i18n/zones.ts";

/** «antes era el jueves 3 de diciembre de 2026, 15:00 a 16:30 h» */
function whenBefore(before: ChangeRow["before"]): string | null {
  const { starts_local, ends_local, zone } = before ?? {};
  if (!starts_local || !ends_local || !isZone(zone)) return null;
  const starts = wallToInstant(starts_local, zone);
  const ends = wallToInstant(ends_local, zone);
  return starts.ok && ends.ok ? eventWhen({ starts_at: starts.instant, ends_at: ends.instant, zone }) : null;
}

/** What happened, in a sentence; null for what is no news to anyone. */
export function changeWords({ kind, before }: Pick<ChangeRow, "kind" | "before">): string | null {
  const when = whenBefore(before);
  switch (kind) {
    case "published":
      return "Se publicó la convocatoria.";
    case "rescheduled":
      return when ? `Cambió la fecha o la hora: antes era ${when}.` : "Cambió la fecha o la hora.";
    case "postponed":
      return when ? `Se aplazó: antes era ${when}.` : "Se aplazó.";
    case "moved":
      return before?.place ? `Cambió el lugar: antes era ${before.place}.` : "Cambió el lugar.";
    case "cancelled":
      return "Se canceló.";
    case "capacity":
      return "Cambió el cupo.";
    default:
      return null;
  }
}

/** The changes of a meeting, the latest first, with what the coordinators said of them. */
export function EventHistory({ changes }: { changes: ChangeRow[] }) {
  return (
    <ul className="items items-dense">
      {changes.map((change) => (
        <li key={change.id} className="item">
          <div className="item-body">
            <p className="item-meta">
              <time dateTime={change.at}>{longDate(change.at)}</time>
            </p>
            <p>{changeWords(change)}</p>
            {change.message && <p>«{change.message}»</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
