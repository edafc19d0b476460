/** The data model of circles: roles and who holds them, processes (elections, proposals, advice, polls), the logbook, external actors. Conventions as in tables.ts. */
import type { Generated } from "kysely";

type Instant = string;
type Day = string; // YYYY-MM-DD
type Json = string;

/** circles ----------------------------------------------------------------------------------- */

/**
 * A group that governs itself (S3: Circle). The tree: one general circle of the network (node_id null, parent_id null, top 1), below it the
 * governing circle of each node (node_id, top 1), below that sub-circles (node_id copied, top 0). Sub-circles of the general circle: node_id null, top 0.
 */
export interface CirclesTable {
  id: string;
  node_id: string | null; // null = of the network
  parent_id: string | null; // null = the general circle, or a node's where there is no general one yet
  top: number; // 1 = governs its node, or the network
  name: string;
  purpose: string;
  domain: string; // what it may decide by itself (S3: Domain)
  quorum: number; // percent of its members whose voice a round needs: 1..100
  method: string; // how it selects for roles: consent, vote
  logbook: string; // who reads its agreements: public, network (signed in), circle
  search_text: string;
  created_at: Instant;
  created_by: string | null;
  updated_at: Instant;
  closed_at: Instant | null;
  closed_by: string | null;
}

/** One row a stay. Who has a voice in a circle: these, and the two link holders (roles.link) of each circle right below it. */
export interface CircleMembersTable {
  id: string;
  circle_id: string;
  person_id: string;
  since: Instant;
  until: Instant | null;
  added_by: string | null;
}

/** roles ------------------------------------------------------------------------------------- */

/** A seat of a circle (S3: Role). */
export interface CircleRolesTable {
  id: string;
  circle_id: string;
  key: string | null; // ambassador, coordinator, secretary, facilitator: the four by default; null = of its own
  name: string;
  purpose: string;
  domain: string;
  accountabilities: string; // one a line
  qualifications: string; // one a line
  term_months: number;
  link: string | null; // S3 Double Linking: up (delegate: embajador/a), down (coordinator); null = none
  rights: string | null; // the row of role_rights that holds for it; null = no rights
  position: number;
  created_at: Instant;
  updated_at: Instant;
  archived_at: Instant | null;
}

/**
 * Who holds a role, from when to when. In force: since <= now, and neither `until` nor `ends_at` has come. role_id null: whoever coordinates
 * a node that has no circle yet (named by administration); rights as of 'coordinator'.
 */
export interface RoleTermsTable {
  id: string;
  role_id: string | null;
  circle_id: string | null; // of the role
  node_id: string | null; // of the circle
  person_id: string | null; // null = somebody external
  external_name: Generated<string>;
  external_organisation: Generated<string>;
  since: Instant;
  ends_at: Generated<Instant | null>; // when the term runs out; null = until it is ended
  evaluation_on: Generated<Day | null>;
  until: Generated<Instant | null>; // ended before that
  end_reason: Generated<string | null>; // resigned, replaced, ended, left, closed
  ended_by: Generated<string | null>;
  named_by: string | null; // administration, where nobody selected them
  process_id: Generated<string | null>; // the selection
  conditions: Generated<string>; // what was agreed in the consent round
}

/** What a role lets one do in the hub: the network's own table. In force while until is null. */
export interface RoleRightsTable {
  id: string;
  role_key: string; // ambassador, coordinator, secretary, facilitator, other
  right: string; // of RIGHTS in domain/rights.ts
  since: Instant;
  granted_by: string | null;
  until: Instant | null;
  ended_by: string | null;
}

/** The public presentation of new role holders to the network. */
export interface InvestituresTable {
  id: string;
  circle_id: string;
  node_id: string | null;
  title: string;
  message_md: string;
  message_html: string;
  audience: string; // node, network, none
  published_at: Instant;
  published_by: string | null;
  cursor: Generated<string>; // the last person whose mail was written
  sent_at: Generated<Instant | null>; // all mails are written
}

export interface InvestitureTermsTable {
  investiture_id: string;
  term_id: string;
}

/** processes --------------------------------------------------------------------------------- */

/**
 * A selection, a proposal, a request for advice or a poll of a circle. Its truth are its acts, in order; phase, round and deadline here are
 * what they come to, for lists. The pure machines that decide are in domain/selections and domain/proposals.
 */
export interface ProcessesTable {
  id: string;
  kind: string; // selection, proposal, advice, poll
  circle_id: string;
  node_id: string | null;
  role_id: string | null; // selection: for which role; proposal: responsible role of the agreement (once known)
  tension_id: string | null;
  title: string;
  mode: string; // live, days
  method: string; // selection: consent, vote; others: ""
  event_id: string | null; // live: the meeting it is held in
  author_person_id: string | null;
  facilitator_person_id: string | null; // may be somebody outside the circle
  quorum: number; // percent, as the circle had it when this began
  phase_days: number; // how long a phase lasts, over days
  setup: Json; // what the machine begins with
  phase: string;
  round: Generated<number>; // raised with every phase: voices are of a round
  acts: Generated<number>; // how many: the next act is number acts + 1
  phase_since: Instant;
  deadline_at: Instant | null;
  warned_at: Instant | null; // the facilitator was told that the deadline passed and nothing can move by itself
  outcome: string | null; // proclaimed, adopted, decided, counted, withdrawn; null = under way
  opened_at: Instant;
  closed_at: Instant | null;
}

