import { AnswerButtons } from "#app/components/answer-buttons.tsx";
import { type Answer, myStanding } from "#app/components/event-words.ts";
import { paths } from "#app/paths.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/flash.tsx";
import { Section } from "#app/ui/layout.tsx";

interface Mine {
  answer: Answer | null;
  previous_answer: Answer | null;
  seat: string | null;
  comment: string | null;
  position: number | null;
}

/** «¿Vas?»: for who is invited, for who may come along, and the way in for who is not known yet. Nothing where no answer is taken. */
export function AnswerSection({
  event,
  mine,
  refusal,
  signedIn,
}: {
  event: { id: string; capacity: number | null; seats_taken: number };
  mine: Mine | null;
  refusal: string | null;
  signedIn: boolean;
}) {
  if (refusal) return null;
  const full = event.capacity !== null && event.seats_taken >= event.capacity && mine?.seat !== "held";
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
      {full && mine?.answer !== "yes" && <p>El cupo está completo: si respondes que vas, quedas en lista de espera y te avisamos por correo si se libera un lugar.</p>}
      <AnswerButtons action={paths.eventAnswer(event.id)} current={mine?.answer ?? null} comment={mine?.comment} full={full} />
    </Section>
  );
}
