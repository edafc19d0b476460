import type { MailContent } from "#app/domain/mail/mail.ts";
import { shortDate } from "#app/i18n/dates.ts";
import { mailContent, paragraph, quote } from "./layout.ts";
import { formerPlace, greeting, type MeetingProps, meetingFooter, meetingHead, meetingPreview, whenOf } from "./meeting.ts";

export interface CancellationProps extends MeetingProps {
  message: string | null;
  /** Only this reader is no longer invited; the meeting goes on. */
  onlyYou: boolean;
}

/** It will not be held, or not with you. The calendar part takes it off. */
export function cancellation(props: CancellationProps): MailContent {
  const { meeting, message, onlyYou, organiser, network } = props;
  const head = meetingHead(props);
  const who = organiser ?? network.name;
  return mailContent(
    `${onlyYou ? "Ya no estás en la lista" : "Cancelada"}: ${meeting.title} (${shortDate(meeting.starts_at, meeting.zone)})`,
    {
      ...head,
      ...(head.dateBlock && !onlyYou ? { dateBlock: { ...head.dateBlock, cancelled: true } } : {}),
      preheader: onlyYou ? `${who} sacó tu nombre de la lista.` : `No se hará: ${whenOf(props)}.`,
      why: onlyYou ? "Recibes este correo porque estabas en la lista de esta reunión." : "Recibes este correo porque estás en la lista de esta reunión, que se canceló.",
      body: [
        ...greeting(props),
        paragraph(
          onlyYou
            ? `${who} sacó tu nombre de la lista de esta reunión. No hace falta que respondas.`
            : `${who} canceló esta reunión. No hace falta que respondas; si la tenías en tu calendario, puedes sacarla.`,
        ),
        ...(meeting.oneOfSeries ? [paragraph("Es solo esta fecha: las demás de la serie siguen en pie.")] : []),
        ...(message ? [quote(message, organiser ?? undefined)] : []),
        formerPlace(props),
      ],
      footer: meetingFooter(props),
    },
    props.ical,
  );
}

export const preview: CancellationProps = { ...meetingPreview, message: "Hay paro de transporte ese día. Les avisaremos la nueva fecha.", onlyYou: false };
