import type { SlotLoad } from "#app/domain/calendar-days/load.server.ts";
import type { Vote, Votes } from "#app/domain/polls/poll.ts";
import { eventWhen, shortDate, timeRange } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import type { Zone } from "#app/i18n/zones.ts";
import { ButtonForm } from "#app/ui/button.tsx";
import { Badge } from "#app/ui/card.tsx";
import { Section } from "#app/ui/layout.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { loadWords } from "./poll-form.tsx";
import { SpecialDayBadges } from "./special-days.tsx";

export const VOTE_WORDS: Record<Vote, string> = { yes: "Sí", maybe: "Si es necesario", no: "No" };

export interface ResultSlot {
  id: string;
  starts_at: string;
  ends_at: string;
  past: boolean;
  yes: number;
  maybe: number;
  no: number;
  schools: number;
  load: SlotLoad | null;
}

/** The times, the best first, with the button that ends the search. */
export function PollResults({ slots, zone, chosen, canChoose }: { slots: ResultSlot[]; zone: Zone; chosen: string | null; canChoose: boolean }) {
  const columns: Column<ResultSlot>[] = [
    { key: "when", header: "Fecha", primary: true, cell: (slot) => <SlotCell slot={slot} zone={zone} chosen={slot.id === chosen} /> },
    { key: "yes", header: VOTE_WORDS.yes, numeric: true, cell: (slot) => slot.yes },
    { key: "maybe", header: VOTE_WORDS.maybe, numeric: true, cell: (slot) => slot.maybe },
    { key: "no", header: VOTE_WORDS.no, numeric: true, cell: (slot) => slot.no },
    { key: "schools", header: "Escuelas que pueden", numeric: true, cell: (slot) => slot.schools },
  ];
  if (canChoose) {
    columns.push({
      key: "choose",
      header: "Elegir",
      headerHidden: true,
      cell: (slot) =>
        slot.past ? (
          <span className="hint">Ya pasó</span>
        ) : (
          <ButtonForm
            size="small"
            name="intent"
            value="choose"
            fields={{ slot_id: slot.id }}
            label={`Elegir ${eventWhen({ ...slot, zone })}`}
            confirm="¿Elegir esta fecha y cerrar el sondeo?"
          >
            Elegir
          </ButtonForm>
        ),
    });
  }
  return <Table caption="Fechas propuestas, la mejor primero" captionHidden columns={columns} rows={slots} rowKey={(slot) => slot.id} />;
}

function SlotCell({ slot, zone, chosen }: { slot: ResultSlot; zone: Zone; chosen: boolean }) {
  return (
    <>
      {eventWhen({ ...slot, zone })} {chosen && <Badge kind="positive">Elegida</Badge>}
      {slot.load && (
        <span className="load-hint">
          <SpecialDayBadges special={slot.load.special} />
          {slot.load.peopleThatDay > 0 && <span className="hint">{loadWords(slot.load)}</span>}
        </span>
      )}
    </>
  );
}

interface Voter {
  id: string;
  name: string;
  email: string;
  school: string | null;
  comment: string;
  votes: Votes;
}

/** Who said what: for whoever manages the meeting. */
export function PollVoters({
  voters,
  slots,
  zone,
  page,
  pages,
  href,
}: {
  voters: Voter[];
  slots: ResultSlot[];
  zone: Zone;
  page: number;
  pages: number;
  href: (page: number) => string;
}) {
  const inTime = [...slots].sort((a, b) => (a.starts_at < b.starts_at ? -1 : 1));
  const columns: Column<Voter>[] = [
    {
      key: "name",
      header: "Persona",
      primary: true,
      cell: (voter) => (
        <>
          {voter.name || voter.email}
          {voter.school && <span className="hint"> {voter.school}</span>}
          {voter.comment && <span className="hint"> «{voter.comment}»</span>}
        </>
      ),
    },
    ...inTime.map((slot) => ({
      key: slot.id,
      header: `${shortDate(slot.starts_at, zone)}, ${timeRange(slot.starts_at, slot.ends_at, zone)}`,
      cell: (voter: Voter) => {
        const vote = voter.votes[slot.id];
        return vote ? VOTE_WORDS[vote] : "—";
      },
    })),
  ];
  return (
    <Section title="Quién dijo qué" id="votos" level={3}>
      <Table caption="Respuestas por persona" captionHidden columns={columns} rows={voters} rowKey={(voter) => voter.id} />
      <Pagination page={page} pages={pages} href={href} />
    </Section>
  );
}

/** «12 personas de 7 establecimientos respondieron.» */
export function votersSentence(voted: number, asked: number): string {
  const who = voted === 0 ? "Todavía nadie responde" : counted(voted, "persona respondió", "personas respondieron");
  return asked > 0 ? `${who}; pedimos respuesta por correo a ${asked}.` : `${who}.`;
}
