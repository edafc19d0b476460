import { MODE_WORDS } from "#app/components/attendance-words.ts";
import { useSubmission } from "#app/components/submission.ts";
import type { Mode } from "#app/domain/events/event.ts";
import { Button } from "#app/ui/button.tsx";
import { Field, Form, RadioGroup } from "#app/ui/form.tsx";

/** The code that stands on the screen of the meeting. */
export function CodeForm({ modes, code }: { modes: Mode[]; code: string }) {
  const { errors, value } = useSubmission({ code });
  return (
    <Form errors={errors}>
      <Field
        label="Código de la pantalla"
        name="code"
        value={value("code")}
        required
        maxLength={40}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        className="input code-input"
        hint="Cinco letras y números. Da lo mismo mayúsculas o minúsculas."
        width="short"
      />
      {modes.length > 1 && (
        <RadioGroup
          legend="¿Cómo estás participando?"
          name="mode"
          value={value("mode") || modes[0]}
          layout="segmented"
          options={modes.map((mode) => ({ value: mode, label: MODE_WORDS[mode] }))}
        />
      )}
      <Button icon="check">Registrar mi llegada</Button>
    </Form>
  );
}

export const CODE_REFUSED: Record<string, string> = {
  code_early: "El código funciona desde media hora antes de la reunión.",
  code_late: "La reunión ya terminó: pide a la coordinación que anote tu asistencia.",
  list_closed: "La lista de esta reunión ya se cerró: habla con la coordinación.",
  cancelled: "Esta reunión se canceló.",
};
