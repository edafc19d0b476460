import type { MailContent } from "#app/domain/mail/mail.ts";
import { shortDate, time } from "#app/i18n/dates.ts";
import { mailContent, paragraph, strong } from "./layout.ts";
import { colleagues, description, greeting, type MeetingProps, meetingFooter, meetingHead, meetingPreview, placeFacts, whenOf } from "./meeting.ts";

export interface PromotionProps extends MeetingProps {
  /** False where they have not confirmed since the time or place changed. */
  confirmed: boolean;
}

/** A seat was freed and it is yours. The calendar part says that you come, for programs that do not have the meeting yet. */
export function promotion(props: PromotionProps): MailContent {
  const { meeting, confirmed, links } = props;
  return mailContent(
    `Tienes un lugar: ${meeting.title} (${shortDate(meeting.starts_at, meeting.zone)}, ${time(meeting.starts_at, meeting.zone)})`,
    {
      ...meetingHead(props),
      preheader: `Se liberó un lugar y es para ti. ${whenOf(props)}.`,
      why: "Recibes este correo porque estabas en la lista de espera de esta reunión.",
      body: [
        ...greeting(props),
        paragraph(
          strong("Se liberó un lugar y es para ti."),
          confirmed ? " No tienes que hacer nada más: te esperamos." : " Confirma si vienes, porque la reunión cambió desde que respondiste.",
        ),
        placeFacts(props),
        ...colleagues(props),
      ],
      ask: confirmed ? "¿Ya no puedes? Avísanos y se lo damos a la siguiente persona." : "¿Vas a venir?",
      buttons: confirmed
        ? [{ label: "Ya no puedo", href: links.no, kind: "secondary" }]
        : [
            { label: "Voy", href: links.yes },
            { label: "No puedo", href: links.no, kind: "secondary" },
          ],
      after: description(props),
      footer: meetingFooter(props),
    },
    props.ical,
  );
}

export const preview: PromotionProps = { ...meetingPreview, confirmed: true, colleagues: { going: true, names: ["Hernán Vidal"], more: 0 } };