/** What was said and done, for ever, in order. Never updated. */
export interface ProcessActsTable {
  id: string; // made by the form: the same button twice is one act
  process_id: string;
  n: number;
  round: number;
  kind: string;
  person_id: string | null; // whose voice; null = the clock
  by_person_id: string | null; // who wrote it down: themselves, or in a live meeting the facilitator for them
  payload: Json;
  at: Instant;
}

/** A secret vote: how often each choice was made. There is no row of a ballot, and the act of voting says nothing but that one voted. */
export interface ProcessBallotsTable {
  process_id: string;
  round: number;
  choice: string;
  votes: number;
}

/** Who was called to speak in a round, by mail; its id makes the link's token. */
export interface ProcessCallsTable {
  id: string;
  process_id: string;
  round: number;
  person_id: string;
  called_at: Instant;
  spoken_at: Generated<Instant | null>; // the machine of its kind counts them among those who have spoken in that round
}

/** logbook ----------------------------------------------------------------------------------- */

/** S3: Driver. What somebody feels should be taken care of by the circle; waits until a meeting or a proposal takes it up. */
export interface TensionsTable {
  id: string;
  circle_id: string;
  title: string;
  situation: string;
  effect: string;
  need: string;
  source: string; // person, review, objection, term
  agreement_id: string | null; // review: of which agreement; objection: against which
  role_id: string | null; // term: which role is to be selected for
  raised_by: string | null;
  raised_at: Instant;
  event_id: string | null; // in whose agenda it stands
  agenda_part_id: string | null;
  process_id: string | null; // the proposal that took it up
  settled_at: Instant | null;
  settled_by: string | null;
  settled_note: string;
}

/** An agreement of a circle, as adopted (S3: Agreement, Logbook). Its text never changes: a new one supersedes it. */
export interface CircleAgreementsTable {
  id: string;
  circle_id: string;
  node_id: string | null;
  number: number; // 1, 2, 3… in its circle
  kind: string; // consent, selection, vote, advice, poll, noted
  title: string;
  driver: string; // why: situation, effect, need in one text
  body_md: string;
  body_html: string;
  process_id: string | null;
  event_id: string | null; // the meeting in which it was adopted
  role_id: string | null; // responsible role
  owner_person_id: string | null; // who answers for it where no role does
  adopted_at: Instant;
  adopted_by: string | null; // who wrote it down
  review_on: Day | null;
  review_due_at: Instant | null; // since when it waits for its review: its day came, or an objection did
  reviewed_at: Instant | null; // last time that it was looked at and kept
  expires_on: Day | null;
  superseded_by: string | null;
  superseded_at: Instant | null;
  ended_at: Instant | null;
  ended_by: string | null;
  ended_note: string;
  search_text: string;
}

/** stakeholder map --------------------------------------------------------------------------- */

export interface StakeholdersTable {
  id: string;
  node_id: string;
  name: string; // of the institution
  kind: string; // key of STAKEHOLDER_KINDS in domain/stakeholders/stakeholder.ts
  contact_name: string; // contact: for the circle only
  contact_email: string | null;
  contact_phone: string;
  power: number; // 0..100
  interest: number; // 0..100
  strategy: string;
  owner_person_id: string | null;
  owner_name: string;
  next_step: string;
  next_on: Day | null;
  search_text: string; // never of the contact: who may not see it must not find by it either
  created_at: Instant;
  created_by: string | null;
  updated_at: Instant;
  updated_by: string | null;
  archived_at: Instant | null;
}

/** Who put an actor where on the matrix, from where: the last one holds. */
export interface StakeholderMovesTable {
  id: string;
  stakeholder_id: string;
  from_power: number;
  from_interest: number;
  power: number;
  interest: number;
  by_person_id: string | null;
  moved_at: Instant;
}

/** History of contacts with an external actor. */
export interface StakeholderContactsTable {
  id: string;
  stakeholder_id: string;
  on_day: Day;
  way: string; // call, meeting, mail, visit, event, other
  what: string;
  event_id: string | null; // invited to this meeting
  by_person_id: string | null;
  noted_at: Instant;
}

export interface CircleTables {
  circles: CirclesTable;
  circle_members: CircleMembersTable;
  circle_roles: CircleRolesTable;
  role_terms: RoleTermsTable;
  role_rights: RoleRightsTable;
  investitures: InvestituresTable;
  investiture_terms: InvestitureTermsTable;
  processes: ProcessesTable;
  process_acts: ProcessActsTable;
  process_ballots: ProcessBallotsTable;
  process_calls: ProcessCallsTable;
  tensions: TensionsTable;
  circle_agreements: CircleAgreementsTable;
  stakeholders: StakeholdersTable;
  stakeholder_contacts: StakeholderContactsTable;
  stakeholder_moves: StakeholderMovesTable;
}
