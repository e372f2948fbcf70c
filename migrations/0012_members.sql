CREATE TABLE members (
  vetting_id TEXT NOT NULL REFERENCES vettings (id) ON DELETE CASCADE,
  owner_id TEXT NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  joined_at TEXT NOT NULL,
  PRIMARY KEY (vetting_id, owner_id)
);
CREATE INDEX members_owner ON members (owner_id);

CREATE TABLE member_invitations (
  id TEXT PRIMARY KEY,
  vetting_id TEXT NOT NULL REFERENCES vettings (id) ON DELETE CASCADE,
  email TEXT NOT NULL,
  role TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  accepted_at TEXT,
  revoked_at TEXT
);
CREATE INDEX member_invitations_vetting ON member_invitations (vetting_id);

-- A level 0–4 that a person gave one criterion of one response; given once.
CREATE TABLE ratings (
  candidate_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
  owner_id TEXT NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  criterion TEXT NOT NULL,
  level INTEGER NOT NULL,
  comment TEXT NOT NULL,
  rated_at TEXT NOT NULL,
  PRIMARY KEY (candidate_id, owner_id, criterion)
);
