/** What pages and mails of circles say. */
import type { DoubleLink, Link, LogbookReaders, Method, SeatState } from "#app/domain/circles/circle.ts";
import type { RoleKey } from "#app/domain/rights.ts";
import { counted } from "./labels.ts";

export const SEAT_STATES: Record<SeatState, string> = { vacant: "Vacante", held: "Ocupado", shared: "Compartido", ending: "Termina pronto" };

export const METHODS: Record<Method, { one: string; hint: string }> = {
  consent: { one: "Por consentimiento", hint: "Se proponen nombres con razones y se busca a quien nadie objete. Es lo que recomendamos." },
  vote: { one: "Por votación secreta", hint: "Cada persona elige en secreto y gana quien reúne más votos." },
};

export const LOGBOOKS: Record<LogbookReaders, { one: string; hint: string }> = {
  public: { one: "Cualquier persona", hint: "Los acuerdos se pueden leer sin cuenta." },
  network: { one: "Personas con cuenta en la red", hint: "Los acuerdos se leen al entrar." },
  circle: { one: "Solo el círculo", hint: "Los leen sus integrantes y quien lo conduce." },
};

export const LINKS: Record<Link, { one: string; hint: string }> = {
  up: { one: "Lleva la voz del círculo al de arriba", hint: "Quien ejerce el rol participa también en el círculo de arriba." },
  down: { one: "Trae al círculo lo que se decide arriba", hint: "Quien ejerce el rol participa también en el círculo de arriba." },
};

export const RIGHTS_ROWS: Record<RoleKey, string> = {
  ambassador: "Lo mismo que embajador/a",
  coordinator: "Lo mismo que coordinador/a",
  secretary: "Lo mismo que secretario/a",
  facilitator: "Lo mismo que facilitador/a",
  other: "Lo que la red definió para otros roles",
};

/** How a term ended. */
export const END_REASONS: Record<string, string> = {
  resigned: "dejó el rol",
  replaced: "siguió otra persona",
  ended: "lo terminó la administración",
  left: "dejó el círculo",
  closed: "se cerró la cuenta o el círculo",
};

/** What is missing for the double link to hold, in plain words. */
export function linkGap(link: { up: { name: string } | null; down: { name: string } | null; gap: DoubleLink["gap"] }): string | null {
  const up = link.up?.name ?? "quien lleva la voz";
  const down = link.down?.name ?? "quien trae lo de arriba";
  switch (link.gap) {
    case "no_seats":
      return "Falta un rol que enlace: uno lleva la voz hacia arriba y otro trae lo que se decide allí. Márcalo al editar un rol.";
    case "both_vacant":
      return `Nadie enlaza este círculo con el de arriba: los roles ${up} y ${down} están vacantes.`;
    case "up_vacant":
      return `El rol ${up} está vacante: nadie lleva la voz de este círculo hacia arriba.`;
    case "down_vacant":
      return `El rol ${down} está vacante: nadie trae al círculo lo que se decide arriba.`;
    case "same_person":
      return `La misma persona ejerce ${up} y ${down}. El doble enlace pide dos personas distintas, para que una sola no cargue con todo.`;
    default:
      return null;
  }
}

/** Why an act was refused, said kindly. */
export const CIRCLE_REFUSALS: Record<string, string> = {
  circle_exists: "Ya hay un círculo: mientras escribías, alguien más lo creó.",
  circle_closed: "Este círculo se disolvió: ya no se puede cambiar.",
  node_archived: "El nodo está archivado: no se le puede crear un círculo.",
  has_subcircles: "Todavía tiene círculos debajo: disuélvelos primero.",
  open_processes: "Todavía hay decisiones abiertas: ciérralas o retíralas primero.",
  holds_role: "Ejerce un rol en este círculo: primero tiene que dejarlo o terminar su período.",
  last_coordinator: "Eres la única persona que coordina el nodo. Antes de dejarlo, elijan a quien sigue (inicia una elección) o pide ayuda a la administración.",
  default_role: "Los cuatro roles de base no se quitan: si no lo usan, puede quedar vacante.",
  role_archived: "Ese rol ya no se usa.",
};

/** «del Círculo de Electricidad», «de Equipo de tableros». */
export const ofCircle = (name: string): string => (/^círculo\b/i.test(name) ? `del ${name.charAt(0).toLowerCase()}${name.slice(1)}` : `del círculo ${name}`);

export const monthsWords = (months: number): string => (months % 12 === 0 ? counted(months / 12, "año", "años") : counted(months, "mes", "meses"));

export const daysLeftWords = (days: number): string => (days === 0 ? "termina hoy" : `termina en ${counted(days, "día", "días")}`);
