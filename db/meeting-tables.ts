/** The data model of what surrounds a meeting: series, agenda, attendance, minutes, certificates, answers by mail. Conventions as in tables.ts. */
import type { Generated } from "kysely";

type Instant = string;
type Day = string; // YYYY-MM-DD
type Json = string;

/** series ------------------------------------------------------------------------------------ */

/**
 * A meeting that repeats. Each date is a row of `events` (series_id, slot_local); this row says by which rule they came to be.
 * `id` is the id of the first date's event, and the UID of all of them in calendars.
 */
export interface SeriesTable {
  id: string;
  rule: Json | null; // Rule of domain/series/rule.ts; null: only the dates of `extra`
  zone: string;
  first_local: string; // wall time of the first slot: DTSTART
  ends_local: string; // end of the first slot: gives the duration
  extra: Json; // string[] of further slots (wall time): RDATE
  skipped: Json; // string[] of slots taken out before it was published: EXDATE
  sequence: Generated<number>; // SEQUENCE of the whole: raised by every change of any date's time, place or status
  calendar_at: Instant;
  created_at: Instant;
}

/** answers by mail --------------------------------------------------------------------------- */

/** Every message that came to the hub's mailbox, once (by `digest`). */
export interface IncomingMailsTable {
  id: string;
  digest: string; // SHA-256 of the raw message
  source: string; // imap, lmtp
  received_at: Instant;
  message_id: string | null;
  from_email: string;
  from_name: string;
  to_email: string; // the address it was delivered to
  subject: string;
  kind: string; // reply, bounce, message
  state: string; // taken, ignored, tray, refused
  reason: string | null; // why it is in the tray, was ignored or refused: a code of domain/replies
  event_id: string | null;
  invitation_id: string | null;
  thread_id: Generated<string | null>; // what it answers is a thread
  post_id: Generated<string | null>; // what was made of it
  answer: string | null; // what it says: yes, no, maybe
  comment: string | null;
  handled_at: Instant | null; // by the coordinator, from the tray
  handled_by: string | null;
  raw: string; // base64 of the message as it came; "" once it was dropped
}

/** What became of mails to an address: after repeated hard bounces it is not written to any more. */
export interface MailBouncesTable {
  email: string;
  hard: number;
  soft: number;
  last_at: Instant;
  last_status: string; // enhanced status code, "5.1.1"
  last_text: string;
  stopped_at: Instant | null;
}

/** Which mails came back, each counted once as hard and once as soft. */
export interface BouncedMailsTable {
  message_id: string;
  hard: number;
  email: string;
  status: string;
  at: Instant;
}

/** agenda ------------------------------------------------------------------------------------ */

export interface AgendaPartsTable {
  id: string;
  event_id: string;
  position: number;
  title: string;
  minutes: number; // how long
  lead_person_id: string | null;
  lead_name: string; // who is in charge; "" = nobody yet
  notes_md: string;
  notes_html: string;
}

/** Material of a part, or (part_id null) reading suggested before the meeting. */
export interface AgendaMaterialsTable {
  id: string;
  event_id: string;
  part_id: string | null;
  position: number;
  label: string;
  url: string;
  resource_id: Generated<string | null>; // where it is of the repository
}

export interface AgendaTemplatesTable {
  id: string;
  name: string;
  event_kind: string | null; // the kind of meeting it is offered for first; null = any
  parts: Json; // { title, minutes, notes }[]
  position: number;
  created_by: string | null;
  created_at: Instant;
  updated_at: Instant;
  archived_at: Instant | null;
}

/** A meeting saved to be called again: what the form takes, with agenda and audience. */
export interface EventTemplatesTable {
  id: string;
  name: string;
  node_id: string | null; // whose coordinators may use it; null = the whole network
  payload: Json;
  created_by: string | null;
  created_at: Instant;
  archived_at: Instant | null;
}

/** plan de encuentro ------------------------------------------------------------------------- */

export interface EncounterPlansTable {
  event_id: string;
  purpose: string;
  focus: string;
  venue_notes: string;
  updated_at: Instant;
  updated_by: string | null;
}

/** Who does what for a meeting: asked, and accepts or not. */
export interface EventDutiesTable {
  id: string;
  event_id: string;
  duty: string; // key of DUTIES in domain/encounters/encounter.ts
  person_id: string | null;
  name: string;
  email: string | null;
  asked_at: Instant;
  asked_by: string | null;
  accepted_at: Instant | null;
  declined_at: Instant | null;
  ended_at: Instant | null;
}

