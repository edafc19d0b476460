import type { MailContent } from "#app/domain/mail/mail.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { counted } from "#app/i18n/labels.ts";
import { type Block, facts, heading, list, mailContent, paragraph, quote, strong } from "./layout.ts";
import { answerButtons, description, greeting, howAnswersArrive, type MeetingProps, meetingFooter, meetingHead, meetingPreview, placeFacts, whyInvited } from "./meeting.ts";

type Said = "yes" | "no" | "maybe" | null;

/** What changed of one date since the reader was told last. */
export interface DateNews {
  what: "new" | "moved" | "cancelled";
  when: string;
  was?: string;
  placeWas?: string | null;
  placeNow?: string | null;
  /** What they had answered. */
  said?: Said;
}

/** A meeting that repeats, told at once. `meeting` is its next date; `dates` are all that are still to come. */
export interface SeriesProps extends MeetingProps {
  /** «Cada dos meses, el segundo jueves»; null of loose dates. */
  rule: string | null;
  dates: { when: string; place: string | null; said: Said }[];
  news: DateNews[];
  message: string | null;
  /** Only this reader is no longer invited; the meetings go on. */
  onlyYou?: boolean;
}

const SAID = { yes: "Voy", no: "No puedo", maybe: "Aún no sé" } as const;
const datesOf = (count: number) => counted(count, "fecha", "fechas");
const ruleFacts = ({ rule }: SeriesProps): Block[] => (rule === null ? [] : [facts([{ label: "Se repite", value: rule }])]);

/** The dates to come; `withAnswers`: with what the reader has said of each. */
function dateList({ dates }: SeriesProps, withAnswers: boolean): Block[] {
  const line = ({ when, place, said }: SeriesProps["dates"][number]) => {
    const answered = withAnswers && said ? ` (habías respondido «${SAID[said]}»)` : "";
    return `${when}${place ? `, en ${place}` : ""}${answered}`;
  };
  return [heading(dates.length === 1 ? "La fecha que queda" : `Las ${dates.length} fechas`), list(dates.map(line))];
}

const askAll = (props: SeriesProps) => ({
  ...answerButtons(props),
  ask: props.dates.length === 1 ? "¿Vas a venir?" : "¿Vas a venir a todas?",
});

const howSeriesAnswers = (props: SeriesProps): Block[] =>
  props.dates.length === 1
    ? [howAnswersArrive]
    : [paragraph("Con estos botones respondes de una vez por todas las fechas. En la página que se abre también puedes responder fecha por fecha."), howAnswersArrive];

/** You are invited to all of them. */
export function seriesInvitation(props: SeriesProps): MailContent {
  const { meeting, dates } = props;
  return mailContent(
    `Invitación: ${meeting.title} (${datesOf(dates.length)} desde el ${shortDate(meeting.starts_at, meeting.zone)})`,
    {
      ...meetingHead(props),
      preheader: `${datesOf(dates.length)}. ${props.rule ?? ""}`.trim(),
      why: whyInvited(props),
      body: [...greeting(props), paragraph(`Es una reunión que se repite: son ${datesOf(dates.length)}.`), ...ruleFacts(props)],
      ...askAll(props),
      after: [...dateList(props, false), placeFacts(props), ...howSeriesAnswers(props), ...description(props)],
      footer: meetingFooter(props),
    },
    props.ical,
  );
}

/** Several dates changed, were added or cancelled. */
export function seriesUpdate(props: SeriesProps): MailContent {
  const { meeting, news } = props;
  const asksAgain = news.some((one) => one.what !== "cancelled");
  return mailContent(
    `${subjectOf(news)}: ${meeting.title}`,
    {
      ...meetingHead(props),
      preheader: `${datesOf(news.length)} con cambios.`,
      why: "Recibes este correo porque estás en la lista de esta serie de reuniones y hubo cambios en sus fechas.",
      body: [...greeting(props), ...newsBlocks(news), ...(props.message ? [quote(props.message, props.organiser ?? undefined)] : []), paragraph(standing(asksAgain))],
      ...(asksAgain ? askAll(props) : {}),
      after: [...dateList(props, true), ...ruleFacts(props), placeFacts(props), ...(asksAgain ? howSeriesAnswers(props) : []), ...description(props)],
      footer: meetingFooter(props),
    },
    props.ical,
  );
}

