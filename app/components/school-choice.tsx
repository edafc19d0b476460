import { NO_SCHOOL } from "#app/domain/identity/person.ts";
import { Button } from "#app/ui/button.tsx";
import { Field, RadioGroup } from "#app/ui/form.tsx";

export interface SchoolOption {
  id: string;
  name: string;
  comuna: string;
}

/**
 * One's own school out of a thousand: words, a button, and the few that answer to them. Without JavaScript the button sends the form and it
 * comes back with the schools; event-search.js does the same in place.
 */
export function SchoolChoice({ value, schools }: { value: (name: string) => string; schools: SchoolOption[] }) {
  return (
    <div className="stack gap-m" id="establecimiento" data-event-search="school">
      <Field
        label="Tu establecimiento"
        name="school_q"
        type="search"
        optional
        value={value("school_q")}
        maxLength={200}
        autoComplete="off"
        enterKeyHint="search"
        hint="Escribe parte del nombre o la comuna, y búscalo."
        after={
          <Button kind="secondary" icon="search" name="intent" value="search" formNoValidate formAction="#establecimiento">
            Buscar
          </Button>
        }
      />
      <div data-found="" aria-live="polite">
        <Found words={value("school_q").trim()} chosen={value("establishment_id")} schools={schools} />
      </div>
    </div>
  );
}

function Found({ words, chosen, schools }: { words: string; chosen: string; schools: SchoolOption[] }) {
  return (
    <>
      <input type="hidden" name="school_done" value={words} />
      {schools.length === 0 && words !== "" && (
        <p>No encontramos ningún establecimiento con «{words}». Prueba con otra palabra, o sigue sin elegirlo y escríbelo como institución.</p>
      )}
      {schools.length > 0 && (
        <>
          <input type="hidden" name="schools_found" value={schools.length} />
          <RadioGroup
            legend={words === "" ? "Elegido" : "¿Cuál es el tuyo?"}
            name="establishment_id"
            value={chosen || (schools.length === 1 ? schools[0]?.id : "")}
            options={[...schools.map(({ id, name, comuna }) => ({ value: id, label: name, hint: comuna })), { value: NO_SCHOOL, label: "No está en la lista" }]}
          />
        </>
      )}
    </>
  );
}
