import type { Migration } from "../migrate.ts";

/** Calls: bases, form, rubric, jury, applications, assessments. The model and its words are in call-tables.ts. */
export const calls: Migration = {
  name: "0007-calls",
  up: [
    `CREATE TABLE calls (
      id TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, node_id TEXT REFERENCES nodes(id), visibility TEXT NOT NULL, title TEXT NOT NULL,
      summary TEXT NOT NULL, body_md TEXT NOT NULL, body_html TEXT NOT NULL, prizes TEXT NOT NULL, zone TEXT NOT NULL, opens_local TEXT NOT NULL, opens_at TEXT NOT NULL,
      closes_local TEXT NOT NULL, closes_at TEXT NOT NULL, jury_local TEXT, jury_at TEXT, blind INTEGER NOT NULL DEFAULT 0, work TEXT NOT NULL,
      most_each INTEGER NOT NULL DEFAULT 1, files_most INTEGER NOT NULL DEFAULT 5, event_id TEXT REFERENCES events(id), encounter_id TEXT REFERENCES events(id), created_by TEXT REFERENCES people(id),
      created_at TEXT NOT NULL, updated_at TEXT NOT NULL, published_at TEXT, cancelled_at TEXT, cancel_reason TEXT, results_at TEXT, results_md TEXT NOT NULL DEFAULT '',
      results_html TEXT NOT NULL DEFAULT '', archived_at TEXT, search_text TEXT NOT NULL DEFAULT '')`,
    `CREATE INDEX calls_by_closing ON calls (closes_at, id)`,
    `CREATE INDEX calls_by_node ON calls (node_id, closes_at)`,
    `CREATE INDEX calls_by_time ON calls (published_at)`,
    `CREATE INDEX calls_by_author ON calls (created_by)`,
    `CREATE INDEX calls_by_event ON calls (event_id)`,
    `CREATE INDEX calls_by_encounter ON calls (encounter_id)`,
    `CREATE TABLE call_questions (
      id TEXT PRIMARY KEY, call_id TEXT NOT NULL REFERENCES calls(id), position INTEGER NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, hint TEXT NOT NULL,
      required INTEGER NOT NULL, most INTEGER, options TEXT NOT NULL, identifies INTEGER NOT NULL DEFAULT 0)`,
    `CREATE INDEX call_questions_by_call ON call_questions (call_id, position)`,
    `CREATE TABLE call_criteria (
      id TEXT PRIMARY KEY, call_id TEXT NOT NULL REFERENCES calls(id), position INTEGER NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL,
      weight INTEGER NOT NULL, levels TEXT NOT NULL)`,
    `CREATE INDEX call_criteria_by_call ON call_criteria (call_id, position)`,
    `CREATE TABLE call_changes (
      id TEXT PRIMARY KEY, call_id TEXT NOT NULL REFERENCES calls(id), kind TEXT NOT NULL, note TEXT NOT NULL, at TEXT NOT NULL, by_person_id TEXT REFERENCES people(id))`,
    `CREATE INDEX call_changes_by_call ON call_changes (call_id, at)`,
    `CREATE INDEX call_changes_by_person ON call_changes (by_person_id)`,
    `CREATE TABLE call_jurors (
      id TEXT PRIMARY KEY, call_id TEXT NOT NULL REFERENCES calls(id), person_id TEXT NOT NULL REFERENCES people(id), named_at TEXT NOT NULL,
      named_by TEXT REFERENCES people(id), accepted_at TEXT, declined_at TEXT, declared_at TEXT, removed_at TEXT)`,
    `CREATE UNIQUE INDEX call_jurors_once ON call_jurors (call_id, person_id)`,
    `CREATE INDEX call_jurors_by_person ON call_jurors (person_id)`,
    `CREATE TABLE applications (
      id TEXT PRIMARY KEY, call_id TEXT NOT NULL REFERENCES calls(id), number INTEGER, person_id TEXT REFERENCES people(id),
      establishment_id TEXT REFERENCES establishments(id), resource_id TEXT REFERENCES resources(id), work TEXT, title TEXT NOT NULL, summary TEXT NOT NULL,
      team TEXT NOT NULL, answers TEXT NOT NULL, search_text TEXT NOT NULL DEFAULT '', state TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, submitted_at TEXT, withdrawn_at TEXT,
      out_at TEXT, out_by TEXT REFERENCES people(id), out_reason TEXT, award TEXT, award_position INTEGER, award_note TEXT NOT NULL DEFAULT '')`,
    `CREATE UNIQUE INDEX applications_by_number ON applications (call_id, number) WHERE number IS NOT NULL`,
    `CREATE INDEX applications_by_call ON applications (call_id, state, number)`,
    `CREATE INDEX applications_by_person ON applications (person_id, updated_at)`,
    `CREATE INDEX applications_by_school ON applications (establishment_id)`,
    `CREATE INDEX applications_by_work ON applications (resource_id)`,
    `CREATE TABLE call_conflicts (
      id TEXT PRIMARY KEY, call_id TEXT NOT NULL REFERENCES calls(id), application_id TEXT NOT NULL REFERENCES applications(id), person_id TEXT NOT NULL REFERENCES people(id),
      kind TEXT NOT NULL, note TEXT NOT NULL, source TEXT NOT NULL, at TEXT NOT NULL, by_person_id TEXT REFERENCES people(id), lifted_at TEXT,
      lifted_by TEXT REFERENCES people(id))`,
    `CREATE UNIQUE INDEX call_conflicts_once ON call_conflicts (application_id, person_id) WHERE lifted_at IS NULL`,
    `CREATE INDEX call_conflicts_by_call ON call_conflicts (call_id, person_id)`,
    `CREATE INDEX call_conflicts_by_person ON call_conflicts (person_id)`,
    `CREATE TABLE assessments (
      id TEXT PRIMARY KEY, call_id TEXT NOT NULL REFERENCES calls(id), application_id TEXT NOT NULL REFERENCES applications(id), person_id TEXT REFERENCES people(id),
      comment_md TEXT NOT NULL, comment_html TEXT NOT NULL, note TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, done_at TEXT)`,
    `CREATE UNIQUE INDEX assessments_once ON assessments (application_id, person_id)`,
    `CREATE INDEX assessments_by_call ON assessments (call_id, person_id)`,
    `CREATE INDEX assessments_by_person ON assessments (person_id)`,
    `CREATE TABLE assessment_scores (
      assessment_id TEXT NOT NULL REFERENCES assessments(id), criterion_id TEXT NOT NULL REFERENCES call_criteria(id), points REAL, comment TEXT NOT NULL,
      PRIMARY KEY (assessment_id, criterion_id))`,
    `CREATE INDEX assessment_scores_by_criterion ON assessment_scores (criterion_id)`,
  ],
};
