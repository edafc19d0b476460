import { ANSWER_WORDS, type Answer } from "#app/components/event-words.ts";
import { useSubmission } from "#app/components/submission.ts";
import { Button, ButtonGroup } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Form, TextArea } from "#app/ui/form.tsx";
import type { IconName } from "#app/ui/icon.tsx";

const ICONS: Record<Answer, IconName> = { yes: "check", no: "cross", maybe: "question" };
const ORDER: Answer[] = ["yes", "no", "maybe"];

/**
 * Voy · No puedo · Aún no sé: a form of three buttons, each of which answers. `current` is what was said before, `preset` what the button
 * of the mail said: only proposed, for opening a link changes nothing.
 */
export function AnswerButtons({
  action,
  current,
  preset,
  comment,
  full = false,
  hidden = {},
}: {
  action?: string;
  current: Answer | null;
  preset?: Answer | null;
  comment?: string | null;
  /** All seats are taken: «Voy» puts one in the waiting list, and says so. */
  full?: boolean;
  hidden?: Record<string, string>;
}) {
  const { errors, refused, value } = useSubmission();
  const typed = refused ? value("comment") : (comment ?? "");
  const strong = preset ?? current;
  return (
    <Form action={action} className="form answer-form" errors={errors}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ButtonGroup label="Tu respuesta">
        {ORDER.map((answer) => (
          <Button key={answer} name="answer" value={answer} icon={ICONS[answer]} kind={strong === answer ? "primary" : "secondary"} aria-pressed={current === answer}>
            {full && answer === "yes" ? "Voy, si hay lugar" : ANSWER_WORDS[answer]}
          </Button>
        ))}
      </ButtonGroup>
      <Disclosure summary={comment ? "Tu comentario" : "Agregar un comentario"} open={typed !== ""}>
        <TextArea
          label="Comentario para la coordinación"
          name="comment"
          optional
          rows={2}
          maxLength={500}
          value={typed}
          hint="Lo lee solo la coordinación. Se guarda junto con tu respuesta."
        />
      </Disclosure>
    </Form>
  );
}
