/** What processes of circles are called, and why an act is not taken: whole and kind sentences. */
import type { PhaseWords, ProcessKindName } from "#app/domain/processes/kind.ts";
import type { Refusal } from "#app/domain/processes/machine.ts";

export const PROCESS_KIND_LABELS: Record<ProcessKindName, string> = {
  selection: "Elección de rol",
  proposal: "Propuesta",
  advice: "Consulta de consejo",
  poll: "Sondeo simple",
};

export const processKindLabel = (kind: string): string => PROCESS_KIND_LABELS[kind as ProcessKindName] ?? "Proceso";

export const PROCESS_MODES: Record<string, { label: string; hint: string }> = {
  live: { label: "En una reunión", hint: "El círculo está reunido: quien facilita va anotando lo que cada persona dice." },
  days: { label: "En varios días, por correo", hint: "Cada paso tiene un plazo y a cada persona le llega un correo cuando le toca hablar." },
};

const OUTCOMES: Record<string, string> = {
  proclaimed: "Rol asignado",
  adopted: "Acuerdo adoptado",
  decided: "Decisión tomada",
  counted: "Sondeo terminado",
  withdrawn: "Retirado",
};

/** «Acuerdo adoptado»; of what is under way, «En curso». */
export const outcomeLabel = (outcome: string | null): string => (outcome === null ? "En curso" : (OUTCOMES[outcome] ?? "Terminado"));

export const REFUSALS: Record<Refusal, string> = {
  no_voice: "En esto hablan las personas del círculo, y tú no tienes voz en él. Puedes leerlo y comentarlo con quien te representa.",
  not_yours: "Esto le corresponde a otra persona. Lo que escribiste sigue aquí, por si quieres hacérselo llegar.",
  not_now: "Mientras escribías, el proceso pasó a otro paso. Lo que escribiste sigue aquí: mira dónde va ahora y, si aún corresponde, envíalo de nuevo.",
  closed: "Este proceso ya terminó. Si algo te preocupa de lo que se decidió, puedes anotarlo como tensión del círculo.",
  spoken: "Tu voz en este paso ya está anotada. Cada persona habla una vez por vuelta.",
  too_early: "Todavía hay personas que no han hablado y queda plazo. Cuando hablen, o cuando se cumpla el plazo, se podrá seguir.",
  no_quorum: "Aún no ha hablado el mínimo de personas que el círculo pide para decidir.",
  objection_open: "Hay una objeción que no se ha resuelto. Antes de cerrar hay que integrarla en la propuesta, o que quien objetó la retire.",
  no_objection: "No hay objeciones por integrar.",
  not_theirs: "Esa objeción es de otra persona: solo ella puede retirarla.",
  unknown: "Lo que elegiste ya no está entre las opciones. Mira la lista de nuevo.",
  unchanged: "Dice lo mismo que antes. Cambia algo, o sigue adelante sin cambiarlo.",
};

/** The store's own reasons, beside those of the machines. */
const OTHER_REASONS: Record<string, string> = {
  id_taken: "Ese envío ya se había usado para otra cosa. Vuelve a cargar la página y prueba de nuevo.",
  circle_closed: "Este círculo está cerrado: ya no se decide en él.",
};

export const refusalSentence = (reason: string | undefined): string | null => REFUSALS[reason as Refusal] ?? OTHER_REASONS[reason ?? ""] ?? null;

/** Where a kind says nothing of a phase. */
export const phaseWordsOr = (words: PhaseWords | null | undefined): PhaseWords =>
  words ?? { title: "En curso", happens: "El círculo está decidiendo paso a paso.", asked: "Abre la página para ver si te toca hablar." };
