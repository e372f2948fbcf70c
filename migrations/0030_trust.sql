-- Two-step verification: the secret that the account shares with an app, the last time step that was accepted, so
-- that no code works twice, and single-use codes for a lost phone, each under a hash.
ALTER TABLE owners ADD COLUMN two_step_secret TEXT;
ALTER TABLE owners ADD COLUMN two_step_at TEXT;
ALTER TABLE owners ADD COLUMN two_step_used INTEGER;

CREATE TABLE recovery_codes (
  owner_id TEXT NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  code_hash TEXT NOT NULL,
  PRIMARY KEY (owner_id, code_hash)
);

-- When a vetting was closed without a decision: from then on the time counts after which answers are deleted.
ALTER TABLE vettings ADD COLUMN closed_at TEXT;
UPDATE vettings SET closed_at = updated_at WHERE state = 'closed';

-- Whether an account may have vettings of its own, or only take part in those of others.
ALTER TABLE owners ADD COLUMN may_create INTEGER NOT NULL DEFAULT 1;