export interface EventTasksTable {
  id: string;
  event_id: string;
  position: number;
  title: string;
  person_id: string | null;
  name: string;
  due_on: Day | null;
  done_at: Instant | null;
  done_by: string | null;
}

/** External actors of an encounter. */
export interface EventActorsTable {
  id: string;
  event_id: string;
  position: number;
  name: string;
  organisation: string;
  part: string; // what they come for
  email: string | null;
  state: string; // considered, invited, confirmed, declined
}

/** Experiences to be shown, in order. */
export interface EventExperiencesTable {
  id: string;
  event_id: string;
  position: number;
  title: string;
  establishment_id: string | null;
  authors: string;
  format: string; // key of FORMATS in domain/encounters/encounter.ts
  resource_id: Generated<string | null>; // its sheet in the repository
}

export interface BudgetItemsTable {
  id: string;
  event_id: string;
  position: number;
  item: string;
  amount: number; // CLP, whole pesos
  payer: string; // "" = nobody yet
  confirmed_at: Instant | null;
}

/** finding a date ---------------------------------------------------------------------------- */

/** A poll over the date of a draft. Its public link is a signed token of `id`. */
export interface DatePollsTable {
  id: string;
  event_id: string;
  zone: string;
  message: string;
  created_by: string | null;
  created_at: Instant;
  closes_at: Instant | null;
  closed_at: Instant | null;
  chosen_slot_id: string | null;
}

export interface DatePollSlotsTable {
  id: string;
  poll_id: string;
  starts_local: string;
  ends_local: string;
  starts_at: Instant;
  ends_at: Instant;
}

export interface DatePollVotersTable {
  id: string;
  poll_id: string;
  person_id: string | null;
  email: string;
  name: string;
  establishment_id: string | null;
  comment: string;
  asked_at: Instant | null; // the mail that asks them was queued
  voted_at: Instant | null; // null: was asked and has said nothing yet
}

export interface DatePollVotesTable {
  voter_id: string;
  slot_id: string;
  vote: string; // yes, maybe (if need be), no
}

/** Days that the network's schools do not meet, beside public holidays: school holidays, end of year. Edited by administration. */
export interface SchoolDaysTable {
  id: string;
  kind: string; // holiday (no classes), busy (classes, but avoid)
  name: string;
  first_day: Day;
  last_day: Day;
  region_code: string | null; // null = the whole country
  created_by: string | null;
  created_at: Instant;
}

/** attendance -------------------------------------------------------------------------------- */

/** Said before or after that they could not come. Absent needs no row: invited, did not come, no excuse. */
export interface AttendanceExcusesTable {
  id: string;
  event_id: string;
  invitation_id: string;
  reason: string;
  noted_at: Instant;
  noted_by: string | null;
}

/** Every act on an attendance list, for ever. */
export interface AttendanceLogTable {
  id: string;
  event_id: string;
  attendance_id: string | null;
  invitation_id: string | null;
  what: string; // present, removed, mode, excused, unexcused, students, closed, reopened
  detail: Json;
  at: Instant;
  by_person_id: string | null; // null = themselves, with the code or their link
}

/** Students are numbers, never people. */
export interface StudentCountsTable {
  event_id: string;
  establishment_id: string;
  count: number;
  noted_at: Instant;
  noted_by: string | null;
}

/** Who may take attendance of one meeting without other powers. */
export interface DoorKeepersTable {
  id: string;
  event_id: string;
  person_id: string;
  granted_at: Instant;
  granted_by: string | null;
  ended_at: Instant | null;
}

/** minutes, agreements, certificates, harvest ------------------------------------------------ */

export interface MinutesTable {
  event_id: string;
  version: Generated<number>; // 0 = never published
  revision: Generated<number>; // raised by every save: how two editors notice each other
  published_at: Instant | null; // of the last version
  created_at: Instant;
  created_by: string | null;
  updated_at: Instant;
}

export interface MinutesPartsTable {
  id: string;
  event_id: string;
  agenda_part_id: string | null;
  position: number;
  title: string;
  notes_md: string;
  notes_html: string;
  revision: Generated<number>;
  updated_at: Instant;
  updated_by: string | null;
}

