/** Calls: convocatorias and concursos. Browser-safe. */

export const CALL_KINDS = { contest: "Concurso", call: "Convocatoria" } as const;
export type CallKind = keyof typeof CALL_KINDS;

export const CALL_VISIBILITIES = { public: "Cualquiera, también sin cuenta", members: "Todas las personas con cuenta", node: "Las personas del nodo" } as const;
export type CallVisibility = keyof typeof CALL_VISIBILITIES;

/** Whether one applies with an experience of the repository. */
export const CALL_WORKS = { none: "No se pide", optional: "Se puede adjuntar", required: "Se postula con una" } as const;
export type CallWork = keyof typeof CALL_WORKS;

export const QUESTION_KINDS = { line: "Respuesta corta", text: "Respuesta larga", number: "Número", choice: "Una opción", choices: "Varias opciones", link: "Enlace" } as const;
export type QuestionKind = keyof typeof QUESTION_KINDS;

export const APPLICATION_STATES = { draft: "Borrador", submitted: "Enviada", withdrawn: "Retirada", out: "Fuera de bases" } as const;
export type ApplicationState = keyof typeof APPLICATION_STATES;

export const CONFLICT_KINDS = {
  same_school: "Es de su establecimiento",
  author: "Participa en la experiencia",
  family: "Parentesco o amistad",
  works_together: "Trabajan juntos",
  other: "Otra razón",
} as const;
export type ConflictKind = keyof typeof CONFLICT_KINDS;

/** What the form asks, beside title and summary. */
export interface Question {
  id: string;
  kind: QuestionKind;
  label: string;
  hint: string;
  required: boolean;
  /** Characters of an answer; null: as many as its kind takes. */
  most: number | null;
  /** Of choice and choices. */
  options: string[];
  /** The answer says who applies: a blind jury does not see it. */
  identifies: boolean;
}

export interface RubricLevel {
  points: number;
  label: string;
  description: string;
}

/** One row of the rubric; its levels from the lowest. */
export interface Criterion {
  id: string;
  name: string;
  description: string;
  weight: number;
  levels: RubricLevel[];
}

/** What stands in the history of a call, for whoever trusts it. */
export const CALL_CHANGE_KINDS = {
  published: "Publicada",
  extended: "Nuevas fechas",
  amended: "Cambio en las bases",
  cancelled: "Sin efecto",
  reopened: "Vuelve a abrir",
  results: "Resultados",
  jury: "Jurado",
} as const;
export type CallChangeKind = keyof typeof CALL_CHANGE_KINDS;

export const QUESTIONS_MAX = 40;
export const CRITERIA_MAX = 20;
export const LEVELS_MAX = 6;

/** The share of a criterion in the whole, in percent. */
export const shareOf = (criterion: Pick<Criterion, "weight">, all: readonly Pick<Criterion, "weight">[]): number =>
  (100 * criterion.weight) /
  Math.max(
    1,
    all.reduce((sum, { weight }) => sum + weight, 0),
  );

export type Phase = "draft" | "upcoming" | "open" | "assessing" | "decided" | "cancelled" | "archived";

export const PHASE_WORDS: Record<Phase, string> = {
  draft: "Borrador",
  upcoming: "Por abrir",
  open: "Abierta",
  assessing: "En evaluación",
  decided: "Con resultados",
  cancelled: "Sin efecto",
  archived: "Archivada",
};

export interface CallStanding {
  published_at: string | null;
  cancelled_at: string | null;
  archived_at: string | null;
  results_at: string | null;
  opens_at: string;
  closes_at: string;
}

/** `now` is an instant. It opens at `opens_at` and is closed at `closes_at` itself. */
export function phaseOf(call: CallStanding, now: string): Phase {
  if (call.archived_at) return "archived";
  if (call.cancelled_at) return "cancelled";
  if (!call.published_at) return "draft";
  if (call.results_at) return "decided";
  if (now < call.opens_at) return "upcoming";
  return now < call.closes_at ? "open" : "assessing";
}
