import type { MailContent } from "#app/domain/mail/mail.ts";
import { shortDate, time } from "#app/i18n/dates.ts";
import { mailContent, paragraph } from "./layout.ts";
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
  whyInvited,
} from "./meeting.ts";

export interface ReminderProps extends MeetingProps {
  seat: "held" | "waiting" | null;
}

/** You have not answered yet. Without a calendar part: the calendar has it since the invitation, and nothing changed. */
export function reminder(props: ReminderProps): MailContent {
  const { meeting, seat } = props;
  return mailContent(`¿Vienes? ${meeting.title} (${shortDate(meeting.starts_at, meeting.zone)}, ${time(meeting.starts_at, meeting.zone)})`, {
    ...meetingHead(props),
    preheader: `Falta tu respuesta. ${whenOf(props)}.`,
    why: whyInvited(props),
    body: [
      ...greeting(props),
      paragraph(
        seat === "held"
          ? "Tienes un lugar reservado, pero no has confirmado desde el último cambio. Si no puedes, avísanos y se lo damos a otra persona."
          : "Todavía no nos has dicho si vienes. Basta con un botón.",
      ),
    ],
    ...answerButtons(props),
    after: [placeFacts(props), ...colleagues(props), howAnswersArrive, ...description(props)],
    footer: meetingFooter(props),
  });
}

export const preview: ReminderProps = { ...meetingPreview, seat: null, colleagues: { going: true, names: ["Hernán Vidal"], more: 0 } };
