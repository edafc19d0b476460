/**
 * The data model. Ids are UUIDv7 text, instants ISO-8601 UTC text with milliseconds, wall times
 * `YYYY-MM-DDTHH:MM` text beside an IANA zone, yes/no is a dated column or a 0/1 integer, lists are JSON text.
 * State that matters is a dated row: who and when, not a boolean.
 */
import type { Generated } from "kysely";
import type { CallTables } from "./call-tables.ts";
import type { CircleTables } from "./circle-tables.ts";
import type { ConversationTables } from "./conversation-tables.ts";
import type { MeetingTables } from "./meeting-tables.ts";
import type { RepositoryTables } from "./repository-tables.ts";
import type { SearchTables } from "./search-tables.ts";

type Instant = string;
type Json = string;

/** places ------------------------------------------------------------------------------------ */

export interface RegionsTable {
  code: string; // official CUT code, "01".."16"
  name: string;
  short_name: string; // what people say: "O'Higgins"
  position: number; // 1 = northernmost
  zone: string; // IANA
  lat: number; // mean of its comunas, for la franja
  lon: number;
}

export interface ComunasTable {
  code: string;
  name: string;
  province_code: string;
  province: string;
  region_code: string;
  lat: number | null;
  lon: number | null;
  search_text: string;
}

export interface EstablishmentsTable {
  id: string;
  slug: string;
  rbd: string | null; // the ministry's number
  name: string;
  comuna_code: string;
  region_code: string; // copied from the comuna: it filters every list
  dependency: string | null; // key of DEPENDENCIES in domain/places/establishment.ts
  rural: number | null;
  cohort: number | null; // year it joined the network
  specialties: Json; // string[] of specialty names
  search_text: string;
  created_at: Instant;
  updated_at: Instant;
}

export interface CounterpartsTable {
  establishment_id: string;
  person_id: string;
  named_at: Instant;
  named_by: string | null;
  ended_at: Instant | null;
  id: string;
}

/** identity ---------------------------------------------------------------------------------- */

export interface PeopleTable {
  id: string;
  email: string; // lower case, one bare address; unique
  name: string;
  establishment_id: string | null;
  position: string; // key of POSITIONS in domain/identity/person.ts: teacher, head, team, ally, other
  organisation: string | null; // for allies
  specialty: string | null;
  password_hash: string | null; // argon2id; null = enters by mailed link only
  email_confirmed_at: Instant | null;
  name_public_at: Instant | null; // consent: the name may stand on public pages
  admin_since: Instant | null;
  mail_reminders: Generated<number>; // 1 = wants reminders of meetings
  reminder_hours: Generated<number | null>; // how long before a meeting; null = as the network has it
  mail_nodes: Generated<number>; // 1 = wants notices of their nodes (requests, approvals)
  suspended_at: Instant | null;
  search_text: string;
  created_at: Instant;
  updated_at: Instant;
  gender: Generated<string | null>; // woman, man, other: said by themselves, only to be counted; null = does not say
  digest: Generated<string>; // what is new in their nodes: daily, weekly, never
  digested_until: Generated<Instant | null>; // what was published until then was told, or was theirs to see
}

export interface SessionsTable {
  id: string; // SHA-256 of the session id, hex: the raw id is only in the cookie
  person_id: string;
  expires_at: Instant; // idle end, moved by use
  ends_at: Instant; // absolute end
  created_at: Instant;
  user_agent: string;
}

/** A link mailed once: only the SHA-256 of its token is stored. */
export interface MailedLinksTable {
  token_hash: string;
  kind: string; // confirm, login, reset, email, setup
  person_id: string | null;
  email: string | null; // for kind email: the address to change to; for confirm: the one that registers
  payload: Generated<Json | null>; // for confirm: what was typed in the registration; dropped when used
  created_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
}

/** nodes ------------------------------------------------------------------------------------- */

export interface NodesTable {
  id: string;
  slug: string;
  name: string;
  kind: string; // thematic, community, territorial, council
  joining: string; // open, request, invitation
  summary: string;
  description_md: string;
  description_html: string; // rendered and sanitised when saved
  colour: number; // 1..12
  glyph: string; // a GlyphName of app/ui/icon.tsx
  search_text: string;
  created_at: Instant;
  updated_at: Instant;
  archived_at: Instant | null;
  reviews_resources: Generated<number>; // 1 = what members share is looked at by its role holders before it is published
}

