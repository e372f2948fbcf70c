CREATE TABLE owners (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL,
  created_at TEXT NOT NULL
);

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
);
CREATE INDEX sessions_owner ON sessions (owner_id);

CREATE TABLE vettings (
  id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  state TEXT NOT NULL,
  brief TEXT NOT NULL,
  sample_pages TEXT NOT NULL,
  is_sample INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  first_invited_at TEXT,
  unsealed_at TEXT
);
CREATE INDEX vettings_owner ON vettings (owner_id);

CREATE TABLE brief_changes (
  id TEXT PRIMARY KEY,
  vetting_id TEXT NOT NULL REFERENCES vettings (id) ON DELETE CASCADE,
  page TEXT NOT NULL,
  changed_at TEXT NOT NULL
);
CREATE INDEX brief_changes_vetting ON brief_changes (vetting_id);

CREATE TABLE candidates (
  id TEXT PRIMARY KEY,
  vetting_id TEXT NOT NULL REFERENCES vettings (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  email TEXT,
  created_at TEXT NOT NULL,
  shortlisted INTEGER NOT NULL,
  shortlist_rank INTEGER,
  note TEXT NOT NULL,
  read_at TEXT,
  UNIQUE (vetting_id, name)
);

CREATE TABLE invitations (
  id TEXT PRIMARY KEY,
  candidate_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
  token_hash TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked_at TEXT,
  opened_at TEXT
);
CREATE INDEX invitations_candidate ON invitations (candidate_id);

CREATE TABLE candidate_sessions (
  token_hash TEXT PRIMARY KEY,
  invitation_id TEXT NOT NULL REFERENCES invitations (id) ON DELETE CASCADE,
  created_at TEXT NOT NULL
);

CREATE TABLE interviews (
  candidate_id TEXT PRIMARY KEY REFERENCES candidates (id) ON DELETE CASCADE,
  step TEXT NOT NULL,
  nudged_at TEXT,
  facts_opened_at TEXT,
  saved_at TEXT NOT NULL,
  submitted_at TEXT,
  submitted_brief TEXT,
  submitted_response TEXT
);

CREATE TABLE answers (
  candidate_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
  step TEXT NOT NULL,
  typed TEXT NOT NULL,
  complete INTEGER NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (candidate_id, step)
);

CREATE TABLE asked_questions (
  id TEXT PRIMARY KEY,
  candidate_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  phase TEXT NOT NULL,
  topic TEXT NOT NULL,
  fact TEXT,
  reply TEXT,
  reply_to_all INTEGER NOT NULL,
  replied_at TEXT,
  asked_at TEXT NOT NULL,
  UNIQUE (candidate_id, position)
);
