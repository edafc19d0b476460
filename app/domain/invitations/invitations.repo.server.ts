/** Stub of signatures; the bodies are being written. */
import type { Answer, EventKind, EventStatus, Seat } from "#app/domain/events/event.ts";
import type { Db } from "#db/create.ts";
import type { Zone } from "#app/i18n/zones.ts";

const soon = (): never => {
  throw new Error("not written yet");
};

/** By what they said: pending = no answer (or none since the change); unconfirmed = holds a seat and has not said so again. */
export const ANSWER_STATES = ["yes", "waiting", "maybe", "no", "pending", "unconfirmed"] as const;
export type AnswerState = (typeof ANSWER_STATES)[number];

export interface AnswerRow {
  id: string;
  name: string;
  email: string;
  /** Not a registered person. */
  outside: boolean;
  establishment_name: string | null;
  establishment_slug: string | null;
  answer: Answer | null;
  previous_answer: Answer | null;
  answered_at: string | null;
  comment: string | null;
  seat: Seat | null;
  seat_at: string | null;
  reminded_at: string | null;
}

export interface SchoolAnswersRow {
  establishment_id: string;
  name: string;
  slug: string;
  invited: number;
  yes: number;
  no: number;
  maybe: number;
  pending: number;
}

export interface AnswerCounts {
  invited: number;
  yes: number;
  waiting: number;
  maybe: number;
  no: number;
  pending: number;
  /** Hold a seat from before the last change and have not confirmed again. */
  unconfirmed: number;
  schools_invited: number;
  schools_yes: number;
}

export interface MyInvitationRow {
  id: string;
  event_id: string;
  title: string;
  kind: EventKind;
  status: EventStatus;
  zone: Zone;
  starts_at: string;
  ends_at: string;
  host_name: string | null;
  address: string | null;
  online: boolean;
  answer: Answer | null;
  previous_answer: Answer | null;
  seat: Seat | null;
}

/** What a person is invited to from `from` (an instant) on, the next first. */
export async function listMyInvitations(_db: Db, _personId: string, _options: { from: string; limit: number }): Promise<MyInvitationRow[]> {
  return soon();
}

export async function answersOf(_db: Db, _eventId: string, _options: { state?: AnswerState | undefined; q?: string | undefined; page?: number; limit?: number } = {}): Promise<{ rows: AnswerRow[]; total: number }> {
  return soon();
}

export async function answersBySchool(_db: Db, _eventId: string, _options: { page?: number; limit?: number } = {}): Promise<{ rows: SchoolAnswersRow[]; total: number }> {
  return soon();
}

export async function answerCounts(_db: Db, _eventId: string): Promise<AnswerCounts> {
  return soon();
}

export interface InvitationRow {
  id: string;
  event_id: string;
  person_id: string | null;
  email: string;
  name: string;
  establishment_id: string | null;
  answer: Answer | null;
  previous_answer: Answer | null;
  answered_at: string | null;
  comment: string | null;
  seat: Seat | null;
  seat_at: string | null;
  removed_at: string | null;
}
export async function findInvitation(_db: Db, _id: string): Promise<InvitationRow | null> {
  return soon();
}

/** What /i/:token shows, visible to whoever holds the link: the meeting and their answer. */
export async function findInvitationByToken(_db: Db, _secret: string, _token: string): Promise<{ invitation: InvitationRow; event: import("#app/domain/events/events.repo.server.ts").EventDetail } | null> {
  return soon();
}

/** How many wait before this one, for «lugar 3 en la lista de espera» (1-based); null when not waiting. */
export async function waitingPlace(_db: Db, _invitationId: string): Promise<number | null> {
  return soon();
}
