/** Three calm buttons, a place to say why, and who is still to speak (S3: Consent Decision-Making). Of proposals and of selections. */
import type { ProcessPage } from "#app/domain/processes/kind.ts";
import { Button } from "#app/ui/button.tsx";
import { Form, TextArea } from "#app/ui/form.tsx";
import { ActFields, ForWhom, useTyped } from "./process-act.tsx";

export type ConsentStance = "consent" | "concern" | "objection";

export const STANCE_WORDS: Record<ConsentStance, string> = { consent: "Consiento", concern: "Tengo una preocupación", objection: "Objeto" };

export function ConsentRound({
  page,
  phaseObject,
  mine,
  act = "stance",
  fields = { stance: "stance", words: "words" },
  extra = {},
}: {
  page: ProcessPage<unknown>;
  /** «la propuesta», «la elección». */
  phaseObject: string;
  /** What I said in this round, to see it and change it. */
  mine: { stance: ConsentStance; words: string } | null;
  /** The act that the buttons send. */
  act?: string;
  fields?: { stance: string; words: string };
  /** More hidden fields: the version that is being read. */
  extra?: Record<string, string>;
}) {
  const typed = useTyped(page, act);
  return (
    <div className="consent-round">
      {mine && (
        <p className={`consent-mine consent-${mine.stance}`}>
          Dijiste: <strong>{STANCE_WORDS[mine.stance].toLowerCase()}</strong>
          {mine.words && `: «${mine.words}»`}. Puedes cambiarlo hasta que termine la ronda.
        </p>
      )}
      <Form action={page.to} errors={typed.errors}>
        <ActFields page={page} act={act} extra={extra} />
        <ForWhom page={page} id={`${act}-for`} />
        <TextArea
          label="Por qué"
          name={fields.words}
          id={`${act}-words`}
          rows={3}
          maxLength={2000}
          value={typed.value(fields.words)}
          error={typed.errors[fields.words]}
          hint={`Para consentir no hace falta. Si tienes una preocupación, o si ${phaseObject} traería un daño o un riesgo, di cuál.`}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset inside the form would name the field as well */}
        <div className="consent-buttons" role="group" aria-label={`Qué dices de ${phaseObject}`}>
          <Button name={fields.stance} value="consent" kind="secondary" className="consent-consent">
            <span>
              Consiento <small>me parece bien, o suficientemente bien</small>
            </span>
          </Button>
          <Button name={fields.stance} value="concern" kind="secondary" className="consent-concern">
            <span>
              Tengo una preocupación <small>queda anotada y no detiene</small>
            </span>
          </Button>
          <Button name={fields.stance} value="objection" kind="secondary" className="consent-objection">
            <span>
              Objeto <small>veo un daño o un riesgo: lo resolvemos antes de seguir</small>
            </span>
          </Button>
        </div>
      </Form>
    </div>
  );
}
