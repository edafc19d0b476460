/** How the logbook of a circle says its states and ways of deciding. */
import type { AgreementKind } from "#app/domain/logbook/agreement.ts";
import type { AgreementState } from "#app/domain/logbook/agreement-state.ts";

export const STATE_LABELS: Record<AgreementState, { one: string; many: string; kind: "positive" | "caution" | "danger" | "neutral" }> = {
  in_force: { one: "Vigente", many: "Vigentes", kind: "positive" },
  in_review: { one: "En revisión", many: "En revisión", kind: "caution" },
  expired: { one: "Vencido", many: "Vencidos", kind: "danger" },
  superseded: { one: "Reemplazado", many: "Reemplazados", kind: "neutral" },
  ended: { one: "Terminado", many: "Terminados", kind: "neutral" },
};

/** `said` follows «Se decidió ». */
export const KIND_LABELS: Record<AgreementKind, { label: string; said: string }> = {
  consent: { label: "Por consentimiento", said: "por consentimiento" },
  selection: { label: "Elección de un rol", said: "en una elección de rol" },
  vote: { label: "Por votación", said: "por votación" },
  advice: { label: "Con consejo", said: "pidiendo consejo" },
  poll: { label: "Por sondeo", said: "con un sondeo simple" },
  noted: { label: "Anotado", said: "en una reunión o por escrito, y se anotó aquí" },
};

export const kindLabel = (kind: string): string => KIND_LABELS[kind as AgreementKind]?.label ?? "Acuerdo";
export const kindSaid = (kind: string): string => KIND_LABELS[kind as AgreementKind]?.said ?? "en el círculo";

export const LOGBOOK_READERS: Record<string, string> = {
  public: "La puede leer cualquier persona.",
  network: "La pueden leer las personas de la red con cuenta.",
  circle: "La leen solo quienes son parte del círculo.",
};
