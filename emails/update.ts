import type { MailContent } from "#app/domain/mail/mail.ts";
import { eventWhen, shortDate, time } from "#app/i18n/dates.ts";
import type { Zone } from "#app/i18n/zones.ts";
import { type Block, facts, mailContent, paragraph, quote, strong } from "./layout.ts";
import {
  answerButtons,
  colleagues,
  description,
  greeting,
  howAnswersArrive,
  type MeetingProps,
  meetingFooter,
  meetingHead,
  meetingPreview,
  placeFacts,
  whenOf,
} from "./meeting.ts";

export interface UpdateProps extends MeetingProps {
  /** What the reader was told last. */
  before: { starts_at: string; ends_at: string; zone: Zone; place: string | null; online_url: string | null };
  message: string | null;
  seat: "held" | "waiting" | null;
  previousAnswer: "yes" | "no" | "maybe" | null;
}

/** The time or the place changed: says what was so and what is so now, and asks again. */
export function update(props: UpdateProps): MailContent {
  const { meeting, before, message } = props;
  const newTime = eventWhen(before, { readerZone: props.readerZone }) !== whenOf(props);
  const newPlace = before.place !== meeting.place || before.online_url !== meeting.online_url;
  const what = newTime && newPlace ? "cambiaron la fecha y el lugar" : newPlace ? "cambió el lugar" : "cambió la fecha";
  const [placeBefore, placeNow] = places(before, meeting);
  return mailContent(
    newTime ? `Nueva fecha: ${meeting.title} (ahora ${shortDate(meeting.starts_at, meeting.zone)}, ${time(meeting.starts_at, meeting.zone)})` : `Nuevo lugar: ${meeting.title}`,
    {
      ...meetingHead(props),
      preheader: `${what.replace("c", "C")}. Ahora: ${newTime ? whenOf(props) : placeNow}.`,
      why: `Recibes este correo porque estás en la lista de esta reunión y ${what}.`,
      body: [
        ...greeting(props),
        ...(newTime ? changed("Cambió la fecha.", eventWhen(before, { readerZone: props.readerZone }), whenOf(props)) : []),
        ...(newPlace ? changed("Cambió el lugar.", placeBefore, placeNow) : []),
        ...(message ? [quote(message, props.organiser ?? undefined)] : []),
        ...(meeting.oneOfSeries ? [paragraph("Es solo esta fecha: las demás de la serie siguen como estaban.")] : []),
        paragraph(standing(props)),
      ],
      ...answerButtons(props),
      after: [placeFacts(props), ...colleagues(props), howAnswersArrive, ...description(props)],
      footer: meetingFooter(props),
    },
    props.ical,
  );
}

function changed(title: string, was: string, is: string): Block[] {
  return [
    paragraph(strong(title)),
    facts([
      { label: "Antes", value: was },
      { label: "Ahora", value: is },
    ]),
  ];
}

interface Where {
  place: string | null;
  online_url: string | null;
}

/** Both in words; what is the same of both is left out. */
function places(before: Where, now: Where): [string, string] {
  const sameLink = before.online_url === now.online_url && before.place !== null && now.place !== null;
  const words = ({ place, online_url }: Where) => {
    const online = online_url && !sameLink ? `${place ? "también " : ""}en línea (${online_url})` : "";
    return [place, online].filter(Boolean).join("; ") || "por definir";
  };
  return [words(before), words(now)];
}

const SAID = { yes: "Voy", no: "No puedo", maybe: "Aún no sé" } as const;

function standing({ seat, previousAnswer }: UpdateProps): string {
  if (seat === "held") return "Tu lugar sigue reservado. Cuéntanos si puedes venir con este cambio.";
  if (seat === "waiting") return "Sigues en la lista de espera. Cuéntanos si puedes venir con este cambio.";
  if (previousAnswer) return `Habías respondido «${SAID[previousAnswer]}». Como hubo un cambio, te preguntamos de nuevo.`;
  return "Cuéntanos si puedes venir.";
}

export const preview: UpdateProps = {
  ...meetingPreview,
  before: {
    starts_at: "2026-12-04T21:30:00.000Z",
    ends_at: "2026-12-04T23:00:00.000Z",
    zone: "America/Santiago",
    place: "Liceo Polivalente Los Boldos, Rancagua",
    online_url: "https://meet.example/abc",
  },
  message: "Ese viernes hay elecciones del centro de estudiantes.",
  seat: "held",
  previousAnswer: "yes",
};
