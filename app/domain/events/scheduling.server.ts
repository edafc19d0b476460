/** Stub of signatures; the bodies are being written. */
import type { Ctx } from "#app/domain/context.ts";
import type { AudienceInput, CancelInput, EventInput, PostponeInput } from "./event.ts";
import type { BadAddress } from "#app/domain/invitations/pasted-addresses.ts";

const soon = (): never => {
  throw new Error("not written yet");
};

/** `id` is the input's own. Sent twice, it is created once. `copyOf`: takes the audience of that event too. */
export async function createDraft(_ctx: Ctx, _input: EventInput, _options: { copyOf?: string } = {}): Promise<{ id: string }> {
  return soon();
}

export interface EditResult {
  /** nothing: the form changed nothing. words: title, description and the like, no mail. calendar: time, place or status, one mail each. */
  changed: "nothing" | "words" | "calendar";
  /** How many will get a mail about it. */
  mails: number;
  /** How many left the waiting list because there are more seats. */
  promoted: number;
}
export async function editEvent(_ctx: Ctx, _id: string, _input: EventInput): Promise<EditResult> {
  return soon();
}

/** What setAudience kept; `bad` are the pasted lines that could not be read (the good ones are kept). On a published event the new ones are invited. */
export interface AudienceResult {
  invited: number;
  bad: BadAddress[];
}
export async function setAudience(_ctx: Ctx, _id: string, _input: AudienceInput): Promise<AudienceResult> {
  return soon();
}

/** The audience as the form shows it: `pasted` is the kept outside addresses, one a line. */
export async function readAudience(_ctx: Ctx, _id: string): Promise<{ node_ids: string[]; counterpart_node_ids: string[]; person_ids: string[]; people: { id: string; name: string }[]; pasted: string }> {
  return soon();
}

export interface ConflictRow {
  name: string;
  establishment: string | null;
  event_id: string;
  /** null when the viewer may not know of that event. */
  event_title: string | null;
  starts_at: string;
  ends_at: string;
  zone: string;
}

export interface AudiencePreview {
  /** Everyone called, each once. */
  total: number;
  byWay: { nodes: number; counterparts: number; people: number; outside: number };
  /** Will get a mail when published (or when saved, if it is published). */
  newOnes: number;
  alreadyInvited: number;
  /** Asked not to be written to: invited, without a mail. */
  stopped: number;
  conflictCount: number;
  /** The first 50. */
  conflicts: ConflictRow[];
}
export async function previewAudience(_ctx: Ctx, _id: string): Promise<AudiencePreview> {
  return soon();
}

export async function publishEvent(_ctx: Ctx, _id: string): Promise<{ mails: number }> {
  return soon();
}

export async function postponeEvent(_ctx: Ctx, _id: string, _input: PostponeInput): Promise<{ mails: number }> {
  return soon();
}

export async function cancelEvent(_ctx: Ctx, _id: string, _input: CancelInput): Promise<{ mails: number }> {
  return soon();
}

export async function deleteDraft(_ctx: Ctx, _id: string): Promise<void> {
  return soon();
}

/** A new draft with the same content and audience, on the same weekday and hour, at least a week from now. */
export async function copyEvent(_ctx: Ctx, _id: string): Promise<{ id: string }> {
  return soon();
}
