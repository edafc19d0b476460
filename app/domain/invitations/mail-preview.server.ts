/** What the invitation will look like, before anyone is invited. */
import type { Actor, Ctx } from "#app/domain/context.ts";
import type { EventDetail } from "#app/domain/events/event-rows.ts";
import type { MailContent } from "#app/domain/mail/mail.ts";
import { newId } from "#db/ids.ts";
import { writeMails } from "./meeting-mails.server.ts";

/** As it would reach the coordinator themselves. Its buttons lead nowhere: the invitation they speak of does not exist. */
export function previewInvitation(ctx: Ctx & { actor: Actor }, meeting: EventDetail): Pick<MailContent, "subject" | "html" | "text"> | null {
  const said = { meeting, stamp: ctx.now, organiser: ctx.actor.name, senderId: null, message: null, history: {} };
  const reader = {
    id: newId(),
    email: ctx.actor.email,
    name: ctx.actor.name,
    establishment_id: null,
    answer: null,
    previous_answer: null,
    seat: null,
    mailed_sequence: null,
    round: 0,
    reminders: 0,
    zone: meeting.zone,
  };
  const [mail] = writeMails(ctx, "invitation", said, [reader], []);
  return mail ? { subject: mail.content.subject, html: mail.content.html, text: mail.content.text } : null;
}
