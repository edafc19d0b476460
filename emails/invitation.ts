import type { MailContent } from "#app/domain/mail/mail.ts";
import { shortDate, time } from "#app/i18n/dates.ts";
import { mailContent } from "./layout.ts";
import {
  answerButtons,
  answeredBefore,
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

/** You are invited: one a person, with the calendar part that their mail program understands. */
export function invitation(props: MeetingProps): MailContent {
  const { meeting } = props;
  return mailContent(
    `Invitación: ${meeting.title} (${shortDate(meeting.starts_at, meeting.zone)}, ${time(meeting.starts_at, meeting.zone)})`,
    {
      ...meetingHead(props),
      preheader: `${whenOf(props)}. ${meeting.place ?? "En línea"}.`,
      why: whyInvited(props),
      body: [...greeting(props), ...answeredBefore(props)],
      ...answerButtons(props),
      after: [placeFacts(props), ...colleagues(props), howAnswersArrive, ...description(props)],
      footer: meetingFooter(props),
    },
    props.ical,
  );
}

export const preview: MeetingProps = meetingPreview;
