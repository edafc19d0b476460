import { AnswerButtons } from "#app/components/answer-buttons.tsx";
import { type Answer, myStanding } from "#app/components/event-words.ts";
import type { Mode } from "#app/domain/events/event.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Section } from "#app/ui/layout.tsx";

interface Mine {
  answer: Answer | null;
  previous_answer: Answer | null;
  mode: Mode | null;
  seat: string | null;
  comment: string | null;
  position: number | null;
}

interface Seats {
  both: boolean;
  capacity: number | null;
  seats_taken: number;
  online_capacity: number | null;
  online_taken: number;
}

/** Which of its seats are all taken, for somebody who has none. */
export function fullOf(event: Seats, mine: { seat: string | null } | null): { both: boolean; full: boolean; fullOnline: boolean } {
  const none = (capacity: number | null, taken: number) => capacity !== null && taken >= capacity && mine?.seat !== "held";
  return { both: event.both, full: none(event.capacity, event.seats_taken), fullOnline: event.both && none(event.online_capacity, event.online_taken) };
}

/** Whichever way. */
export const isFull = ({ both, full, fullOnline }: ReturnType<typeof fullOf>): boolean => full && (!both || fullOnline);

/** «¿Vas?»: for who is invited, for who may come along, and the way in for who is not known yet. Nothing where no answer is taken. */
export function AnswerSection({
  event,
  mine,
  refusal,
  signedIn,
}: {
  event: Seats & { id: string; series_id: string | null };
  mine: Mine | null;
  refusal: string | null;
  signedIn: boolean;
}) {
  if (refusal) return null;
  const seats = fullOf(event, mine);
  if (!signedIn) {
    return (
      <Section title="¿Vas?" id="responder">
        <p>Si te invitaron, responde con los botones del correo que recibiste: no necesitas cuenta. Con tu cuenta también puedes responder aquí.</p>
        <p>
          <LinkButton to={paths.signIn(paths.event(event.id))} kind="secondary" icon="enter">
            Entrar para responder
          </LinkButton>
        </p>
      </Section>
    );
  }
  const standing = mine ? myStanding(mine, mine.position) : null;
  return (
    <Section title={mine ? "¿Vas?" : "¿Quieres ir?"} id="responder">
      {standing && <Notice kind={standing.tone === "positive" ? "ok" : standing.tone === "caution" ? "warn" : "info"}>{<p>{standing.sentence}</p>}</Notice>}
      {!mine && <p>No estás en la lista de personas invitadas, pero puedes sumarte.</p>}
      {isFull(seats) && mine?.answer !== "yes" && <p>El cupo está completo: si respondes que vas, quedas en lista de espera y te avisamos por correo si se libera un lugar.</p>}
      <AnswerButtons
        action={paths.eventAnswer(event.id)}
        current={mine?.answer ?? null}
        mode={mine?.mode ?? null}
        comment={mine?.comment}
        scope={event.series_id ? "one" : undefined}
        {...seats}
      />
      {event.series_id && (
        <p>
          <a href={paths.eventDates(event.id)}>Responder fecha por fecha</a>
        </p>
      )}
    </Section>
  );
}
