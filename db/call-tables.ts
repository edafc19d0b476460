/**
 * The data model of calls (convocatorias, concursos): bases, form, rubric, jury, applications, assessments, results. Conventions as in tables.ts.
 * In which phase a call is follows from its dates: phaseOf in domain/calls/call.ts.
 */
import type { Generated } from "kysely";

type Instant = string;
type Json = string;

export interface CallsTable {
  id: string;
  slug: string;
  kind: string; // contest (a jury ranks), call (organisers choose or take all that fit)
  node_id: string | null; // who organises; null: the network (administration)
  visibility: string; // public, members, node
  title: string;
  summary: string;
  body_md: string; // the bases
  body_html: string;
  prizes: string; // what who is chosen gets
  zone: string;
  opens_local: string; // wall times: the promise made to people
  opens_at: Instant;
  closes_local: string;
  closes_at: Instant;
  jury_local: string | null; // until when the jury assesses
  jury_at: Instant | null;
  blind: Generated<number>; // 1 = the jury does not learn who applies
  work: string; // what is applied with: none, optional, required (an experience of the repository)
  most_each: Generated<number>; // applications of one person
  files_most: Generated<number>; // files that an application may bring, besides those of its experience; 0: none
  event_id: string | null; // milestone of the closing date in calendars
  encounter_id: string | null; // the meeting where the chosen ones are shown
  created_by: string | null;
  created_at: Instant;
  updated_at: Instant;
  published_at: Instant | null; // null: a draft of its organisers
  cancelled_at: Instant | null;
  cancel_reason: string | null;
  results_at: Instant | null; // winners published
  results_md: Generated<string>; // what the organisers say of them
  results_html: Generated<string>;
  archived_at: Instant | null;
  search_text: Generated<string>; // title and summary, by searchText()
}

/** What the form asks, beside title and summary. */
export interface CallQuestionsTable {
  id: string;
  call_id: string;
  position: number;
  kind: string; // line, text, number, choice, choices, link
  label: string;
  hint: string;
  required: number;
  most: number | null; // characters
  options: Json; // string[] of choice and choices
  identifies: Generated<number>; // 1 = the answer says who applies: a blind jury does not see it
}

/** One row of the rubric. */
export interface CallCriteriaTable {
  id: string;
  call_id: string;
  position: number;
  name: string;
  description: string;
  weight: number; // whole number from 1; the share is weight / sum of weights
  levels: Json; // { points: number; label: string; description: string }[], from the lowest
}

/** What happened to a call that people must be able to trust: published, extended, changed, cancelled, results. */
export interface CallChangesTable {
  id: string;
  call_id: string;
  kind: string; // published, extended, amended, cancelled, reopened, results
  note: string;
  at: Instant;
  by_person_id: string | null;
}

export interface CallJurorsTable {
  id: string;
  call_id: string;
  person_id: string;
  named_at: Instant;
  named_by: string | null;
  accepted_at: Instant | null;
  declined_at: Instant | null;
  declared_at: Instant | null; // looked at the list of applications and declared their conflicts of interest
  removed_at: Instant | null;
}

/** One row an application. */
export interface ApplicationsTable {
  id: string;
  call_id: string;
  number: number | null; // within the call, given when it is sent in: what a blind jury calls it by
  person_id: string | null;
  establishment_id: string | null;
  resource_id: string | null; // the experience it is made from
  work: Json | null; // WorkSnapshot: the experience as it was when the application was sent in
  title: string;
  summary: string;
  team: string; // who else takes part, as they write it
  answers: Json; // { [question id]: string | string[] }
  search_text: Generated<string>; // of title and summary: for who organises
  state: string; // draft, submitted, withdrawn, out (does not meet the bases)
  created_at: Instant;
  updated_at: Instant;
  submitted_at: Instant | null;
  withdrawn_at: Instant | null;
  out_at: Instant | null;
  out_by: string | null;
  out_reason: string | null;
  award: string | null; // «Primer lugar», «Mención honrosa»: chosen; public once the call's results_at is there
  award_position: number | null;
  award_note: Generated<string>;
}

/** Why somebody of the jury does not assess an application. */
export interface CallConflictsTable {
  id: string;
  call_id: string;
  application_id: string;
  person_id: string; // the juror
  kind: string; // same_school, author, family, works_together, other
  note: string;
  source: string; // declared (by the juror), found (by the hub), organiser
  at: Instant;
  by_person_id: string | null;
  lifted_at: Instant | null;
  lifted_by: string | null;
}

/** What one juror finds of one application. */
export interface AssessmentsTable {
  id: string;
  call_id: string;
  application_id: string;
  person_id: string | null;
  comment_md: string; // for whoever applied
  comment_html: string;
  note: string; // for jury and organisers alone
  created_at: Instant;
  updated_at: Instant;
  done_at: Instant | null; // null: not finished, counts for nothing
}

export interface AssessmentScoresTable {
  assessment_id: string;
  criterion_id: string;
  points: number | null; // null: a comment is there, the points are not yet
  comment: string; // for whoever applied
}

export interface CallTables {
  calls: CallsTable;
  call_questions: CallQuestionsTable;
  call_criteria: CallCriteriaTable;
  call_changes: CallChangesTable;
  call_jurors: CallJurorsTable;
  applications: ApplicationsTable;
  call_conflicts: CallConflictsTable;
  assessments: AssessmentsTable;
  assessment_scores: AssessmentScoresTable;
}
