/** What the rights of roles are called, and what each lets one do today: one plain sentence. */
import type { Right, RoleKey } from "#app/domain/rights.ts";

export const ROLE_KEY_LABELS: Record<RoleKey, string> = {
  ambassador: "Embajador/a",
  coordinator: "Coordinador/a",
  secretary: "Secretario/a",
  facilitator: "Facilitador/a",
  other: "Otros roles",
};

export const RIGHT_WORDS: Record<Right, { label: string; lets: string }> = {
  call_meetings: {
    label: "Convocar reuniones",
    lets: "Crea, cambia, aplaza y cancela reuniones del nodo; invita, recuerda y ve las respuestas; pregunta por fechas, emite certificados y pide opiniones.",
  },
  take_attendance: { label: "Pasar lista", lets: "Lleva la asistencia de las reuniones, recibe en la puerta y pide ayuda para recibir." },
  keep_minutes: { label: "Llevar el acta", lets: "Escribe y publica el acta de las reuniones con sus acuerdos, marca los que se cumplieron y anota acuerdos en la bitácora." },
  publish: { label: "Publicar", lets: "Edita la página del nodo y presenta a la red a quienes asumen un rol." },
  edit_repository: {
    label: "Cuidar el repositorio",
    lets: "Revisa, corrige y archiva los recursos del nodo y atiende denuncias; arma la agenda, las lecturas y los materiales de las reuniones, y guarda plantillas.",
  },
  approve_members: { label: "Recibir personas", lets: "Responde solicitudes, invita y quita personas del nodo, y mantiene su lista de establecimientos." },
  run_circle: { label: "Conducir el círculo", lets: "Mantiene el círculo al día: sus integrantes, sus roles, sus elecciones y sus propuestas." },
};

/** As part of a sentence: «convocar reuniones». */
export const rightInSentence = (right: Right): string => RIGHT_WORDS[right].label.charAt(0).toLowerCase() + RIGHT_WORDS[right].label.slice(1);
