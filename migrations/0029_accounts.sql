-- Accounts: switched off by the operator, and whether the address is known to be the person's.
ALTER TABLE owners ADD COLUMN disabled_at TEXT;
ALTER TABLE owners ADD COLUMN verified_at TEXT;

-- Sessions can be told apart and ended one by one; they end when they are not used.
CREATE TABLE sessions_with_use (
  id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  owner_id TEXT NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT NOT NULL,
  agent TEXT NOT NULL DEFAULT ''
);
INSERT INTO sessions_with_use (id, token_hash, owner_id, created_at, expires_at, used_at)
SELECT token_hash, token_hash, owner_id, created_at, expires_at, created_at FROM sessions;
DROP TABLE sessions;
ALTER TABLE sessions_with_use RENAME TO sessions;
CREATE INDEX sessions_owner ON sessions (owner_id);

-- What happened to an account: sign-ins, refusals, changed passwords.
CREATE TABLE account_events (
  id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  at TEXT NOT NULL,
  act TEXT NOT NULL,
  agent TEXT NOT NULL DEFAULT ''
);
CREATE INDEX account_events_owner ON account_events (owner_id, at);

-- Links by mail that prove an address: to set a new password or to confirm it.
CREATE TABLE account_links (
  token_hash TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  purpose TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
);
CREATE INDEX account_links_owner ON account_links (owner_id);

-- Failed sign-ins by account, by address and by both, each under a hash.
CREATE TABLE sign_in_failures (
  bucket TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  last_at TEXT NOT NULL
);

-- Browsers from which somebody has signed in before.
CREATE TABLE known_browsers (
  token_hash TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  used_at TEXT NOT NULL
);
CREATE INDEX known_browsers_owner ON known_browsers (owner_id);

-- Mail about an account is about no vetting.
CREATE TABLE outbox_with_accounts (
  id TEXT PRIMARY KEY,
  vetting_id TEXT REFERENCES vettings (id) ON DELETE CASCADE,
  candidate_id TEXT REFERENCES candidates (id) ON DELETE CASCADE,
  owner_id TEXT REFERENCES owners (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  recipient TEXT NOT NULL,
  details TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_attempt_at TEXT NOT NULL,
  last_error TEXT,
  created_at TEXT NOT NULL,
  sent_at TEXT
);
INSERT INTO outbox_with_accounts
SELECT id, vetting_id, candidate_id, NULL, kind, recipient, details, state, attempts, next_attempt_at, last_error, created_at, sent_at
FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_with_accounts RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (state, next_attempt_at);
CREATE INDEX outbox_vetting ON outbox (vetting_id);
CREATE INDEX outbox_candidate ON outbox (candidate_id);
CREATE INDEX outbox_owner ON outbox (owner_id);

-- Child columns without which a deletion looks at every row.
CREATE INDEX levels_seen_person ON levels_seen (person_id);
CREATE INDEX meetings_person ON meetings (person_id);
CREATE INDEX reading_numbers_candidate ON reading_numbers (candidate_id);
CREATE INDEX judgements_person ON judgements (person_id);
CREATE INDEX interviews_submitted ON interviews (submitted_at);

-- When the server last wrote, to see that it can.
CREATE TABLE heartbeat (
  one INTEGER PRIMARY KEY,
  at TEXT NOT NULL
);
