/** What may become of a message that came to the hub's mailbox. The words for people are in app/i18n/replies.ts. */
export const INCOMING_STATES = ["taken", "ignored", "tray", "refused"] as const;
export type IncomingState = (typeof INCOMING_STATES)[number];

export type IncomingKind = "reply" | "bounce" | "message";

export type IncomingReason =
  // tray: a person must look at it
  | "message" // somebody wrote words, not an answer
  | "too_large"
  | "unreadable"
  | "winmail" // Outlook's own format
  | "other_calendar" // a calendar part that answers nothing
  | "counter" // proposes another time
  | "delegated"
  | "no_answer"
  | "no_token" // did not come to an address of ours that says for whom
  | "unknown_meeting"
  | "wrong_meeting" // the address is of one meeting, the calendar part of another
  | "unknown_date"
  | "stranger" // a forwarded invitation, or an address that nobody knows
  | "other_invitee"
  | "uninvited"
  | "unproven" // the sender's domain publishes how its mail is to be told, and it could not be checked
  // ignored: nothing to do
  | "doubled"
  | "older" // something newer was said already
  | "before_change" // of the meeting as it was before its time or place changed
  | "cancelled"
  | "past"
  | "automatic"
  | "own_mail"
  | "bounce_known"
  | "bounce_unknown"
  | "bounce_elsewhere"
  // … of a thread: whoever wrote it was told
  | "closed"
  | "not_reader" // they do not read it (any more)
  | "nothing_written"
  | "too_long"
  // refused
  | "forged"
  | "several_senders"
  | "wrong_token";

/** A message of more than this is not kept: an answer has some kilobytes. */
export const LARGEST_MAIL = 1_000_000;

/** What answers a thread may bring files; only who was given an address of ours for it can send as much. */
export const LARGEST_THREAD_MAIL = 18_000_000;

/** How long the message itself is kept. What was answered stays. */
export const RAW_KEPT_DAYS = 180;
