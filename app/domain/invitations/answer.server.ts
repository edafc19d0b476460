/** Stub of signatures; the bodies are being written. */
import type { Ctx } from "#app/domain/context.ts";
import type { Answer, Seat } from "#app/domain/events/event.ts";

const soon = (): never => {
  throw new Error("not written yet");
};

export interface AnswerResult {
  event_id: string;
  invitation_id: string;
  answer: Answer;
  /** held: has a seat; waiting: all are taken, in line for the next; null: needs none. */
  seat: Seat | null;
}

interface Said {
  answer: Answer;
  /** undefined keeps what was there. */
  comment?: string | null | undefined;
}

/** conflict reasons: cancelled, past, nobody_invited; gone: uninvited. */
export async function answerInvitation(_ctx: Ctx, _input: Said & { invitationId: string }): Promise<AnswerResult> {
  return soon();
}

export async function answerByToken(_ctx: Ctx, _token: string, _input: Said): Promise<AnswerResult> {
  return soon();
}

/** Somebody signed in who was not called, to a meeting they can see; with an invitation already, simply answers it. */
export async function joinEvent(_ctx: Ctx, _eventId: string, _input: Said): Promise<AnswerResult> {
  return soon();
}

/** The coordinator writes down what somebody told them. */
export async function setAnswerFor(_ctx: Ctx, _input: Said & { invitationId: string }): Promise<AnswerResult> {
  return soon();
}
