import { Select } from "#app/ui/form.tsx";

/** A name in a text («@Teresa») that is nobody's here, or several people's. */
export interface UnclearName {
  typed: string;
  people: readonly { id: string; name: string; school: string | null }[];
}

/** Whom each of them means: asked before anything is published. */
export function NameChoices({ unclear }: { unclear: readonly UnclearName[] }) {
  return (
    <>
      {unclear.map(({ typed, people }, n) => (
        <div key={typed}>
          <input type="hidden" name={`typed_${n}`} value={typed} />
          <Select
            label={people.length === 0 ? `No encontramos a ${typed}` : `Hay más de una persona: ${typed}`}
            name={`person_${n}`}
            required
            placeholder="Elige"
            options={[
              ...people.map(({ id, name, school }) => ({ value: id, label: school ? `${name}, ${school}` : name })),
              { value: "nobody", label: "Dejarlo como texto, sin avisar a nadie" },
            ]}
          />
        </div>
      ))}
    </>
  );
}
