import type { Migration } from "../migrate.ts";

/** What surrounds a meeting. The model and its words are in meeting-tables.ts. */
export const meetings: Migration = {
  name: "0002-meetings",
  up: [
    `CREATE TABLE series (
      id TEXT PRIMARY KEY REFERENCES events(id), rule TEXT, zone TEXT NOT NULL, first_local TEXT NOT NULL, ends_local TEXT NOT NULL,
      extra TEXT NOT NULL, skipped TEXT NOT NULL, sequence INTEGER NOT NULL DEFAULT 0, calendar_at TEXT NOT NULL, created_at TEXT NOT NULL)`,
    `ALTER TABLE events ADD COLUMN series_id TEXT REFERENCES series(id)`,
    `ALTER TABLE events ADD COLUMN slot_local TEXT`,
    `ALTER TABLE events ADD COLUMN differs_at TEXT`,
    `ALTER TABLE events ADD COLUMN online_capacity INTEGER`,
    `ALTER TABLE events ADD COLUMN online_taken INTEGER NOT NULL DEFAULT 0`,
    `ALTER TABLE events ADD COLUMN door_code TEXT`,
    `ALTER TABLE events ADD COLUMN attendance_closed_at TEXT`,
    `CREATE UNIQUE INDEX events_by_series ON events (series_id, slot_local) WHERE series_id IS NOT NULL`,
    `ALTER TABLE invitations ADD COLUMN mode TEXT`,
    `ALTER TABLE invitations ADD COLUMN said_at TEXT`,
    `ALTER TABLE mailings ADD COLUMN series_id TEXT REFERENCES series(id)`,
    `ALTER TABLE people ADD COLUMN reminder_hours INTEGER`,

    `CREATE TABLE incoming_mails (
      id TEXT PRIMARY KEY, digest TEXT NOT NULL UNIQUE, source TEXT NOT NULL, received_at TEXT NOT NULL, message_id TEXT,
      from_email TEXT NOT NULL, from_name TEXT NOT NULL, to_email TEXT NOT NULL, subject TEXT NOT NULL, kind TEXT NOT NULL,
      state TEXT NOT NULL, reason TEXT, event_id TEXT REFERENCES events(id), invitation_id TEXT REFERENCES invitations(id),
      answer TEXT, comment TEXT, handled_at TEXT, handled_by TEXT REFERENCES people(id), raw TEXT NOT NULL)`,
    `CREATE INDEX incoming_by_event ON incoming_mails (event_id, state, received_at)`,
    `CREATE INDEX incoming_by_state ON incoming_mails (state, received_at)`,
    `CREATE INDEX incoming_by_invitation ON incoming_mails (invitation_id)`,
    `CREATE INDEX incoming_by_received ON incoming_mails (received_at)`,
    `CREATE INDEX incoming_by_sender ON incoming_mails (from_email)`,
    `CREATE TABLE mail_bounces (
      email TEXT PRIMARY KEY, hard INTEGER NOT NULL, soft INTEGER NOT NULL, last_at TEXT NOT NULL, last_status TEXT NOT NULL,
      last_text TEXT NOT NULL, stopped_at TEXT)`,
    `CREATE INDEX bounces_stopped ON mail_bounces (stopped_at, email)`,
    `CREATE TABLE bounced_mails (
      message_id TEXT NOT NULL, hard INTEGER NOT NULL, email TEXT NOT NULL, status TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (message_id, hard))`,
    `CREATE INDEX bounced_mails_by_email ON bounced_mails (email, status)`,

    `CREATE TABLE agenda_parts (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES events(id), position INTEGER NOT NULL, title TEXT NOT NULL, minutes INTEGER NOT NULL,
      lead_person_id TEXT REFERENCES people(id), lead_name TEXT NOT NULL, notes_md TEXT NOT NULL, notes_html TEXT NOT NULL)`,
    `CREATE INDEX agenda_parts_by_event ON agenda_parts (event_id, position)`,
    `CREATE INDEX agenda_parts_by_lead ON agenda_parts (lead_person_id)`,
    `CREATE TABLE agenda_materials (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES events(id), part_id TEXT REFERENCES agenda_parts(id),
      position INTEGER NOT NULL, label TEXT NOT NULL, url TEXT NOT NULL)`,
    `CREATE INDEX agenda_materials_by_event ON agenda_materials (event_id, part_id, position)`,
    `CREATE TABLE agenda_templates (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, event_kind TEXT, parts TEXT NOT NULL, position INTEGER NOT NULL,
      created_by TEXT REFERENCES people(id), created_at TEXT NOT NULL, updated_at TEXT NOT NULL, archived_at TEXT)`,
    `CREATE TABLE event_templates (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, node_id TEXT REFERENCES nodes(id), payload TEXT NOT NULL,
      created_by TEXT REFERENCES people(id), created_at TEXT NOT NULL, archived_at TEXT)`,
    `CREATE INDEX event_templates_by_node ON event_templates (node_id)`,

    `CREATE TABLE encounter_plans (
      event_id TEXT PRIMARY KEY REFERENCES events(id), purpose TEXT NOT NULL, focus TEXT NOT NULL, venue_notes TEXT NOT NULL,
      updated_at TEXT NOT NULL, updated_by TEXT REFERENCES people(id))`,
    `CREATE TABLE event_duties (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES events(id), duty TEXT NOT NULL, person_id TEXT REFERENCES people(id),
      name TEXT NOT NULL, email TEXT, asked_at TEXT NOT NULL, asked_by TEXT REFERENCES people(id), accepted_at TEXT, declined_at TEXT, ended_at TEXT)`,
    `CREATE INDEX event_duties_by_event ON event_duties (event_id, duty)`,
    `CREATE INDEX event_duties_by_person ON event_duties (person_id)`,
    `CREATE TABLE event_tasks (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES events(id), position INTEGER NOT NULL, title TEXT NOT NULL,
      person_id TEXT REFERENCES people(id), name TEXT NOT NULL, due_on TEXT, done_at TEXT, done_by TEXT REFERENCES people(id))`,
    `CREATE INDEX event_tasks_by_event ON event_tasks (event_id, position)`,
    `CREATE INDEX event_tasks_by_person ON event_tasks (person_id, due_on)`,
    `CREATE TABLE event_actors (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES events(id), position INTEGER NOT NULL, name TEXT NOT NULL,
      organisation TEXT NOT NULL, part TEXT NOT NULL, email TEXT, state TEXT NOT NULL)`,
    `CREATE INDEX event_actors_by_event ON event_actors (event_id, position)`,
    `CREATE TABLE event_experiences (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES events(id), position INTEGER NOT NULL, title TEXT NOT NULL,
      establishment_id TEXT REFERENCES establishments(id), authors TEXT NOT NULL, format TEXT NOT NULL)`,
    `CREATE INDEX event_experiences_by_event ON event_experiences (event_id, position)`,
    `CREATE TABLE budget_items (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES events(id), position INTEGER NOT NULL, item TEXT NOT NULL,
      amount INTEGER NOT NULL, payer TEXT NOT NULL, confirmed_at TEXT)`,
    `CREATE INDEX budget_items_by_event ON budget_items (event_id, position)`,

    `CREATE TABLE date_polls (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES events(id), zone TEXT NOT NULL, message TEXT NOT NULL,
      created_by TEXT REFERENCES people(id), created_at TEXT NOT NULL, closes_at TEXT, closed_at TEXT, chosen_slot_id TEXT)`,
    `CREATE INDEX date_polls_by_event ON date_polls (event_id, created_at)`,
    `CREATE TABLE date_poll_slots (
      id TEXT PRIMARY KEY, poll_id TEXT NOT NULL REFERENCES date_polls(id), starts_local TEXT NOT NULL, ends_local TEXT NOT NULL,
      starts_at TEXT NOT NULL, ends_at TEXT NOT NULL)`,
    `CREATE INDEX date_poll_slots_by_poll ON date_poll_slots (poll_id, starts_at)`,
    `CREATE TABLE date_poll_voters (
      id TEXT PRIMARY KEY, poll_id TEXT NOT NULL REFERENCES date_polls(id), person_id TEXT REFERENCES people(id), email TEXT NOT NULL,
      name TEXT NOT NULL, establishment_id TEXT REFERENCES establishments(id), comment TEXT NOT NULL,
      asked_at TEXT, voted_at TEXT, UNIQUE (poll_id, email))`,
    `CREATE INDEX date_poll_voters_by_person ON date_poll_voters (person_id)`,
    `CREATE TABLE date_poll_votes (
      voter_id TEXT NOT NULL REFERENCES date_poll_voters(id), slot_id TEXT NOT NULL REFERENCES date_poll_slots(id), vote TEXT NOT NULL,
      PRIMARY KEY (voter_id, slot_id))`,
    `CREATE INDEX date_poll_votes_by_slot ON date_poll_votes (slot_id, vote)`,
    `CREATE TABLE school_days (
      id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL,
      region_code TEXT REFERENCES regions(code), created_by TEXT REFERENCES people(id), created_at TEXT NOT NULL)`,
    `CREATE INDEX school_days_by_day ON school_days (last_day, first_day)`,

    `ALTER TABLE attendances ADD COLUMN invitation_id TEXT REFERENCES invitations(id)`,
    `ALTER TABLE attendances ADD COLUMN name TEXT`,
    `ALTER TABLE attendances ADD COLUMN organisation TEXT`,
    `ALTER TABLE attendances ADD COLUMN email TEXT`,
    `ALTER TABLE attendances ADD COLUMN via TEXT`,
    `UPDATE attendances SET name = (SELECT p.name FROM people p WHERE p.id = attendances.person_id) WHERE person_id IS NOT NULL`,
    `UPDATE attendances SET invitation_id = (SELECT min(i.id) FROM invitations i WHERE i.event_id = attendances.event_id AND i.person_id = attendances.person_id) WHERE person_id IS NOT NULL`,
    `CREATE UNIQUE INDEX attendances_once_invited ON attendances (event_id, invitation_id) WHERE invitation_id IS NOT NULL`,
    `CREATE UNIQUE INDEX attendances_once_a_person ON attendances (event_id, person_id) WHERE person_id IS NOT NULL`,
    `CREATE INDEX attendances_by_person ON attendances (person_id, event_id)`,
    `CREATE INDEX attendances_by_email ON attendances (email) WHERE email IS NOT NULL`,
    `CREATE INDEX attendances_by_invitation ON attendances (invitation_id)`,
    `CREATE TABLE attendance_excuses (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES events(id), invitation_id TEXT NOT NULL UNIQUE REFERENCES invitations(id),
      reason TEXT NOT NULL, noted_at TEXT NOT NULL, noted_by TEXT REFERENCES people(id))`,
    `CREATE INDEX attendance_excuses_by_event ON attendance_excuses (event_id)`,
    `CREATE TABLE attendance_log (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES events(id), attendance_id TEXT, invitation_id TEXT,
      what TEXT NOT NULL, detail TEXT NOT NULL, at TEXT NOT NULL, by_person_id TEXT REFERENCES people(id))`,
    `CREATE INDEX attendance_log_by_event ON attendance_log (event_id, at)`,
    `CREATE INDEX attendance_log_by_invitation ON attendance_log (invitation_id)`,
    `CREATE INDEX attendance_log_by_attendance ON attendance_log (attendance_id)`,
    `CREATE TABLE student_counts (
      event_id TEXT NOT NULL REFERENCES events(id), establishment_id TEXT NOT NULL REFERENCES establishments(id), count INTEGER NOT NULL,
      noted_at TEXT NOT NULL, noted_by TEXT REFERENCES people(id), PRIMARY KEY (event_id, establishment_id))`,
    `CREATE TABLE door_keepers (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES events(id), person_id TEXT NOT NULL REFERENCES people(id),
      granted_at TEXT NOT NULL, granted_by TEXT REFERENCES people(id), ended_at TEXT)`,
    `CREATE UNIQUE INDEX door_keepers_current ON door_keepers (event_id, person_id) WHERE ended_at IS NULL`,
    `CREATE INDEX door_keepers_by_person ON door_keepers (person_id)`,

    `CREATE TABLE minutes (
      event_id TEXT PRIMARY KEY REFERENCES events(id), version INTEGER NOT NULL DEFAULT 0, revision INTEGER NOT NULL DEFAULT 0,
      published_at TEXT, created_at TEXT NOT NULL, created_by TEXT REFERENCES people(id), updated_at TEXT NOT NULL)`,
    `CREATE TABLE minutes_parts (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES minutes(event_id), agenda_part_id TEXT, position INTEGER NOT NULL,
      title TEXT NOT NULL, notes_md TEXT NOT NULL, notes_html TEXT NOT NULL, revision INTEGER NOT NULL DEFAULT 0,
      updated_at TEXT NOT NULL, updated_by TEXT REFERENCES people(id))`,
    `CREATE INDEX minutes_parts_by_event ON minutes_parts (event_id, position)`,
    `CREATE TABLE minutes_versions (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES minutes(event_id), version INTEGER NOT NULL, content TEXT NOT NULL,
      note TEXT NOT NULL, published_at TEXT NOT NULL, published_by TEXT REFERENCES people(id),
      sent_to TEXT NOT NULL, cursor TEXT NOT NULL DEFAULT '', sent_at TEXT, UNIQUE (event_id, version))`,
    `CREATE INDEX minutes_versions_unsent ON minutes_versions (id) WHERE sent_at IS NULL`,
    `CREATE TABLE agreements (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES events(id), part_id TEXT REFERENCES minutes_parts(id), position INTEGER NOT NULL,
      what TEXT NOT NULL, owner_person_id TEXT REFERENCES people(id), owner_name TEXT NOT NULL, owner_email TEXT, due_on TEXT,
      created_at TEXT NOT NULL, created_by TEXT REFERENCES people(id), done_at TEXT, done_by TEXT REFERENCES people(id),
      dropped_at TEXT, dropped_by TEXT REFERENCES people(id), comment TEXT)`,
    `CREATE INDEX agreements_by_event ON agreements (event_id, position)`,
    `CREATE INDEX agreements_by_owner ON agreements (owner_person_id)`,
    `CREATE INDEX agreements_open ON agreements (due_on) WHERE done_at IS NULL AND dropped_at IS NULL`,
    `CREATE TABLE signatures (
      id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people(id), media_type TEXT NOT NULL, image TEXT NOT NULL,
      created_at TEXT NOT NULL, ended_at TEXT)`,
    `CREATE INDEX signatures_by_person ON signatures (person_id)`,
    `CREATE TABLE certificates (
      id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, event_id TEXT NOT NULL REFERENCES events(id), attendance_id TEXT, person_id TEXT REFERENCES people(id),
      name TEXT NOT NULL, email TEXT, establishment_name TEXT, minutes INTEGER NOT NULL, signer_name TEXT NOT NULL, signer_role TEXT NOT NULL,
      signature_id TEXT REFERENCES signatures(id), issued_at TEXT NOT NULL, issued_by TEXT REFERENCES people(id),
      revoked_at TEXT, revoked_by TEXT REFERENCES people(id))`,
    `CREATE UNIQUE INDEX certificates_current ON certificates (event_id, attendance_id) WHERE revoked_at IS NULL`,
    `CREATE INDEX certificates_by_person ON certificates (person_id, issued_at)`,
    `CREATE INDEX certificates_by_signature ON certificates (signature_id)`,
    `CREATE TABLE harvests (
      event_id TEXT PRIMARY KEY REFERENCES events(id), opened_at TEXT NOT NULL, opened_by TEXT REFERENCES people(id), closes_at TEXT NOT NULL)`,
    `CREATE TABLE harvest_answers (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES harvests(event_id), invitation_id TEXT NOT NULL UNIQUE REFERENCES invitations(id),
      valued TEXT NOT NULL, improve TEXT NOT NULL, transfer TEXT NOT NULL, again INTEGER, answered_at TEXT NOT NULL)`,
    `CREATE INDEX harvest_answers_by_event ON harvest_answers (event_id, answered_at)`,

    `CREATE TABLE reminder_leads (kind TEXT NOT NULL, hours INTEGER NOT NULL, PRIMARY KEY (kind, hours))`,
    // A week before what one travels to, three days before what must be prepared, the day before whatever it is.
    `INSERT INTO reminder_leads (kind, hours) VALUES ('session', 24), ('session', 72), ('gathering', 24), ('gathering', 168), ('workshop', 24), ('visit', 24), ('visit', 168)`,
    `CREATE TABLE reminders_sent (ref TEXT PRIMARY KEY, email TEXT NOT NULL, sent_at TEXT NOT NULL)`,
    `CREATE INDEX reminders_sent_by_time ON reminders_sent (sent_at)`,
    `CREATE TABLE daily_mails (email TEXT NOT NULL, day TEXT NOT NULL, sent_at TEXT NOT NULL, PRIMARY KEY (email, day))`,
  ],
};
