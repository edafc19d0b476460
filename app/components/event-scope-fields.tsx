import { Fieldset, RadioGroup } from "#app/ui/form.tsx";

/** Which dates of a series an act is about. */
export function ScopeFields({ verb, value = "one" }: { verb: string; value?: string }) {
  return (
    <Fieldset legend={`¿Qué fechas quieres ${verb}?`}>
      <RadioGroup
        legend="Fechas"
        legendHidden
        name="scope"
        value={value}
        options={[
          { value: "one", label: "Solo esta fecha" },
          { value: "following", label: "Esta y las siguientes" },
          { value: "all", label: "Todas las que quedan" },
        ]}
      />
    </Fieldset>
  );
}
