import type { Zone } from "#app/i18n/zones.ts";

interface Due {
  /** What it is known by once it was told: never told twice. */
  ref: string;
  email: string;
  name: string;
  zone: Zone;
  due_at: string;
}

/** A meeting to come. */
export interface MeetingDue extends Due {
  is: "meeting";
  invitation_id: string;
  event_id: string;
  title: string;
  event_kind: string;
  starts_at: string;
  ends_at: string;
  event_zone: Zone;
  place: string | null;
  online_url: string | null;
  answer: "yes" | "maybe" | null;
  seat: "held" | "waiting" | null;
}

/** Something that was agreed, or taken on, and is not done. */
export interface PromiseDue extends Due {
  is: "agreement" | "task";
  what: string;
  meeting: string;
  due_on: string;
  /** Where it is marked as done. */
  path: string;
}

/** An agreement of a circle's logbook that its reader answers for, and whose review is near or has come. */
export interface ReviewDue extends Due {
  is: "review";
  what: string;
  circle: string;
  due_on: string;
  path: string;
}

/** A role of their circle whose term runs out, and that nobody is being selected for yet. */
export interface TermDue extends Due {
  is: "term";
  /** The role. */
  what: string;
  holder: string;
  circle: string;
  due_on: string;
  path: string;
}

/** Their voice is asked for in a circle, and the deadline is near. */
export interface VoiceDue extends Due {
  is: "voice";
  what: string;
  circle: string;
  deadline_at: string;
  call_id: string;
}

/** The four questions after a meeting. */
export interface HarvestDue extends Due {
  is: "harvest";
  invitation_id: string;
  event_id: string;
  meeting: string;
}

/** Something that they saved closes soon. */
export interface ClosingDue extends Due {
  is: "closing";
  what: string;
  closes_at: string;
  event_zone: Zone;
  path: string;
}

/** They sit in a jury whose date is near, and have something left to assess. */
export interface JuryDue extends Due {
  is: "jury";
  what: string;
  jury_at: string;
  event_zone: Zone;
  left: number;
  path: string;
}

/** They began to apply, did not send it in, and the call closes soon. */
export interface DraftDue extends Due {
  is: "draft";
  what: string;
  closes_at: string;
  event_zone: Zone;
  path: string;
}

export type DueItem = DraftDue | JuryDue | MeetingDue | PromiseDue | VoiceDue | HarvestDue | TermDue | ReviewDue | ClosingDue;
