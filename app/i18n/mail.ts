/** What the states and kinds of mail, and the answers of mail servers, are called in Spanish. */

export const MAIL_STATE_WORDS = {
  queued: { one: "En cola", many: "En cola" },
  sending: { one: "Saliendo", many: "Saliendo" },
  sent: { one: "Enviado", many: "Enviados" },
  failed: { one: "No entregado", many: "No entregados" },
  caught: { one: "Guardado aquí", many: "Guardados aquí" },
} as const;

export const MAIL_KIND_WORDS = {
  invitation: "Invitación",
  update: "Cambio de una reunión",
  cancellation: "Cancelación",
  reminder: "Recordatorio",
  promotion: "Cupo liberado",
  account: "Cuenta",
  membership: "Nodo",
  poll: "Sondeo de fechas",
  duty: "Tarea de un encuentro",
  minutes: "Acta",
  certificate: "Certificado",
  circle: "Círculo",
  repository: "Repositorio",
  conversation: "Conversación",
  digest: "Resumen",
  call: "Convocatoria",
} as const;

const REASONS: [RegExp, string][] = [
  [/not a single bare address|invalid recipient/i, "La dirección está mal escrita."],
  [
    /\b5\.1\.[0136]\b|user unknown|unknown user|no such user|does not exist|mailbox unavailable|recipient not found|address rejected/i,
    "La dirección no existe o está mal escrita.",
  ],
  [/\b[45]\.2\.[12]\b|^[45]52\b|over quota|mailbox full|full mailbox/i, "El buzón está lleno o cerrado."],
  [/\b5\.1\.2\b|\b5\.4\.\d\b|domain not found|host unknown/i, "El dominio de la dirección no recibe correo."],
  [/\b[45]\.3\.4\b|too large|size/i, "El correo es demasiado grande para ese buzón."],
  [/\b(535|530|534|538)\b|EAUTH|authentication/i, "Nuestro servidor de correo no aceptó la clave. Lo revisa quien administra la red."],
  [/\b5\.7\.\d+\b|spam|blocked|blacklist|policy|reputation/i, "El servidor de esa dirección rechazó el correo."],
  [/ECONN|ETIMEDOUT|ESOCKET|EDNS|ENOTFOUND|EABORT|ETLS|EPROTOCOL|closed|timeout|timed out/i, "No se pudo hablar con el servidor de correo."],
  [/^4\d\d/, "El servidor de esa dirección pidió esperar."],
];

/** A mail server's answer, in a sentence for whoever sent the mail. The answer itself stands beside it for those who can read it. */
export function failureSentence(answer: string | null): string {
  if (!answer) return "No se pudo entregar.";
  return REASONS.find(([pattern]) => pattern.test(answer))?.[1] ?? "El servidor de esa dirección rechazó el correo.";
}
