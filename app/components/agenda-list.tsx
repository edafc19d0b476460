import { beginnings, durationMinutes, type Material, totalMinutes } from "#app/domain/agenda/agenda.ts";
import { durationWords, time } from "#app/i18n/dates.ts";
import type { Zone } from "#app/i18n/zones.ts";
import { ProseHtml } from "#app/ui/card.tsx";

export interface ShownPart {
  id: string;
  title: string;
  minutes: number;
  lead_name: string;
  notes_html: string;
  materials: Material[];
}

interface Times {
  starts_at: string;
  ends_at: string;
  zone: Zone;
}

/** The parts of a meeting by the clock. `actions` puts buttons under each; `level` is that of their titles. */
export function AgendaList({
  parts,
  event,
  actions,
  level = 3,
}: {
  level?: 2 | 3;
  parts: ShownPart[];
  event: Times;
  actions?: (part: ShownPart, index: number) => React.ReactNode;
}) {
  const begins = beginnings(parts, event.starts_at);
  const Title = level === 2 ? "h2" : "h3";
  return (
    <ol className="agenda">
      {parts.map((part, index) => (
        <li key={part.id} id={`parte-${part.id}`} className="agenda-part">
          <p className="agenda-time">
            <time dateTime={begins[index]}>{time(begins[index] ?? event.starts_at, event.zone)}</time>
            <span className="hint">{durationWords(part.minutes)}</span>
          </p>
          <div className="agenda-body">
            <Title className="agenda-title">{part.title}</Title>
            {part.lead_name !== "" && <p className="hint">A cargo de {part.lead_name}</p>}
            {part.notes_html !== "" && <ProseHtml html={part.notes_html} />}
            <Materials materials={part.materials} />
            {actions?.(part, index)}
          </div>
        </li>
      ))}
    </ol>
  );
}

export function Materials({ materials }: { materials: Material[] }) {
  if (materials.length === 0) return null;
  return (
    <ul className="materials">
      {materials.map(({ label, url }) => (
        <li key={url}>
          <a href={url} rel="nofollow noopener noreferrer">
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** «Suma 95 minutos; la reunión dura 90.» */
export function agendaSum(parts: { minutes: number }[], event: Times): { words: string; over: boolean } {
  const [sum, lasts] = [totalMinutes(parts), durationMinutes(event)];
  if (sum === lasts) return { words: `Suma ${durationWords(sum)}, justo lo que dura la reunión.`, over: false };
  return { words: `Suma ${durationWords(sum)}; la reunión dura ${durationWords(lasts)}.`, over: sum > lasts };
}
