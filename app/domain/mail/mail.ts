/** What a mail is, before it has bytes. */

export const MAIL_KINDS = [
  "invitation",
  "update",
  "cancellation",
  "reminder",
  "promotion",
  "account",
  "membership",
  "duty",
  "poll",
  "minutes",
  "certificate",
  "circle",
  "repository",
  "conversation",
  "digest",
  "call",
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

export const MAIL_STATES = ["queued", "sending", "sent", "failed", "caught"] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** What a template of emails/ makes. */
export interface MailContent {
  subject: string;
  html: string;
  text: string;
  /** The calendar file (iMIP): its METHOD is said again in the part's header. */
  ical?: { method: "REQUEST" | "CANCEL"; content: string };
  /** Pictures that the HTML shows by `cid:`. They stand behind everything else, the calendar file too. */
  attachments?: Attachment[];
}

export interface Attachment {
  filename: string;
  contentType: string;
  content: Buffer;
  cid?: string;
}

export interface OutgoingMail {
  kind: MailKind;
  /** One person, one bare address. */
  to: { name: string; address: string };
  /** What is said to whom, e.g. `invitation:<event>:<sequence>:<invitation>`: the same key is the same mail, queued once. */
  key: string;
  content: MailContent;
  /** Who speaks, before our address: «Camila Díaz (Nodos)». The network's name otherwise. */
  fromName?: string;
  /** The thread that it belongs to, for mail programs: the message that all its mails answer, and the list they are of. */
  thread?: { root: string; list: string };
  /** Where an answer goes, if not to the sender: one bare address. */
  replyTo?: string;
  eventId?: string | null;
  invitationId?: string | null;
  /** Whom a permanent failure is shown to. */
  senderPersonId?: string | null;
  /** Absolute /b/ URL: becomes List-Unsubscribe with one-click. */
  unsubscribe?: string;
}
