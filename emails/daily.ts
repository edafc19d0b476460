import type { MailContent } from "#app/domain/mail/mail.ts";
import { dateBlockParts } from "#app/i18n/dates.ts";
import type { Zone } from "#app/i18n/zones.ts";
import { type Block, facts, heading, link, list, type MailPage, mailContent, note, paragraph, strong } from "./layout.ts";

export interface DailyMeeting {
  title: string;
  times: { starts_at: string; ends_at: string; zone: Zone };
  readerZone: Zone;
  when: string;
  /** «mañana» */
  relative: string;
  hour: string;
  place: string | null;
  online_url: string | null;
  /** null: has not answered. */
  answer: "yes" | "maybe" | null;
  waiting: boolean;
  /** `pass`: what opens the door of a meeting that has one. */
  links: { page: string; yes: string; no: string; maybe: string; pass: string | null };
}

export interface DailyProps {
  network: { name: string; url: string };
  person: string;
  meetings: DailyMeeting[];
  promises: { what: string; meeting: string; due: string; late: boolean; url: string }[];
  harvests: { meeting: string; url: string }[];
  /** Their voice is asked for in a circle, and the deadline is near. */
  voices?: { what: string; circle: string; until: string; url: string }[];
  /** Agreements of their circle that they answer for, and that are to be looked at again. */
  reviews?: { what: string; circle: string; due: string; late: boolean; url: string }[];
  /** Roles of their circles whose term runs out. */
  terms?: { role: string; holder: string; circle: string; due: string; url: string }[];
  /** What they saved and closes soon. */
  closings?: { what: string; closes: string; url: string }[];
  /** Juries they sit in, with something left to assess. */
  juries?: { what: string; until: string; left: number; url: string }[];
  /** What they began to apply with and did not send in. */
  drafts?: { what: string; closes: string; url: string }[];
  links: { stop: string | null; notices: string };
}

/** The one reminder of the day: meetings to come, what was promised, what was asked about a meeting. */
export function daily(props: DailyProps): MailContent {
  const { meetings, promises, harvests } = props;
  const [only] = meetings;
  const alone = only && meetings.length === 1 ? only : null;
  const subject = subjectOf(props);
  return mailContent(subject, {
    ...(alone ? oneMeeting(alone) : { title: titleOf(props) }),
    preheader: alone ? `${alone.when}.` : "Lo que viene y lo que quedó pendiente.",
    network: props.network,
    why: whyOf(props),
    body: [...(props.person === "" ? [] : [paragraph(`Hola, ${props.person}:`)]), ...(alone ? standing(alone) : meetings.flatMap(meetingBlock))],
    ...(alone ? askOf(alone) : {}),
    after: [
      ...(alone ? [whereOf(alone)] : []),
      ...voiceBlocks(props.voices ?? []),
      ...promiseBlocks(promises),
      ...reviewBlocks(props.reviews ?? []),
      ...termBlocks(props.terms ?? []),
      ...closingBlocks(props.closings ?? []),
      ...draftBlocks(props.drafts ?? []),
      ...juryBlocks(props.juries ?? []),
      ...harvestBlocks(harvests),
    ],
    footer: footerOf(props),
  });
}

function whyOf({ meetings, promises, harvests, voices = [], reviews = [], terms = [], closings = [], juries = [], drafts = [] }: DailyProps): string {
  const others = meetings.length + promises.length + harvests.length + voices.length + reviews.length + terms.length;
  if (closings.length > 0 && others === 0) return "Recibes este recordatorio porque guardaste esta oportunidad en el repositorio.";
  if (drafts.length > 0 && others + closings.length + juries.length === 0) return "Recibes este recordatorio porque comenzaste esta postulación.";
  if (juries.length > 0 && others + closings.length === 0) return "Recibes este recordatorio porque eres parte de un jurado.";
  if (meetings.length > 0) return "Recibes este recordatorio porque estás en la lista de invitados.";
  return promises.length + harvests.length > 0 ? "Recibes este recordatorio porque participas en estas reuniones." : "Recibes este recordatorio porque eres parte de un círculo.";
}

function subjectOf({ meetings, promises, harvests, voices = [], reviews = [], terms = [], closings = [], juries = [], drafts = [] }: DailyProps): string {
  const [first] = meetings;
  if (first && meetings.length === 1) return `${capital(first.relative)}: ${first.title} (${first.hour})`;
  if (first) return `Tus próximas ${meetings.length} reuniones: la primera, ${first.relative}`;
  const [voice] = voices;
  if (voice) return voices.length === 1 ? `Te falta hablar: ${voice.what.slice(0, 80)}` : `Te falta hablar en ${voices.length} decisiones`;
  const [promise] = promises;
  if (promise) return promises.length === 1 ? `Pendiente: ${promise.what.slice(0, 80)}` : `Tienes ${promises.length} compromisos pendientes`;
  const [review] = reviews;
  if (review) return reviews.length === 1 ? `Toca revisar un acuerdo: ${review.what.slice(0, 80)}` : `Toca revisar ${reviews.length} acuerdos`;
  const [term] = terms;
  if (term) return terms.length === 1 ? `Hay que elegir: ${term.role}, ${term.circle}`.slice(0, 120) : `Hay que elegir: ${terms.length} roles de tus círculos`;
  const [draft] = drafts;
  if (draft) return `Te falta enviar tu postulación: ${draft.what}`.slice(0, 120);
  const [jury] = juries;
  if (jury) return `Te falta evaluar: ${jury.what}`.slice(0, 120);
  const [closing] = closings;
  if (closing && harvests.length === 0) return `Por cerrar: ${closing.what}`.slice(0, 120);
  return `¿Cómo estuvo? ${harvests[0]?.meeting ?? ""}`.trim();
}

