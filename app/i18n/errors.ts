/** Validation codes -> what a person reads beside the field: what happened and what to do. */
const SENTENCES: Record<string, string> = {
  required: "Falta completar este dato.",
  too_long: "Es demasiado largo: acórtalo un poco.",
  too_short: "Es demasiado corto.",
  email: "Escribe una sola dirección de correo, por ejemplo nombre@liceo.cl.",
  email_taken: "Ya hay una cuenta con este correo. Puedes entrar o pedir un enlace de ingreso.",
  number: "Escribe un número.",
  too_small: "El número es demasiado bajo.",
  too_big: "El número es demasiado alto.",
  date: "Revisa la fecha.",
  time: "Revisa la hora, por ejemplo 18:30.",
  url: "Escribe una dirección web completa, que empiece con https://",
  choice: "Elige una de las opciones.",
  password_short: "La clave necesita al menos 10 caracteres.",
  password_common: "Esa clave es muy conocida: elige otra, por ejemplo tres palabras juntas.",
  password_personal: "La clave no puede ser tu nombre ni tu correo: elige otra.",
  name: "Escribe el nombre tal como se lee, sin enlaces ni símbolos.",
  close_sure: "Marca que entiendes que no se puede deshacer.",
  password_wrong: "La clave actual no coincide.",
  credentials: "El correo o la clave no coinciden. Revísalos o pide un enlace para entrar.",
  consent_required: "Necesitamos tu acuerdo para crear la cuenta.",
  end_before_start: "El término debe ser después del inicio.",
  time_gap: "Esa hora no existe: esa noche los relojes se adelantan una hora. Elige otra.",
  past: "Esa fecha ya pasó.",
  place_required: "Di dónde será: un establecimiento, una dirección, un enlace, o varios de ellos.",
  node_not_yours: "Elige al menos un nodo que coordines.",
  node_of_others: "Ese nodo lo coordina otra persona: pídele que lo haga ella.",
  kind_fixed: "Una reunión ya publicada no puede volverse hito, ni un hito volverse reunión.",
  nodes_required: "Elige al menos un nodo.",
  audience_required: "Elige a quiénes invitar.",
  capacity_below_taken: "Ya hay más personas confirmadas que ese cupo.",
  changed_meanwhile:
    "Alguien guardó cambios en esta reunión mientras la editabas. Aquí está lo que escribiste: ábrela en otra pestaña, compara, y si quieres que quede así, guarda de nuevo.",
  unchanged: "No hay ningún cambio que guardar.",
  not_found: "No encontramos eso. Elige otra opción.",
  file_required: "Elige un archivo.",
  file_too_big: "El archivo es demasiado grande: el máximo es de 8 MB y 30.000 líneas.",
  file_not_csv: "No pudimos leer el archivo como CSV. Guárdalo como «CSV UTF-8» y súbelo de nuevo.",
  file_no_rows: "El archivo no tiene líneas con datos debajo de los títulos.",
  file_missing_column: "Falta una columna: «nombre» para establecimientos, «correo» para personas. Revisa los títulos de la primera línea.",
  slug_taken: "Ya existe un nodo con ese nombre.",
  rbd: "Escribe el RBD con su dígito, por ejemplo 2134-5, o solo el número.",
  rbd_taken: "Otro establecimiento tiene ese RBD.",
  person_unknown: "Nadie tiene una cuenta con ese correo. Pídele que se registre primero.",
  by_invitation: "A este nodo ahora se entra solo por invitación de quien lo coordina.",
  node_archived: "El nodo está archivado: ya no se puede entrar.",
  feeds_full: "Ya tienes 20 calendarios. Anula uno que no uses y crea este de nuevo.",
  too_many: "Hubo demasiados intentos. Espera unos minutos y prueba de nuevo.",
  expired: "El enlace ya se usó o venció. Pide uno nuevo.",
};

/** Spanish for a code; an unknown one (zod's own English message) becomes a general sentence. */
export function errorSentence(code: string): string {
  return SENTENCES[code] ?? (/\s/.test(code) && /[áéíóúñ¿¡«.]/i.test(code) && !/^(Invalid|Too|Expected|Unrecognized)/.test(code) ? code : "Revisa este dato.");
}

export const isErrorCode = (code: string): boolean => code in SENTENCES;
