/** What became of a message, in words for whoever coordinates. */
import type { IncomingReason } from "#app/domain/replies/incoming.ts";

interface Words {
  /** On a badge. */
  short: string;
  /** What happened, and what can be done. */
  long: string;
}

const WORDS: Record<IncomingReason, Words> = {
  message: { short: "Escribió un mensaje", long: "No es una respuesta de calendario, sino un mensaje escrito. Léelo; si dice si viene o no, anótalo." },
  too_large: { short: "Demasiado grande", long: "El correo pesa más de 1 MB y no se guardó. Si hace falta, pide a esa persona que escriba de nuevo sin adjuntos." },
  unreadable: { short: "No se pudo leer", long: "El correo llegó dañado o en un formato que no conocemos. Puedes descargarlo tal como llegó." },
  winmail: { short: "Formato propio de Outlook", long: "Vino en un formato que solo Outlook entiende (winmail.dat). El asunto suele decir si acepta o no: anótalo." },
  other_calendar: { short: "Otro archivo de calendario", long: "Trae un archivo de calendario que no responde a la invitación." },
  counter: { short: "Propone otra hora", long: "Pide reunirse en otro momento. No cuenta como respuesta hasta que lo anotes." },
  delegated: { short: "Delegó en otra persona", long: "Dice que otra persona irá en su lugar. Si corresponde, invítala." },
  no_answer: { short: "Sin respuesta clara", long: "Viene de un calendario, pero no dice si asiste, no asiste o aún no sabe." },
  no_token: {
    short: "Llegó a la dirección general",
    long: "Responde a una invitación, pero no llegó a la dirección propia de esa invitación, así que no sabemos con seguridad de quién es.",
  },
  unknown_meeting: { short: "Reunión desconocida", long: "Habla de una reunión que no encontramos." },
  wrong_meeting: { short: "De otra reunión", long: "Llegó a la dirección de una invitación, pero habla de otra reunión." },
  unknown_date: { short: "Fecha desconocida", long: "Responde por una fecha que no está entre las de esta serie." },
  stranger: {
    short: "Persona no invitada",
    long: "Responde alguien que no reconocemos como la persona invitada. Puede que le hayan reenviado la invitación, o que use otra dirección.",
  },
  other_invitee: { short: "De otra persona invitada", long: "Responde otra persona invitada con una invitación que no es la suya. Anota la respuesta de quien corresponda." },
  uninvited: { short: "Ya no está en la lista", long: "Responde alguien a quien se sacó de la lista de personas invitadas." },
  unproven: { short: "Remitente sin comprobar", long: "No pudimos comprobar que el correo venga de quien dice. Si lo reconoces, anota la respuesta." },
  doubled: { short: "Repetido", long: "Es el mismo correo que ya habíamos leído." },
  older: { short: "Dijo otra cosa después", long: "Llegó tarde: esa persona ya había respondido algo más reciente, y eso es lo que vale." },
  before_change: { short: "De antes del cambio", long: "Responde por la reunión como era antes de cambiar. La guardamos como su respuesta anterior." },
  cancelled: { short: "Reunión cancelada", long: "La reunión ya estaba cancelada." },
  past: { short: "Reunión pasada", long: "La reunión ya había terminado." },
  automatic: { short: "Respuesta automática", long: "La escribió un programa, por ejemplo un aviso de vacaciones." },
  own_mail: { short: "Correo nuestro", long: "Lo escribimos nosotros mismos." },
  bounce_known: { short: "Devolución ya sabida", long: "Avisa otra vez de un correo que no se pudo entregar." },
  bounce_unknown: { short: "Devolución ajena", long: "Avisa de un correo que no enviamos." },
  bounce_elsewhere: { short: "Devolución de otra dirección", long: "Avisa de una dirección a la que no escribimos: alguien reenvía sus correos." },
  closed: { short: "Conversación cerrada", long: "Respondía a una conversación que ya está cerrada. Se lo dijimos por correo a quien escribió." },
  not_reader: { short: "Ya no puede ver la conversación", long: "Respondía a una conversación que esa persona ya no puede ver. Se lo dijimos por correo." },
  nothing_written: { short: "Sin texto", long: "No traía texto propio, solo el mensaje citado. Se lo dijimos por correo a quien escribió." },
  too_long: { short: "Demasiado largo", long: "El mensaje pasa del largo permitido en una conversación. Se lo dijimos por correo a quien escribió." },
  forged: { short: "Remitente falso", long: "El correo dice venir de una dirección cuyo dominio firma sus correos, y este no trae su firma. No se tomó en cuenta." },
  several_senders: { short: "Varios remitentes", long: "El correo dice venir de varias personas a la vez. No se tomó en cuenta." },
  wrong_token: { short: "Dirección inventada", long: "Llegó a una dirección de respuesta que nosotros no dimos. No se tomó en cuenta." },
};

/** The same of what answers a conversation: nobody was invited to anything there. */
const IN_THREADS: Partial<Record<IncomingReason, Words>> = {
  message: {
    short: "Sin dirección propia",
    long: "Responde a una conversación, pero no llegó a la dirección propia de esa persona, así que no sabemos con seguridad de quién es. No se publicó.",
  },
  stranger: {
    short: "Otra dirección de correo",
    long: "Llegó a la dirección de una persona de la conversación, pero la envía otra dirección. Puede que use otro correo, o que le hayan reenviado el mensaje. No se publicó.",
  },
  unproven: { short: "Remitente sin comprobar", long: "No pudimos comprobar que el correo venga de quien dice. No se publicó. Si lo reconoces, puedes publicarlo." },
  other_calendar: { short: "Trae un calendario", long: "Trae una respuesta de calendario, que no dice nada en una conversación." },
  winmail: { short: "Formato propio de Outlook", long: "Vino en un formato que solo Outlook entiende (winmail.dat). No se pudo publicar." },
  too_large: { short: "Demasiado grande", long: "El correo pesa demasiado y no se guardó. Pide a esa persona que suba los archivos en la conversación." },
};

const KNOWN = new Map<string, Words>(Object.entries(WORDS));

/** Taken: there is no reason to give. */
export function reasonWords(reason: string | null, inThread = false): Words {
  const there = inThread ? IN_THREADS[(reason ?? "") as IncomingReason] : undefined;
  return there ?? KNOWN.get(reason ?? "") ?? { short: "Leído", long: "Se leyó y quedó anotado." };
}

export const SAYS_WORDS: Record<string, string> = { yes: "va", no: "no va", maybe: "aún no sabe" };

/** The parts of the tray. */
export const TRAY_VIEWS = {
  pending: "Por revisar",
  handled: "Revisados",
  refused: "Rechazados",
  read: "Leídos",
} as const;