function titleOf({ meetings, promises, harvests, voices = [], reviews = [], terms = [], closings = [], juries = [], drafts = [] }: DailyProps): string {
  if (meetings.length > 0) return "Tus próximas reuniones";
  if (voices.length > 0) return "Te falta hablar";
  if (promises.length > 0) return promises.length === 1 ? "Un compromiso pendiente" : "Tus compromisos pendientes";
  if (reviews.length > 0) return reviews.length === 1 ? "Toca revisar un acuerdo" : "Toca revisar acuerdos";
  if (terms.length > 0) return terms.length === 1 ? "Un rol de tu círculo termina" : "Roles de tus círculos terminan";
  if (drafts.length > 0) return "Te falta enviar tu postulación";
  if (juries.length > 0) return "Te falta evaluar";
  if (closings.length > 0 && harvests.length === 0) return closings.length === 1 ? "Algo que guardaste está por cerrar" : "Lo que guardaste está por cerrar";
  return harvests.length === 1 ? "Cuéntanos cómo estuvo" : "Cuéntanos cómo estuvieron";
}

const oneMeeting = (meeting: DailyMeeting): Pick<MailPage, "title" | "dateBlock" | "when"> => ({
  title: meeting.title,
  dateBlock: dateBlockParts(meeting.times, { readerZone: meeting.readerZone }),
  when: meeting.when,
});

const STANDING = { yes: "Nos dijiste que vas. ¡Te esperamos!", maybe: "Nos dijiste que aún no sabías. ¿Ya puedes confirmar?", none: "Todavía no nos has dicho si vas." };

function standingWords({ answer, waiting }: DailyMeeting): string {
  return waiting ? "Estás en lista de espera: te avisamos si se libera un lugar." : STANDING[answer ?? "none"];
}

const standing = (meeting: DailyMeeting): Block[] => [paragraph(`Es ${meeting.relative}. ${standingWords(meeting)}`)];

/** Whoever said yes is not asked again, but can still say no. */
function askOf({ answer, links }: DailyMeeting): Pick<MailPage, "ask" | "buttons"> {
  if (answer === "yes") {
    return {
      buttons: [
        { label: "Ver la reunión", href: links.page },
        { label: "No puedo", href: links.no, kind: "secondary" },
      ],
    };
  }
  return {
    ask: "¿Vas a venir?",
    buttons: [
      { label: "Voy", href: links.yes },
      { label: "No puedo", href: links.no, kind: "secondary" },
    ],
  };
}

const whereOf = ({ place, online_url, links }: DailyMeeting): Block =>
  facts([
    place !== null && { label: "Lugar", value: place, links: links.pass ? [{ label: "Tu entrada", href: links.pass }] : [] },
    online_url !== null && { label: "En línea", value: place === null ? "Por videollamada" : "También por videollamada", links: [{ label: "Conectarse", href: online_url }] },
  ]);

function meetingBlock(meeting: DailyMeeting): Block[] {
  return [
    heading(meeting.title),
    paragraph(strong(meeting.when), `. ${standingWords(meeting)}`),
    ...(meeting.place || meeting.online_url ? [whereOf(meeting)] : []),
    paragraph(link(meeting.answer === "yes" ? "Ver la reunión" : "Responder", meeting.links.page)),
  ];
}

function promiseBlocks(promises: DailyProps["promises"]): Block[] {
  if (promises.length === 0) return [];
  return [
    heading(promises.length === 1 ? "Quedaste de hacer" : "Quedaste de hacer esto"),
    list(promises.map(({ what, meeting, due, late, url }) => [strong(what), ` (${meeting}). ${late ? "Era para el" : "Para el"} ${due}. `, link("Ya está hecho", url)])),
  ];
}

function voiceBlocks(voices: NonNullable<DailyProps["voices"]>): Block[] {
  if (voices.length === 0) return [];
  return [
    heading("Tu círculo espera tu voz"),
    list(voices.map(({ what, circle, until, url }) => [strong(what), ` (${circle}). Se puede hablar hasta el ${until}. `, link("Leer y hablar", url)])),
  ];
}