export interface NodeEstablishmentsTable {
  node_id: string;
  establishment_id: string;
  since: Instant;
  until: Instant | null;
}

/**
 * One row a stay: asked (requested_at), invited (invited_at), in (joined_at), out (left_at), refused (declined_at).
 * At most one row per node and person with left_at and declined_at null ("open").
 */
export interface MembershipsTable {
  id: string;
  node_id: string;
  person_id: string;
  requested_at: Instant | null;
  invited_at: Instant | null;
  joined_at: Instant | null;
  left_at: Instant | null;
  declined_at: Instant | null;
  decided_by: string | null;
  message: string | null; // what the person wrote when asking
  open: Generated<number>; // 1 while neither left nor declined: carries the unique index
}

/** Old slugs redirect for ever. */
export interface SlugRedirectsTable {
  kind: string; // node, establishment
  slug: string;
  target_id: string;
}

/** events ------------------------------------------------------------------------------------ */

export interface EventsTable {
  id: string;
  title: string;
  kind: string; // session, gathering, workshop, visit, milestone
  status: string; // draft, published, cancelled
  visibility: string; // public, members
  zone: string;
  starts_local: string; // wall time: the promise made to people
  ends_local: string;
  starts_at: Instant; // the same as an instant, for order and overlap
  ends_at: Instant;
  host_establishment_id: string | null;
  address: string | null;
  comuna_code: string | null;
  region_code: string | null; // of the host or comuna; null when only online
  online_url: string | null;
  description_md: string;
  description_html: string;
  capacity: number | null; // null = no limit; of a meeting held both ways, of those who come in person
  seats_taken: Generated<number>; // = invitations with seat 'held' (and not online, where held both ways); kept under the event's lock
  online_capacity: Generated<number | null>; // held both ways: of those who connect
  online_taken: Generated<number>; // held both ways: = invitations with seat 'held' and mode 'online'
  sequence: Generated<number>; // iCalendar SEQUENCE: raised by time, place or status only
  published_at: Instant | null;
  cancelled_at: Instant | null;
  calendar_at: Instant; // last change that calendars must see (DTSTAMP, LAST-MODIFIED)
  experiences_count: number | null; // past encounters: experiences shown
  external_guests_count: number | null;
  created_by: string | null;
  created_at: Instant;
  updated_at: Instant;
  search_text: string;
  series_id: Generated<string | null>; // one date of a series
  slot_local: Generated<string | null>; // the wall time that the series' rule gave it: RECURRENCE-ID; stays when the date is moved
  differs_at: Generated<Instant | null>; // since when it no longer follows what is changed for all dates
  door_code: Generated<string | null>; // shown on a screen: who enters it is present
  circle_id: Generated<string | null>; // a meeting of this circle
  attendance_closed_at: Generated<Instant | null>; // the list is complete: who is not on it was absent
}

export interface EventNodesTable {
  event_id: string;
  node_id: string;
  starts_at: Instant; // copied from the event: one index answers "next of this node"
}

/** What happened to an event, in order: published, rescheduled, moved, postponed, cancelled, capacity. */
export interface EventChangesTable {
  id: string;
  event_id: string;
  kind: string;
  sequence: number;
  message: string | null; // what the coordinator told the invitees
  before: Json | null; // { starts_local, ends_local, zone, place } before the change
  by_person_id: string | null;
  at: Instant;
}

/** Who is called by a rule, kept so that the form can be edited and newcomers can be added. */
export interface EventAudiencesTable {
  event_id: string;
  kind: string; // node, counterparts, person, outside, circle
  node_id: string | null; // kind node; counterparts of the schools of a node
  person_id: string | null;
  email: string | null; // kind outside
  name: string | null;
  circle_id: Generated<string | null>; // kind circle: whoever has a voice in it
  id: string;
}

/** invitations ------------------------------------------------------------------------------- */

export interface InvitationsTable {
  id: string;
  event_id: string;
  person_id: string | null; // null = outside guest
  email: string;
  name: string;
  establishment_id: string | null; // the school they came for when invited
  answer: string | null; // yes, no, maybe; null = has not answered (again)
  previous_answer: string | null; // before the last change of time or place
  answered_at: Instant | null;
  comment: string | null;
  seat: string | null; // held, waiting, null
  seat_at: Instant | null; // order of the waiting list
  invited_at: Instant;
  removed_at: Instant | null; // uninvited
  reminded_at: Instant | null;
  reminders: Generated<number>;
  mailed_sequence: number | null; // SEQUENCE of the event that the last mail (or page) told them of; null = told nothing yet
  mode: Generated<string | null>; // of a meeting held both ways: in_person, online
  said_at: Generated<Instant | null>; // when the answer was said (DTSTAMP of a mailed one): an older one that comes later changes nothing
  round: Generated<number>; // raised when they are taken off and when they are called again: part of what a mail is known by
}

