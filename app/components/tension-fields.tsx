import { TextArea } from "#app/ui/form.tsx";

/** What happens, what it leads to, what is needed (S3: Describe Organizational Drivers), each with an example beside it. */
export function TensionFields({
  values,
  idPrefix = "",
  optional = false,
}: {
  values?: { situation: string; effect: string; need: string } | null;
  idPrefix?: string;
  /** All three are: the proposal says enough by itself. */
  optional?: boolean;
}) {
  return (
    <div className="driver-fields">
      <TextArea
        label="Qué pasa"
        name="situation"
        id={`${idPrefix}situation`}
        rows={2}
        maxLength={600}
        required={!optional}
        optional={optional}
        value={values?.situation}
        hint="Por ejemplo: «Las actas llegan tres semanas después de cada sesión»."
      />
      <TextArea
        label="Qué efecto tiene"
        name="effect"
        id={`${idPrefix}effect`}
        rows={2}
        maxLength={600}
        optional
        value={values?.effect}
        hint="Por ejemplo: «Los compromisos se olvidan y partimos de cero cada vez»."
      />
      <TextArea
        label="Qué necesitamos"
        name="need"
        id={`${idPrefix}need`}
        rows={2}
        maxLength={600}
        optional
        value={values?.need}
        hint="Por ejemplo: «Saber a los pocos días quién quedó a cargo de qué»."
      />
    </div>
  );
}
