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
    why: meetings.length > 0 ? "Recibes este recordatorio porque estás en la lista de invitados." : "Recibes este recordatorio porque participas en estas reuniones.",
    body: [...(props.person === "" ? [] : [paragraph(`Hola, ${props.person}:`)]), ...(alone ? standing(alone) : meetings.flatMap(meetingBlock))],
    ...(alone ? askOf(alone) : {}),
    after: [...(alone ? [whereOf(alone)] : []), ...promiseBlocks(promises), ...harvestBlocks(harvests)],
    footer: footerOf(props),
  });
}

function subjectOf({ meetings, promises, harvests }: DailyProps): string {
  const [first] = meetings;
  if (first && meetings.length === 1) return `${capital(first.relative)}: ${first.title} (${first.hour})`;
  if (first) return `Tus próximas ${meetings.length} reuniones: la primera, ${first.relative}`;
  const [promise] = promises;
  if (promise) return promises.length === 1 ? `Pendiente: ${promise.what.slice(0, 80)}` : `Tienes ${promises.length} compromisos pendientes`;
  return `¿Cómo estuvo? ${harvests[0]?.meeting ?? ""}`.trim();
}

function titleOf({ meetings, promises, harvests }: DailyProps): string {
  if (meetings.length > 0) return "Tus próximas reuniones";
  if (promises.length > 0) return promises.length === 1 ? "Un compromiso pendiente" : "Tus compromisos pendientes";
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

function harvestBlocks(harvests: DailyProps["harvests"]): Block[] {
  if (harvests.length === 0) return [];
  return [
    heading("Cuatro preguntas, dos minutos"),
    paragraph("Lo que respondas ayuda a preparar mejor la próxima reunión. No necesitas cuenta."),
    list(harvests.map(({ meeting, url }) => [`${meeting}. `, link("Responder", url)])),
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
  links: { stop: `${base}/b/x`, notices: `${base}/cuenta/avisos` },
};
