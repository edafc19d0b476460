/** What the check of an imported file says, line by line. */

export const FIELD_LABELS: Record<string, string> = {
  rbd: "RBD",
  name: "nombre",
  comuna_code: "comuna",
  dependency: "dependencia",
  rural: "rural",
  cohort: "año de ingreso",
  specialties: "especialidades",
  node: "nodo",
  establishment_id: "establecimiento",
  position: "cargo",
  organisation: "organización",
  specialty: "especialidad",
  counterpart: "contraparte",
  title: "título",
  summary: "resumen",
  link_url: "enlace",
  visibility: "quién lo ve",
  rest: "otros datos",
};

const REASONS: Record<string, (value: string) => string> = {
  name_missing: () => "falta el nombre",
  name_long: () => "el nombre es demasiado largo",
  comuna_missing: () => "falta la comuna",
  comuna_unknown: (value) => `no conocemos la comuna «${value}»`,
  rbd_bad: (value) => `«${value}» no es un RBD`,
  dependency_unknown: (value) => `no conocemos la dependencia «${value}»`,
  rural_bad: (value) => `en «rural» escribe sí o no, no «${value}»`,
  cohort_bad: (value) => `«${value}» no es un año de ingreso`,
  node_unknown: (value) => `no hay un nodo llamado «${value}»`,
  repeated: (value) => `repite la línea ${value}`,
  email_missing: () => "falta el correo",
  email_bad: (value) => `«${value}» no es una dirección de correo`,
  school_unknown: (value) => `no hay un establecimiento llamado «${value}»: impórtalo primero o revisa el nombre`,
  school_ambiguous: (value) => `hay más de un establecimiento llamado «${value}»: usa su RBD`,
  position_unknown: (value) => `no conocemos el cargo «${value}»: usa docente, directiva/o, equipo gestor, aliada/o u otra`,
  title_missing: () => "falta el título",
  too_long: (value) => `demasiado largo: ${value}`,
  link_bad: (value) => `«${value}» no es una dirección web: debe empezar con https://`,
  kind_unknown: (value) => `no conocemos el tipo «${value}»`,
  licence_unknown: (value) => `no conocemos la licencia «${value}»`,
  visibility_unknown: (value) => `en «visibilidad» escribe pública, miembros, nodo o borrador, no «${value}»`,
  specialty_unknown: (value) => `no hay una especialidad llamada «${value}»`,
  date_bad: (value) => `«${value}» no es una fecha: escribe día-mes-año`,
  file_missing: (value) => `«${value}» no está en la carpeta comprimida`,
  file_without_zip: (value) => `para traer «${value}» sube una carpeta comprimida (.zip) con la tabla y los archivos`,
  file_kind: (value) => `no aceptamos archivos como «${value}»`,
  file_size: (value) => `«${value}» pesa demasiado: el máximo es de 50 MB, y de 500 MB si es un video`,
  file_refused: (value) => value,
  node_needed: () => "para que lo vea su nodo, di en qué nodo está",
  stays_draft: (value) => `queda como borrador${value ? `: ${value}` : ""}`,
  counterpart_without_school: () => "para ser contraparte necesita un establecimiento",
};

export function reasonText(reason: { code: string; value?: string }): string {
  return REASONS[reason.code]?.(reason.value ?? "") ?? "no pudimos leerla";
}

export const KIND_LABELS: Record<string, string> = { establishments: "Establecimientos", people: "Personas", resources: "Recursos" };

export const STATE_LABELS: Record<string, string> = {
  checked: "Revisada, sin guardar",
  applying: "Guardando",
  applied: "Guardada",
  discarded: "Descartada",
};

/** «No pudimos leer 2 de 106 líneas. Las demás están bien; no se guardó nada todavía.» */
export function checkSummary(counts: { create: number; change: number; same: number; refuse: number }): string {
  const total = counts.create + counts.change + counts.same + counts.refuse;
  if (counts.refuse === 0) return total === 1 ? "La línea está bien; no se guardó nada todavía." : `Las ${total} líneas están bien; no se guardó nada todavía.`;
  const good = total - counts.refuse;
  const rest =
    good === 0
      ? "Corrige el archivo y súbelo de nuevo; no se guardó nada."
      : good === 1
        ? "La otra está bien; no se guardó nada todavía."
        : `Las demás ${good} están bien; no se guardó nada todavía.`;
  return counts.refuse === 1 ? `No pudimos leer una línea. ${rest}` : `No pudimos leer ${counts.refuse} líneas. ${rest}`;
}
