import { ANSWER_WORDS, type Answer } from "#app/components/event-words.ts";
import { useSubmission } from "#app/components/submission.ts";
import type { Mode } from "#app/domain/events/event.ts";
import { Button, ButtonGroup } from "#app/ui/button.tsx";
import { Disclosure } from "#app/ui/dialog.tsx";
import { Form, RadioGroup, TextArea } from "#app/ui/form.tsx";
import type { IconName } from "#app/ui/icon.tsx";

export interface Choice {
  /** What the button sends as `answer`: with the way of coming, where there are two. */
  value: string;
  answer: Answer;
  mode: Mode | null;
  label: string;
  icon: IconName;
}

/** Voy · No puedo · Aún no sé; of a meeting held both ways: Voy en persona · Me conecto · No puedo · Aún no sé. */
export function choicesOf({ both, full, fullOnline }: { both: boolean; full: boolean; fullOnline: boolean }): Choice[] {
  const there: Choice[] = both
    ? [
        { value: "yes in_person", answer: "yes", mode: "in_person", label: full ? "En persona, si hay lugar" : "Voy en persona", icon: "check" },
        { value: "yes online", answer: "yes", mode: "online", label: fullOnline ? "En línea, si hay lugar" : "Me conecto", icon: "online" },
      ]
    : [{ value: "yes", answer: "yes", mode: null, label: full ? "Voy, si hay lugar" : ANSWER_WORDS.yes, icon: "check" }];
  return [
    ...there,
    { value: "no", answer: "no", mode: null, label: ANSWER_WORDS.no, icon: "cross" },
    { value: "maybe", answer: "maybe", mode: null, label: ANSWER_WORDS.maybe, icon: "question" },
  ];
}

export interface Current {
  answer: Answer | null;
  mode?: Mode | null | undefined;
}

export const isChosen = (choice: Choice, { answer, mode }: Current): boolean => choice.answer === answer && (choice.mode === null || choice.mode === (mode ?? "in_person"));

/**
 * A form of buttons, each of which answers. `current` is what was said before, `preset` what the button of the mail said: only proposed, for opening a
 * link changes nothing.
 */
export function AnswerButtons({
  action,
  current,
  mode,
  preset,
  comment,
  both = false,
  full = false,
  fullOnline = false,
  scope,
  hidden = {},
}: {
  action?: string;
  current: Answer | null;
  mode?: Mode | null;
  preset?: Current | null;
  comment?: string | null;
  both?: boolean;
  /** All seats are taken: «Voy» puts one in the waiting list, and says so. */
  full?: boolean;
  fullOnline?: boolean;
  /** One date of a series: for which dates the answer is proposed to be. */
  scope?: "one" | "series" | undefined;
  hidden?: Record<string, string>;
}) {
  const { errors, refused, value } = useSubmission();
  const typed = refused ? value("comment") : (comment ?? "");
  const strong = preset ?? { answer: current, mode };
  return (
    <Form action={action} className="form answer-form" errors={errors}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {scope && (
        <RadioGroup
          legend="¿Por qué fechas respondes?"
          name="scope"
          value={scope}
          options={[
            { value: "series", label: "Todas las fechas que quedan" },
            { value: "one", label: "Solo esta fecha" },
          ]}
        />
      )}
      <ButtonGroup label="Tu respuesta">
        {choicesOf({ both, full, fullOnline }).map((choice) => (
          <Button
            key={choice.value}
            name="answer"
            value={choice.value}
            icon={choice.icon}
            kind={isChosen(choice, strong) ? "primary" : "secondary"}
            aria-pressed={isChosen(choice, { answer: current, mode })}
          >
            {choice.label}
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