export interface AttendancesTable {
  id: string;
  event_id: string;
  establishment_id: string | null;
  person_id: string | null;
  mode: string; // in_person, online
  recorded_at: Instant;
  recorded_by: string | null;
  invitation_id: Generated<string | null>;
  name: Generated<string | null>; // of a person; null where only the school was noted
  organisation: Generated<string | null>; // external guests
  email: Generated<string | null>; // of who came without invitation or account and left it: for the minutes and the certificate
  via: Generated<string | null>; // list, qr, code, walk_in
}

/** feeds ------------------------------------------------------------------------------------- */

export interface FeedsTable {
  id: string; // the URL's token is derived from it with SECRET: nothing to steal here
  person_id: string;
  label: string;
  filter: Json; // {"mine":true} or { node?, kind?, region? }
  created_at: Instant;
  last_fetched_at: Instant | null;
  revoked_at: Instant | null;
}

/** mail -------------------------------------------------------------------------------------- */

export interface OutboxTable {
  id: string;
  message_id: string; // unique; a function of what is said to whom
  kind: string; // invitation, update, cancellation, reminder, promotion, account, membership
  to_email: string;
  to_name: string;
  subject: string;
  raw: string | null; // the whole RFC 5322 message, fixed when queued; dropped 30 days after it left
  event_id: string | null;
  invitation_id: string | null;
  sender_person_id: string | null; // to whom a permanent failure is shown
  status: string; // queued, sending, sent, failed, caught
  attempts: Generated<number>;
  next_attempt_at: Instant;
  claimed_by: string | null;
  claimed_until: Instant | null;
  last_error: string | null;
  created_at: Instant;
  finished_at: Instant | null;
}

/** A long send, done in chunks: the invitations after `cursor` still wait for their mail to be written. */
export interface MailingsTable {
  id: string;
  event_id: string;
  series_id: Generated<string | null>; // of a whole series: event_id is its first date
  kind: string; // invitation, update, cancellation, reminder
  payload: Json;
  cursor: string; // last invitation id done
  total: number;
  done: number;
  sender_person_id: string | null;
  created_at: Instant;
  finished_at: Instant | null;
}

/** Who asked not to be written to. scope: invitations of one event's series of mails, reminders, or all. */
export interface MailStopsTable {
  email: string;
  scope: string; // all, reminders
  created_at: Instant;
}

/** administration ---------------------------------------------------------------------------- */

export interface ImportsTable {
  id: string;
  kind: string; // establishments, people, resources
  file_name: string;
  content: string; // the CSV as received (UTF-8); of resources: its lines, and the zip's key in the store, as JSON
  report: Json; // the dry run: what would be created, changed, refused, line by line
  state: string; // checked, applying, applied, failed, discarded
  done: number;
  total: number;
  created_by: string | null;
  created_at: Instant;
  applied_at: Instant | null;
}

/** One row a scope; raised in the transaction of every change that the scope can see. */
export interface RevisionsTable {
  scope: string;
  revision: number;
  at: Instant;
}

/** Small facts of the deployment: network name, demo stamp. */
export interface SettingsTable {
  key: string;
  value: string;
}

export interface Tables extends MeetingTables, CircleTables, RepositoryTables, SearchTables, ConversationTables, CallTables {
  regions: RegionsTable;
  comunas: ComunasTable;
  establishments: EstablishmentsTable;
  counterparts: CounterpartsTable;
  people: PeopleTable;
  sessions: SessionsTable;
  mailed_links: MailedLinksTable;
  nodes: NodesTable;
  node_establishments: NodeEstablishmentsTable;
  memberships: MembershipsTable;
  slug_redirects: SlugRedirectsTable;
  events: EventsTable;
  event_nodes: EventNodesTable;
  event_changes: EventChangesTable;
  event_audiences: EventAudiencesTable;
  invitations: InvitationsTable;
  attendances: AttendancesTable;
  feeds: FeedsTable;
  outbox: OutboxTable;
  mailings: MailingsTable;
  mail_stops: MailStopsTable;
  imports: ImportsTable;
  revisions: RevisionsTable;
  settings: SettingsTable;
}