function reviewBlocks(reviews: NonNullable<DailyProps["reviews"]>): Block[] {
  if (reviews.length === 0) return [];
  return [
    heading(reviews.length === 1 ? "Un acuerdo a tu cargo que toca revisar" : "Acuerdos a tu cargo que toca revisar"),
    paragraph("¿Todavía sirve? El círculo puede mantenerlo, cambiarlo o terminarlo."),
    list(
      reviews.map(({ what, circle, due, late, url }) => [strong(what), ` (${circle}). ${late ? "Su revisión era el" : "Su revisión es el"} ${due}. `, link("Ver el acuerdo", url)]),
    ),
  ];
}

function termBlocks(terms: NonNullable<DailyProps["terms"]>): Block[] {
  if (terms.length === 0) return [];
  return [
    heading(terms.length === 1 ? "Termina un período en tu círculo" : "Terminan períodos en tus círculos"),
    paragraph("Cualquiera del círculo puede empezar la elección; se puede elegir a la misma persona."),
    list(terms.map(({ role, holder, circle, due, url }) => [strong(role), ` (${circle}): el período de ${holder} termina el ${due}. `, link("Empezar la elección", url)])),
  ];
}

function closingBlocks(closings: NonNullable<DailyProps["closings"]>): Block[] {
  if (closings.length === 0) return [];
  return [heading("Lo guardaste, y está por cerrar"), list(closings.map(({ what, closes, url }) => [strong(what), `: cierra el ${closes}. `, link("Ver las bases", url)]))];
}

function harvestBlocks(harvests: DailyProps["harvests"]): Block[] {
  if (harvests.length === 0) return [];
  return [
    heading("Cuatro preguntas, dos minutos"),
    paragraph("Lo que respondas ayuda a preparar mejor la próxima reunión. No necesitas cuenta."),
    list(harvests.map(({ meeting, url }) => [`${meeting}. `, link("Responder", url)])),
  ];
}

function draftBlocks(drafts: NonNullable<DailyProps["drafts"]>): Block[] {
  if (drafts.length === 0) return [];
  return [heading("Comenzaste a postular y falta enviar"), list(drafts.map(({ what, closes, url }) => [strong(what), `: cierra el ${closes}. `, link("Revisar y enviar", url)]))];
}

function juryBlocks(juries: NonNullable<DailyProps["juries"]>): Block[] {
  if (juries.length === 0) return [];
  return [
    heading("El jurado espera tu evaluación"),
    list(
      juries.map(({ what, until, left, url }) => [
        strong(what),
        `: te ${left === 1 ? "falta 1 postulación" : `faltan ${left} postulaciones`}. Hay plazo hasta el ${until}. `,
        link("Evaluar", url),
      ]),
    ),
  ];
}

function footerOf({ network, links }: DailyProps): Block[] {
  const account = link("cuándo quieres que te recordemos", links.notices);
  if (links.stop === null) return [note(`Enviado por ${network.name}. Con tu cuenta eliges `, account, ".")];
  return [note(`Enviado por ${network.name}: a lo más un recordatorio al día. Puedes `, link("dejar de recibirlos", links.stop), " o elegir con tu cuenta ", account, ".")];
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const base = "https://nodos.example";

export const preview: DailyProps = {
  network: { name: "Nodos", url: base },
  person: "Teresa",
  meetings: [
    {
      title: "Sesión de diciembre: seguridad en tableros",
      times: { starts_at: "2026-12-05T21:30:00.000Z", ends_at: "2026-12-05T23:00:00.000Z", zone: "America/Santiago" },
      readerZone: "America/Santiago",
      when: "sábado 5 de diciembre de 2026, 18:30 a 20:00 h",
      relative: "mañana",
      hour: "18:30",
      place: "Liceo Industrial Puerto Claro, Av. Brasil 123, Valparaíso",
      online_url: null,
      answer: null,
      waiting: false,
      links: { page: `${base}/i/x`, yes: `${base}/i/x?r=yes`, no: `${base}/i/x?r=no`, maybe: `${base}/i/x?r=maybe`, pass: `${base}/i/x/entrada` },
    },
  ],
  promises: [{ what: "Enviar la pauta de seguridad", meeting: "Sesión de octubre", due: "lunes 30 de noviembre de 2026", late: true, url: `${base}/acuerdo/x` }],
  harvests: [{ meeting: "Taller de tableros", url: `${base}/cosecha/x` }],
  voices: [{ what: "Elección de secretario/a", circle: "Círculo de Electricidad", until: "viernes 4 de diciembre de 2026, 23:59 h", url: `${base}/voz/x` }],
  reviews: [{ what: "n.º 7: Rotar la sede de las sesiones", circle: "Círculo de Electricidad", due: "lunes 30 de noviembre de 2026", late: true, url: `${base}/bitacora/x` }],
  terms: [{ role: "Secretario/a", holder: "Bruno Muñoz Tapia", circle: "Círculo de Electricidad", due: "miércoles 20 de enero de 2027", url: `${base}/circulos/x/eleccion` }],
  links: { stop: `${base}/b/x`, notices: `${base}/cuenta/avisos` },
};
