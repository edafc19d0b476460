import { PASSWORD_MIN } from "#app/domain/identity/password-rules.ts";
import { GENDERS, POSITION_KEYS, POSITIONS, SECTORS } from "#app/domain/identity/person.ts";
import { Checkbox, Field, RadioGroup, Select } from "#app/ui/form.tsx";

const POSITION_OPTIONS = POSITION_KEYS.map((value) => ({ value, label: POSITIONS[value] }));
const SPECIALTY_OPTIONS = SECTORS.flatMap(({ sector, specialties }) => specialties.map((value) => ({ value, label: value, group: sector })));

/** What a person does: position and specialty. */
export function WorkFields({ value }: { value: (name: string) => string }) {
  return (
    <>
      <Select label="Cargo" name="position" value={value("position")} options={POSITION_OPTIONS} placeholder="Elige tu cargo" required />
      <Select
        label="Especialidad"
        name="specialty"
        optional
        value={value("specialty")}
        options={SPECIALTY_OPTIONS}
        placeholder="Ninguna, o varias"
        hint="Así te mostramos primero los nodos de tu especialidad."
      />
    </>
  );
}

/** A password to be chosen. It never comes back to the page. */
export function NewPasswordField({ label, optional = false }: { label: string; optional?: boolean }) {
  const hint = `Al menos ${PASSWORD_MIN} caracteres. Tres palabras juntas son fáciles de recordar.`;
  return (
    <Field
      label={label}
      name="password"
      type="password"
      optional={optional}
      required={!optional}
      minLength={PASSWORD_MIN}
      maxLength={200}
      autoComplete="new-password"
      hint={optional ? `${hint} Si la dejas en blanco, entrarás con un enlace que llega a tu correo.` : hint}
    />
  );
}

/** Optional, and never shown. */
export function GenderField({ value }: { value: string }) {
  return (
    <RadioGroup
      legend="Género"
      name="gender"
      value={value}
      options={[{ value: "", label: "Prefiero no decirlo" }, ...Object.entries(GENDERS).map(([key, label]) => ({ value: key, label }))]}
      hint="Lo usamos solo para contar cuántas mujeres hay en los roles de la red. Nadie lo ve junto a tu nombre."
    />
  );
}

/** Consent of its own, apart from having an account. */
export function PublicNameField({ checked }: { checked: boolean }) {
  return (
    <Checkbox
      name="name_public"
      checked={checked}
      optional
      label="Mostrar mi nombre en las páginas públicas de mis nodos y de mi establecimiento"
      hint="Si no lo marcas, solo lo ven las personas con cuenta. Tu correo no se muestra nunca en páginas públicas."
    />
  );
}

/** Asked again before something grave. */
export function CurrentPasswordField() {
  return <Field label="Tu clave actual" name="current_password" type="password" required maxLength={200} autoComplete="current-password" />;
}
