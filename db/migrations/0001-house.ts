import type { Migration } from "../migrate.ts";

/** The tables of the first journey. Plain SQL that SQLite and PostgreSQL read alike; comments on columns are in tables.ts. */
export const house: Migration = {
  name: "0001-house",
  up: [
    `CREATE TABLE regions (
      code TEXT PRIMARY KEY, name TEXT NOT NULL, short_name TEXT NOT NULL, position INTEGER NOT NULL,
      zone TEXT NOT NULL, lat DOUBLE PRECISION NOT NULL, lon DOUBLE PRECISION NOT NULL)`,
    `CREATE TABLE comunas (
      code TEXT PRIMARY KEY, name TEXT NOT NULL, province_code TEXT NOT NULL, province TEXT NOT NULL,
      region_code TEXT NOT NULL REFERENCES regions(code), lat DOUBLE PRECISION, lon DOUBLE PRECISION,
      search_text TEXT NOT NULL)`,
    `CREATE INDEX comunas_by_region ON comunas (region_code, search_text)`,
    `CREATE TABLE establishments (
      id TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, rbd TEXT UNIQUE, name TEXT NOT NULL,
      comuna_code TEXT NOT NULL REFERENCES comunas(code), region_code TEXT NOT NULL REFERENCES regions(code),
      dependency TEXT, rural INTEGER, cohort INTEGER, specialties TEXT NOT NULL DEFAULT '[]',
      search_text TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL)`,
    `CREATE INDEX establishments_by_region ON establishments (region_code, search_text)`,
    `CREATE INDEX establishments_by_name ON establishments (search_text)`,
    `CREATE INDEX establishments_by_comuna ON establishments (comuna_code)`,
    `CREATE TABLE people (
      id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
      establishment_id TEXT REFERENCES establishments(id), position TEXT NOT NULL, organisation TEXT, specialty TEXT,
      password_hash TEXT, email_confirmed_at TEXT, name_public_at TEXT, admin_since TEXT,
      mail_reminders INTEGER NOT NULL DEFAULT 1, mail_nodes INTEGER NOT NULL DEFAULT 1, suspended_at TEXT,
      search_text TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL)`,
    `CREATE INDEX people_by_establishment ON people (establishment_id, search_text)`,
    `CREATE INDEX people_by_name ON people (search_text, id)`,
    // With memberships_by_node it answers "which schools does a node reach" from indexes alone.
    `CREATE INDEX people_school ON people (id, establishment_id)`,
    `CREATE INDEX people_admins ON people (admin_since) WHERE admin_since IS NOT NULL`,
    `CREATE TABLE counterparts (
      id TEXT PRIMARY KEY, establishment_id TEXT NOT NULL REFERENCES establishments(id),
      person_id TEXT NOT NULL REFERENCES people(id), named_at TEXT NOT NULL, named_by TEXT REFERENCES people(id), ended_at TEXT)`,
    `CREATE UNIQUE INDEX counterparts_current ON counterparts (establishment_id, person_id) WHERE ended_at IS NULL`,
    `CREATE INDEX counterparts_by_person ON counterparts (person_id)`,
    `CREATE TABLE sessions (
      id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people(id), expires_at TEXT NOT NULL,
      ends_at TEXT NOT NULL, created_at TEXT NOT NULL, user_agent TEXT NOT NULL)`,
    `CREATE INDEX sessions_by_person ON sessions (person_id)`,
    `CREATE INDEX sessions_by_end ON sessions (expires_at)`,
    `CREATE TABLE mailed_links (
      token_hash TEXT PRIMARY KEY, kind TEXT NOT NULL, person_id TEXT REFERENCES people(id), email TEXT,
      payload TEXT, created_at TEXT NOT NULL, expires_at TEXT NOT NULL, used_at TEXT)`,
    `CREATE INDEX mailed_links_by_person ON mailed_links (person_id, kind)`,
    `CREATE INDEX mailed_links_by_end ON mailed_links (expires_at)`,
    `CREATE TABLE nodes (
      id TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL, joining TEXT NOT NULL,
      summary TEXT NOT NULL, description_md TEXT NOT NULL, description_html TEXT NOT NULL, colour INTEGER NOT NULL,
      glyph TEXT NOT NULL, search_text TEXT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, archived_at TEXT)`,
    `CREATE INDEX nodes_by_kind ON nodes (kind, search_text)`,
    `CREATE TABLE node_establishments (
      node_id TEXT NOT NULL REFERENCES nodes(id), establishment_id TEXT NOT NULL REFERENCES establishments(id),
      since TEXT NOT NULL, until TEXT, PRIMARY KEY (node_id, establishment_id))`,
    `CREATE INDEX node_establishments_by_school ON node_establishments (establishment_id)`,
    `CREATE TABLE memberships (
      id TEXT PRIMARY KEY, node_id TEXT NOT NULL REFERENCES nodes(id), person_id TEXT NOT NULL REFERENCES people(id),
      requested_at TEXT, invited_at TEXT, joined_at TEXT, left_at TEXT, declined_at TEXT,
      decided_by TEXT REFERENCES people(id), message TEXT, open INTEGER NOT NULL DEFAULT 1)`,
    `CREATE UNIQUE INDEX memberships_open ON memberships (node_id, person_id) WHERE open = 1`,
    `CREATE INDEX memberships_by_person ON memberships (person_id, open)`,
    `CREATE INDEX memberships_by_node ON memberships (node_id, open, joined_at, person_id)`,
    `CREATE TABLE node_roles (
      id TEXT PRIMARY KEY, node_id TEXT NOT NULL REFERENCES nodes(id), person_id TEXT NOT NULL REFERENCES people(id),
      role TEXT NOT NULL, since TEXT NOT NULL, until TEXT, named_by TEXT REFERENCES people(id))`,
    `CREATE UNIQUE INDEX node_roles_current ON node_roles (node_id, person_id, role) WHERE until IS NULL`,
    `CREATE INDEX node_roles_by_person ON node_roles (person_id)`,
    `CREATE TABLE slug_redirects (
      kind TEXT NOT NULL, slug TEXT NOT NULL, target_id TEXT NOT NULL, PRIMARY KEY (kind, slug))`,
    `CREATE TABLE events (
      id TEXT PRIMARY KEY, title TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL, visibility TEXT NOT NULL,
      zone TEXT NOT NULL, starts_local TEXT NOT NULL, ends_local TEXT NOT NULL, starts_at TEXT NOT NULL, ends_at TEXT NOT NULL,
      host_establishment_id TEXT REFERENCES establishments(id), address TEXT, comuna_code TEXT REFERENCES comunas(code),
      region_code TEXT REFERENCES regions(code), online_url TEXT, description_md TEXT NOT NULL, description_html TEXT NOT NULL,
      capacity INTEGER, seats_taken INTEGER NOT NULL DEFAULT 0, sequence INTEGER NOT NULL DEFAULT 0,
      published_at TEXT, cancelled_at TEXT, calendar_at TEXT NOT NULL, experiences_count INTEGER, external_guests_count INTEGER,
      created_by TEXT REFERENCES people(id), created_at TEXT NOT NULL, updated_at TEXT NOT NULL, search_text TEXT NOT NULL,
      CHECK (capacity IS NULL OR seats_taken <= capacity OR seats_taken = 0))`,
    `CREATE INDEX events_public_by_start ON events (starts_at, id) WHERE visibility = 'public' AND status <> 'draft'`,
    `CREATE INDEX events_by_start ON events (starts_at, id)`,
    `CREATE INDEX events_by_host ON events (host_establishment_id, starts_at)`,
    `CREATE INDEX events_by_region ON events (region_code, starts_at)`,
    `CREATE INDEX events_by_author ON events (created_by, status)`,
    `CREATE TABLE event_nodes (
      event_id TEXT NOT NULL REFERENCES events(id), node_id TEXT NOT NULL REFERENCES nodes(id),
      starts_at TEXT NOT NULL, PRIMARY KEY (event_id, node_id))`,
    `CREATE INDEX event_nodes_by_node ON event_nodes (node_id, starts_at)`,
    `CREATE TABLE event_changes (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES events(id), kind TEXT NOT NULL, sequence INTEGER NOT NULL,
      message TEXT, before TEXT, by_person_id TEXT REFERENCES people(id), at TEXT NOT NULL)`,
    `CREATE INDEX event_changes_by_event ON event_changes (event_id, at)`,
    `CREATE TABLE event_audiences (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES events(id), kind TEXT NOT NULL, node_id TEXT REFERENCES nodes(id),
      person_id TEXT REFERENCES people(id), email TEXT, name TEXT)`,
    `CREATE INDEX event_audiences_by_event ON event_audiences (event_id)`,
    `CREATE TABLE invitations (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES events(id), person_id TEXT REFERENCES people(id),
      email TEXT NOT NULL, name TEXT NOT NULL, establishment_id TEXT REFERENCES establishments(id),
      answer TEXT, previous_answer TEXT, answered_at TEXT, comment TEXT, seat TEXT, seat_at TEXT,
      invited_at TEXT NOT NULL, removed_at TEXT, reminded_at TEXT, reminders INTEGER NOT NULL DEFAULT 0,
      mailed_sequence INTEGER, round INTEGER NOT NULL DEFAULT 0, UNIQUE (event_id, email))`,
    `CREATE INDEX invitations_by_event ON invitations (event_id, id)`,
    `CREATE INDEX invitations_by_person ON invitations (person_id, event_id)`,
    `CREATE INDEX invitations_by_email ON invitations (email)`,
    `CREATE INDEX invitations_seats ON invitations (event_id, seat, seat_at)`,
    `CREATE INDEX invitations_answers ON invitations (event_id, answer, seat, establishment_id) WHERE removed_at IS NULL`,
    `CREATE TABLE attendances (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES events(id), establishment_id TEXT REFERENCES establishments(id),
      person_id TEXT REFERENCES people(id), mode TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT REFERENCES people(id))`,
    `CREATE INDEX attendances_by_event ON attendances (event_id, establishment_id)`,
    `CREATE INDEX attendances_by_school ON attendances (establishment_id, event_id)`,
    `CREATE TABLE feeds (
      id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people(id), label TEXT NOT NULL, filter TEXT NOT NULL,
      created_at TEXT NOT NULL, last_fetched_at TEXT, revoked_at TEXT)`,
    `CREATE INDEX feeds_by_person ON feeds (person_id, created_at)`,
    `CREATE TABLE outbox (
      id TEXT PRIMARY KEY, message_id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, to_email TEXT NOT NULL, to_name TEXT NOT NULL,
      subject TEXT NOT NULL, event_id TEXT REFERENCES events(id), invitation_id TEXT REFERENCES invitations(id),
      sender_person_id TEXT REFERENCES people(id), status TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
      next_attempt_at TEXT NOT NULL, claimed_by TEXT, claimed_until TEXT, last_error TEXT, created_at TEXT NOT NULL, finished_at TEXT,
      raw TEXT)`, // last: SQLite reads through some 20 KB to reach whatever stands behind it
    `CREATE INDEX outbox_due ON outbox (status, next_attempt_at)`,
    `CREATE INDEX outbox_by_state ON outbox (status, id, created_at)`,
    `CREATE INDEX outbox_by_recipient ON outbox (to_email, id)`,
    `CREATE INDEX outbox_with_bytes ON outbox (finished_at) WHERE raw IS NOT NULL`,
    `CREATE INDEX outbox_by_event ON outbox (event_id, kind, status)`,
    `CREATE INDEX outbox_by_time ON outbox (created_at)`,
    `CREATE INDEX outbox_by_invitation ON outbox (invitation_id)`,
    `CREATE TABLE mailings (
      id TEXT PRIMARY KEY, event_id TEXT NOT NULL REFERENCES events(id), kind TEXT NOT NULL, payload TEXT NOT NULL,
      cursor TEXT NOT NULL, total INTEGER NOT NULL, done INTEGER NOT NULL, sender_person_id TEXT REFERENCES people(id),
      created_at TEXT NOT NULL, finished_at TEXT)`,
    `CREATE INDEX mailings_open ON mailings (created_at) WHERE finished_at IS NULL`,
    `CREATE INDEX mailings_by_event ON mailings (event_id, created_at)`,
    `CREATE TABLE mail_stops (
      email TEXT NOT NULL, scope TEXT NOT NULL, created_at TEXT NOT NULL, PRIMARY KEY (email, scope))`,
    `CREATE TABLE imports (
      id TEXT PRIMARY KEY, kind TEXT NOT NULL, file_name TEXT NOT NULL, content TEXT NOT NULL, report TEXT NOT NULL,
      state TEXT NOT NULL, done INTEGER NOT NULL, total INTEGER NOT NULL, created_by TEXT REFERENCES people(id),
      created_at TEXT NOT NULL, applied_at TEXT)`,
    `CREATE INDEX imports_by_time ON imports (created_at)`,
    `CREATE TABLE revisions (scope TEXT PRIMARY KEY, revision INTEGER NOT NULL, at TEXT NOT NULL)`,
    `CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL)`,
  ],
};
