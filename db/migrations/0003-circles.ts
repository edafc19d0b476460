import type { Migration } from "../migrate.ts";

/** How nodes are governed. The model and its words are in circle-tables.ts. */
export const circles: Migration = {
  name: "0003-circles",
  up: [
    `ALTER TABLE people ADD COLUMN gender TEXT`,
    `CREATE TABLE circles (
      id TEXT PRIMARY KEY, node_id TEXT REFERENCES nodes(id), parent_id TEXT REFERENCES circles(id), top INTEGER NOT NULL, name TEXT NOT NULL,
      purpose TEXT NOT NULL, domain TEXT NOT NULL, quorum INTEGER NOT NULL, method TEXT NOT NULL, logbook TEXT NOT NULL, search_text TEXT NOT NULL,
      created_at TEXT NOT NULL, created_by TEXT REFERENCES people(id), updated_at TEXT NOT NULL, closed_at TEXT, closed_by TEXT REFERENCES people(id))`,
    `CREATE UNIQUE INDEX circles_of_node ON circles (node_id) WHERE top = 1 AND closed_at IS NULL AND node_id IS NOT NULL`,
    `CREATE UNIQUE INDEX circles_general ON circles (top) WHERE top = 1 AND closed_at IS NULL AND node_id IS NULL`,
    `CREATE INDEX circles_by_parent ON circles (parent_id)`,
    `CREATE INDEX circles_by_node ON circles (node_id)`,
    `CREATE TABLE circle_members (
      id TEXT PRIMARY KEY, circle_id TEXT NOT NULL REFERENCES circles(id), person_id TEXT NOT NULL REFERENCES people(id),
      since TEXT NOT NULL, until TEXT, added_by TEXT REFERENCES people(id))`,
    `CREATE UNIQUE INDEX circle_members_current ON circle_members (circle_id, person_id) WHERE until IS NULL`,
    `CREATE INDEX circle_members_by_person ON circle_members (person_id)`,

    `CREATE TABLE circle_roles (
      id TEXT PRIMARY KEY, circle_id TEXT NOT NULL REFERENCES circles(id), key TEXT, name TEXT NOT NULL, purpose TEXT NOT NULL, domain TEXT NOT NULL,
      accountabilities TEXT NOT NULL, qualifications TEXT NOT NULL, term_months INTEGER NOT NULL, link TEXT, rights TEXT, position INTEGER NOT NULL,
      created_at TEXT NOT NULL, updated_at TEXT NOT NULL, archived_at TEXT)`,
    `CREATE INDEX circle_roles_by_circle ON circle_roles (circle_id, position)`,
    `CREATE UNIQUE INDEX circle_roles_by_key ON circle_roles (circle_id, key) WHERE key IS NOT NULL AND archived_at IS NULL`,

    `CREATE TABLE processes (
      id TEXT PRIMARY KEY, kind TEXT NOT NULL, circle_id TEXT NOT NULL REFERENCES circles(id), node_id TEXT REFERENCES nodes(id),
      role_id TEXT REFERENCES circle_roles(id), tension_id TEXT, title TEXT NOT NULL, mode TEXT NOT NULL, method TEXT NOT NULL,
      event_id TEXT REFERENCES events(id), author_person_id TEXT REFERENCES people(id), facilitator_person_id TEXT REFERENCES people(id),
      quorum INTEGER NOT NULL, phase_days INTEGER NOT NULL, setup TEXT NOT NULL, phase TEXT NOT NULL, round INTEGER NOT NULL DEFAULT 1,
      acts INTEGER NOT NULL DEFAULT 0, phase_since TEXT NOT NULL, deadline_at TEXT, warned_at TEXT, outcome TEXT, opened_at TEXT NOT NULL, closed_at TEXT)`,
    `CREATE INDEX processes_by_circle ON processes (circle_id, opened_at)`,
    `CREATE INDEX processes_open ON processes (deadline_at) WHERE closed_at IS NULL`,
    `CREATE INDEX processes_by_facilitator ON processes (facilitator_person_id)`,
    `CREATE INDEX processes_by_event ON processes (event_id)`,
    `CREATE INDEX processes_by_role ON processes (role_id)`,
    `CREATE TABLE process_acts (
      id TEXT PRIMARY KEY, process_id TEXT NOT NULL REFERENCES processes(id), n INTEGER NOT NULL, round INTEGER NOT NULL, kind TEXT NOT NULL,
      person_id TEXT REFERENCES people(id), by_person_id TEXT REFERENCES people(id), payload TEXT NOT NULL, at TEXT NOT NULL)`,
    `CREATE UNIQUE INDEX process_acts_in_order ON process_acts (process_id, n)`,
    `CREATE INDEX process_acts_by_person ON process_acts (person_id, process_id, round)`,
    `CREATE TABLE process_ballots (
      process_id TEXT NOT NULL REFERENCES processes(id), round INTEGER NOT NULL, choice TEXT NOT NULL, votes INTEGER NOT NULL, PRIMARY KEY (process_id, round, choice))`,
    `CREATE TABLE process_calls (
      id TEXT PRIMARY KEY, process_id TEXT NOT NULL REFERENCES processes(id), round INTEGER NOT NULL, person_id TEXT NOT NULL REFERENCES people(id), called_at TEXT NOT NULL,
      spoken_at TEXT)`,
    `CREATE UNIQUE INDEX process_calls_once ON process_calls (process_id, round, person_id)`,
    `CREATE INDEX process_calls_by_person ON process_calls (person_id)`,

    `CREATE TABLE role_terms (
      id TEXT PRIMARY KEY, role_id TEXT REFERENCES circle_roles(id), circle_id TEXT REFERENCES circles(id), node_id TEXT REFERENCES nodes(id),
      person_id TEXT REFERENCES people(id), external_name TEXT NOT NULL DEFAULT '', external_organisation TEXT NOT NULL DEFAULT '',
      since TEXT NOT NULL, ends_at TEXT, evaluation_on TEXT, until TEXT, end_reason TEXT, ended_by TEXT REFERENCES people(id),
      named_by TEXT REFERENCES people(id), process_id TEXT REFERENCES processes(id), conditions TEXT NOT NULL DEFAULT '')`,
    // Whoever coordinated a node goes on doing so.
    `INSERT INTO role_terms (id, node_id, person_id, since, until, named_by) SELECT id, node_id, person_id, since, until, named_by FROM node_roles`,
    `DROP TABLE node_roles`,
    `CREATE UNIQUE INDEX role_terms_of_node ON role_terms (node_id, person_id) WHERE role_id IS NULL AND until IS NULL`,
    `CREATE INDEX role_terms_by_person ON role_terms (person_id)`,
    `CREATE INDEX role_terms_by_role ON role_terms (role_id, since)`,
    `CREATE INDEX role_terms_by_circle ON role_terms (circle_id)`,
    `CREATE INDEX role_terms_by_node ON role_terms (node_id)`,
    `CREATE INDEX role_terms_ending ON role_terms (ends_at) WHERE until IS NULL`,

    `CREATE TABLE role_rights (
      id TEXT PRIMARY KEY, role_key TEXT NOT NULL, "right" TEXT NOT NULL, since TEXT NOT NULL, granted_by TEXT REFERENCES people(id),
      until TEXT, ended_by TEXT REFERENCES people(id))`,
    `CREATE UNIQUE INDEX role_rights_current ON role_rights (role_key, "right") WHERE until IS NULL`,
    // As the network begins: administration changes it at /admin/permisos.
    `INSERT INTO role_rights (id, role_key, "right", since) VALUES
      ('coordinator:call_meetings', 'coordinator', 'call_meetings', '2026-11-01T00:00:00.000Z'), ('coordinator:take_attendance', 'coordinator', 'take_attendance', '2026-11-01T00:00:00.000Z'),
      ('coordinator:keep_minutes', 'coordinator', 'keep_minutes', '2026-11-01T00:00:00.000Z'), ('coordinator:publish', 'coordinator', 'publish', '2026-11-01T00:00:00.000Z'),
      ('coordinator:edit_repository', 'coordinator', 'edit_repository', '2026-11-01T00:00:00.000Z'), ('coordinator:approve_members', 'coordinator', 'approve_members', '2026-11-01T00:00:00.000Z'),
      ('coordinator:run_circle', 'coordinator', 'run_circle', '2026-11-01T00:00:00.000Z'),
      ('ambassador:publish', 'ambassador', 'publish', '2026-11-01T00:00:00.000Z'),
      ('secretary:take_attendance', 'secretary', 'take_attendance', '2026-11-01T00:00:00.000Z'), ('secretary:keep_minutes', 'secretary', 'keep_minutes', '2026-11-01T00:00:00.000Z'),
      ('secretary:edit_repository', 'secretary', 'edit_repository', '2026-11-01T00:00:00.000Z'),
      ('facilitator:take_attendance', 'facilitator', 'take_attendance', '2026-11-01T00:00:00.000Z'), ('facilitator:run_circle', 'facilitator', 'run_circle', '2026-11-01T00:00:00.000Z')`,

    `CREATE TABLE investitures (
      id TEXT PRIMARY KEY, circle_id TEXT NOT NULL REFERENCES circles(id), node_id TEXT REFERENCES nodes(id), title TEXT NOT NULL, message_md TEXT NOT NULL,
      message_html TEXT NOT NULL, audience TEXT NOT NULL, published_at TEXT NOT NULL, published_by TEXT REFERENCES people(id),
      cursor TEXT NOT NULL DEFAULT '', sent_at TEXT)`,
    `CREATE INDEX investitures_by_circle ON investitures (circle_id, published_at)`,
    `CREATE INDEX investitures_unsent ON investitures (published_at) WHERE sent_at IS NULL`,
    `CREATE TABLE investiture_terms (
      investiture_id TEXT NOT NULL REFERENCES investitures(id), term_id TEXT NOT NULL REFERENCES role_terms(id), PRIMARY KEY (investiture_id, term_id))`,
    `CREATE INDEX investiture_terms_by_term ON investiture_terms (term_id)`,

    `CREATE TABLE circle_agreements (
      id TEXT PRIMARY KEY, circle_id TEXT NOT NULL REFERENCES circles(id), node_id TEXT REFERENCES nodes(id), number INTEGER NOT NULL, kind TEXT NOT NULL,
      title TEXT NOT NULL, driver TEXT NOT NULL, body_md TEXT NOT NULL, body_html TEXT NOT NULL, process_id TEXT REFERENCES processes(id), event_id TEXT REFERENCES events(id),
      role_id TEXT REFERENCES circle_roles(id), owner_person_id TEXT REFERENCES people(id), adopted_at TEXT NOT NULL, adopted_by TEXT REFERENCES people(id),
      review_on TEXT, review_due_at TEXT, reviewed_at TEXT, expires_on TEXT, superseded_by TEXT REFERENCES circle_agreements(id), superseded_at TEXT,
      ended_at TEXT, ended_by TEXT REFERENCES people(id), ended_note TEXT NOT NULL DEFAULT '', search_text TEXT NOT NULL)`,
    `CREATE UNIQUE INDEX circle_agreements_by_number ON circle_agreements (circle_id, number)`,
    `CREATE UNIQUE INDEX circle_agreements_by_process ON circle_agreements (process_id) WHERE process_id IS NOT NULL`,
    `CREATE INDEX circle_agreements_by_node ON circle_agreements (node_id, adopted_at)`,
    `CREATE INDEX circle_agreements_by_time ON circle_agreements (adopted_at)`,
    `CREATE INDEX circle_agreements_to_review ON circle_agreements (review_on) WHERE superseded_at IS NULL AND ended_at IS NULL`,
    `CREATE INDEX circle_agreements_superseded ON circle_agreements (superseded_by)`,
    `CREATE INDEX circle_agreements_by_role ON circle_agreements (role_id)`,
    `CREATE INDEX circle_agreements_by_event ON circle_agreements (event_id)`,
    // Full text search of the logbook over search_text, whose words stand alone and without accents (searchWords): prefixes of words on both.
    {
      sqlite: [
        `CREATE VIRTUAL TABLE agreement_words USING fts5(agreement_id UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 2')`,
        `CREATE TRIGGER agreement_words_in AFTER INSERT ON circle_agreements BEGIN INSERT INTO agreement_words (agreement_id, words) VALUES (new.id, new.search_text); END`,
        `CREATE TRIGGER agreement_words_changed AFTER UPDATE OF search_text ON circle_agreements BEGIN UPDATE agreement_words SET words = new.search_text WHERE agreement_id = new.id; END`,
        `CREATE TRIGGER agreement_words_out AFTER DELETE ON circle_agreements BEGIN DELETE FROM agreement_words WHERE agreement_id = old.id; END`,
      ],
      postgres: [`CREATE INDEX circle_agreements_words ON circle_agreements USING gin (array_to_tsvector(string_to_array(search_text, ' ')))`],
    },
    `CREATE TABLE tensions (
      id TEXT PRIMARY KEY, circle_id TEXT NOT NULL REFERENCES circles(id), title TEXT NOT NULL, situation TEXT NOT NULL, effect TEXT NOT NULL, need TEXT NOT NULL,
      source TEXT NOT NULL, agreement_id TEXT REFERENCES circle_agreements(id), role_id TEXT REFERENCES circle_roles(id), raised_by TEXT REFERENCES people(id),
      raised_at TEXT NOT NULL, event_id TEXT REFERENCES events(id), agenda_part_id TEXT, process_id TEXT REFERENCES processes(id),
      settled_at TEXT, settled_by TEXT REFERENCES people(id), settled_note TEXT NOT NULL DEFAULT '')`,
    `CREATE INDEX tensions_by_circle ON tensions (circle_id, raised_at)`,
    `CREATE INDEX tensions_by_event ON tensions (event_id)`,
    `CREATE UNIQUE INDEX tensions_of_review ON tensions (agreement_id, source) WHERE settled_at IS NULL AND source = 'review'`,
    `CREATE UNIQUE INDEX tensions_of_term ON tensions (role_id) WHERE settled_at IS NULL AND source = 'term'`,

    `ALTER TABLE agreements ADD COLUMN to_logbook_at TEXT`,

    `CREATE TABLE stakeholders (
      id TEXT PRIMARY KEY, node_id TEXT NOT NULL REFERENCES nodes(id), name TEXT NOT NULL, kind TEXT NOT NULL, contact_name TEXT NOT NULL, contact_email TEXT,
      contact_phone TEXT NOT NULL, power INTEGER NOT NULL, interest INTEGER NOT NULL, strategy TEXT NOT NULL, owner_person_id TEXT REFERENCES people(id),
      owner_name TEXT NOT NULL, next_step TEXT NOT NULL, next_on TEXT, search_text TEXT NOT NULL, created_at TEXT NOT NULL, created_by TEXT REFERENCES people(id),
      updated_at TEXT NOT NULL, updated_by TEXT REFERENCES people(id), archived_at TEXT)`,
    `CREATE INDEX stakeholders_by_node ON stakeholders (node_id, search_text)`,
    `CREATE INDEX stakeholders_by_email ON stakeholders (contact_email)`,
    `CREATE TABLE stakeholder_contacts (
      id TEXT PRIMARY KEY, stakeholder_id TEXT NOT NULL REFERENCES stakeholders(id), on_day TEXT NOT NULL, way TEXT NOT NULL, what TEXT NOT NULL,
      event_id TEXT REFERENCES events(id), by_person_id TEXT REFERENCES people(id), noted_at TEXT NOT NULL)`,
    `CREATE INDEX stakeholder_contacts_by_actor ON stakeholder_contacts (stakeholder_id, on_day)`,
    `CREATE TABLE stakeholder_moves (
      id TEXT PRIMARY KEY, stakeholder_id TEXT NOT NULL REFERENCES stakeholders(id), from_power INTEGER NOT NULL, from_interest INTEGER NOT NULL,
      power INTEGER NOT NULL, interest INTEGER NOT NULL, by_person_id TEXT REFERENCES people(id), moved_at TEXT NOT NULL)`,
    `CREATE INDEX stakeholder_moves_by_actor ON stakeholder_moves (stakeholder_id, moved_at)`,

    // A meeting of a circle, and "the members of this circle" as whom it calls.
    `ALTER TABLE events ADD COLUMN circle_id TEXT REFERENCES circles(id)`,
    `CREATE INDEX events_by_circle ON events (circle_id, starts_at) WHERE circle_id IS NOT NULL`,
    `ALTER TABLE event_audiences ADD COLUMN circle_id TEXT REFERENCES circles(id)`,
  ],
};
