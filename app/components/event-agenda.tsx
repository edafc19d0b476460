import type { Material } from "#app/domain/agenda/agenda.ts";
import { counted } from "#app/i18n/labels.ts";
import type { Zone } from "#app/i18n/zones.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Section } from "#app/ui/layout.tsx";
import { AgendaList, Materials, type ShownPart } from "./agenda-list.tsx";

interface Shown {
  id: string;
  starts_at: string;
  ends_at: string;
  zone: Zone;
}

/** On the page of a meeting to come. */
export function AgendaSection({ event, agenda, manages }: { event: Shown; agenda: { parts: ShownPart[]; readings: Material[] }; manages: boolean }) {
  return (
    <Section title="Agenda" id="agenda" actions={manages ? <a href={paths.eventAgenda(event.id)}>Editar</a> : undefined}>
      {agenda.parts.length > 0 && <AgendaList parts={agenda.parts} event={event} />}
      {agenda.readings.length > 0 && (
        <>
          <h3>Para leer antes</h3>
          <Materials materials={agenda.readings} />
        </>
      )}
      {agenda.parts.length > 0 && (
        <p>
          <a href={paths.eventAgenda(event.id)}>Ver e imprimir la agenda</a>
        </p>
      )}
    </Section>
  );
}

/** On the page of a meeting whose minutes were published. */
export function MinutesSection({ event, open }: { event: { id: string }; open: number }) {
  return (
    <Section title="Acta" id="acta">
      <p className="cluster gap-s">
        <LinkButton to={paths.eventMinutes(event.id)} kind="secondary" icon="document">
          Leer el acta
        </LinkButton>
        {open > 0 && <a href={`${paths.eventMinutes(event.id)}#acuerdos`}>{counted(open, "acuerdo pendiente", "acuerdos pendientes")}</a>}
      </p>
    </Section>
  );
}