function subjectOf(news: DateNews[]): string {
  if (news.every((one) => one.what === "new")) return news.length === 1 ? "Nueva fecha en la serie" : "Nuevas fechas en la serie";
  if (news.every((one) => one.what === "cancelled")) return news.length === 1 ? "Cancelada una fecha" : `Canceladas ${news.length} fechas`;
  return "Cambios en las fechas";
}

const standing = (asksAgain: boolean) =>
  asksAgain
    ? "Cuéntanos si puedes venir. Lo que ya respondiste de las fechas que no cambiaron sigue en pie."
    : "Lo que respondiste de las demás fechas sigue en pie: no tienes que hacer nada.";

function newsBlocks(news: DateNews[]): Block[] {
  return news.flatMap((one) => {
    if (one.what === "new") return [paragraph(strong("Nueva fecha: "), `${one.when}.`)];
    if (one.what === "cancelled") return [paragraph(strong("Se canceló: "), `${one.when}.`)];
    const moved = one.was !== one.when;
    const where = one.placeWas ? [`Antes: ${one.placeWas}. Ahora: ${one.placeNow ?? ""}.`] : [];
    const words = one.said ? [`Habías respondido «${SAID[one.said]}».`] : [];
    return [paragraph(strong(moved ? "Cambió: " : "Cambió el lugar: "), [moved ? `antes ${one.was}; ahora ${one.when}.` : `${one.when}.`, ...where, ...words].join(" "))];
  });
}

/** None of what was still to come will be held, or not with you. */
export function seriesCancellation(props: SeriesProps): MailContent {
  if (props.onlyYou) return removal(props);
  const { meeting, news, organiser, network, message } = props;
  const head = meetingHead(props);
  return mailContent(
    `Canceladas: ${meeting.title} (${datesOf(news.length)})`,
    {
      ...head,
      ...(head.dateBlock ? { dateBlock: { ...head.dateBlock, cancelled: true } } : {}),
      preheader: `No se harán ${news.length === 1 ? "la fecha que quedaba" : `las ${news.length} fechas que quedaban`}.`,
      why: "Recibes este correo porque estás en la lista de esta serie de reuniones, que se canceló.",
      body: [
        ...greeting(props),
        paragraph(`${organiser ?? network.name} canceló las reuniones que quedaban de esta serie. No hace falta que respondas.`),
        ...(message ? [quote(message, organiser ?? undefined)] : []),
        ...(news.length > 0 ? [heading("Las fechas canceladas"), list(news.map((one) => one.when))] : []),
      ],
      footer: meetingFooter(props),
    },
    props.ical,
  );
}

function removal(props: SeriesProps): MailContent {
  const { meeting, organiser, network } = props;
  const who = organiser ?? network.name;
  return mailContent(
    `Ya no estás en la lista: ${meeting.title} (todas las fechas)`,
    {
      ...meetingHead(props),
      preheader: `${who} sacó tu nombre de la lista.`,
      why: "Recibes este correo porque estabas en la lista de esta serie de reuniones.",
      body: [...greeting(props), paragraph(`${who} sacó tu nombre de la lista de las fechas que quedan. No hace falta que respondas.`)],
      footer: meetingFooter(props),
    },
    props.ical,
  );
}

export const preview: SeriesProps = {
  ...meetingPreview,
  rule: "Cada dos meses, el segundo jueves",
  dates: [
    { when: "jueves 10 de diciembre de 2026, 15:00 a 16:30 h", place: null, said: "yes" },
    { when: "jueves 11 de febrero de 2027, 15:00 a 16:30 h", place: "Liceo Polivalente Los Boldos, Rancagua", said: null },
    { when: "jueves 8 de abril de 2027, 15:00 a 16:30 h", place: null, said: null },
  ],
  news: [
    { what: "moved", when: "jueves 10 de diciembre de 2026, 15:00 a 16:30 h", was: "jueves 3 de diciembre de 2026, 15:00 a 16:30 h", said: "yes" },
    { what: "new", when: "jueves 8 de abril de 2027, 15:00 a 16:30 h" },
    { what: "cancelled", when: "jueves 10 de junio de 2027, 15:00 a 16:30 h" },
  ],
  message: "En febrero no hay clases: lo corrimos.",
};