/** What was published, whole: versions are never changed. */
export interface MinutesVersionsTable {
  id: string;
  event_id: string;
  version: number;
  content: Json;
  note: string; // what changed since the one before
  published_at: Instant;
  published_by: string | null;
  sent_to: string; // whom it is mailed to: came, absent, both ("all") or nobody ("")
  cursor: Generated<string>; // the last of them whose mail was written
  sent_at: Generated<Instant | null>; // all mails are written
}

export interface AgreementsTable {
  id: string;
  event_id: string;
  part_id: string | null; // of minutes_parts
  position: number;
  what: string;
  owner_person_id: string | null;
  owner_name: string;
  owner_email: string | null;
  due_on: Day | null;
  created_at: Instant;
  created_by: string | null;
  done_at: Instant | null;
  done_by: string | null;
  dropped_at: Instant | null;
  dropped_by: string | null;
  comment: Generated<string | null>; // what its owner said of it, last
  to_logbook_at: Generated<Instant | null>; // asked that the circle's logbook has it too, once the minutes are published: there it has the same id
}

export interface SignaturesTable {
  id: string;
  person_id: string;
  media_type: string; // image/png, image/jpeg
  image: string; // base64
  created_at: Instant;
  ended_at: Instant | null;
}

export interface CertificatesTable {
  id: string;
  code: string; // what the QR and the public page are known by
  event_id: string;
  attendance_id: string | null;
  person_id: string | null;
  name: string;
  email: string | null;
  establishment_name: string | null;
  minutes: number; // attended
  signer_name: string;
  signer_role: string;
  signature_id: string | null;
  issued_at: Instant;
  issued_by: string | null;
  revoked_at: Instant | null;
  revoked_by: string | null;
}

/** The four questions after a meeting. */
export interface HarvestsTable {
  event_id: string;
  opened_at: Instant;
  opened_by: string | null;
  closes_at: Instant;
}

export interface HarvestAnswersTable {
  id: string;
  event_id: string;
  invitation_id: string;
  valued: string;
  improve: string;
  transfer: string;
  again: number | null; // 0..10
  answered_at: Instant;
}

/** reminders --------------------------------------------------------------------------------- */

/** How long before a meeting of a kind people are reminded; several rows a kind. */
export interface ReminderLeadsTable {
  kind: string; // of events
  hours: number;
}

/** Said once: what was told to whom. `ref` names it: "meeting:<invitation>:<hours>", "agreement:<id>:<day>". */
export interface RemindersSentTable {
  ref: string;
  email: string;
  sent_at: Instant;
}

/** The one mail a day beside invitations: the day by the reader's own clock. */
export interface DailyMailsTable {
  email: string;
  day: Day;
  sent_at: Instant;
}

export interface MeetingTables {
  series: SeriesTable;
  incoming_mails: IncomingMailsTable;
  mail_bounces: MailBouncesTable;
  bounced_mails: BouncedMailsTable;
  agenda_parts: AgendaPartsTable;
  agenda_materials: AgendaMaterialsTable;
  agenda_templates: AgendaTemplatesTable;
  event_templates: EventTemplatesTable;
  encounter_plans: EncounterPlansTable;
  event_duties: EventDutiesTable;
  event_tasks: EventTasksTable;
  event_actors: EventActorsTable;
  event_experiences: EventExperiencesTable;
  budget_items: BudgetItemsTable;
  date_polls: DatePollsTable;
  date_poll_slots: DatePollSlotsTable;
  date_poll_voters: DatePollVotersTable;
  date_poll_votes: DatePollVotesTable;
  school_days: SchoolDaysTable;
  attendance_excuses: AttendanceExcusesTable;
  attendance_log: AttendanceLogTable;
  student_counts: StudentCountsTable;
  door_keepers: DoorKeepersTable;
  minutes: MinutesTable;
  minutes_parts: MinutesPartsTable;
  minutes_versions: MinutesVersionsTable;
  agreements: AgreementsTable;
  signatures: SignaturesTable;
  certificates: CertificatesTable;
  harvests: HarvestsTable;
  harvest_answers: HarvestAnswersTable;
  reminder_leads: ReminderLeadsTable;
  reminders_sent: RemindersSentTable;
  daily_mails: DailyMailsTable;
}
