-- What the owner is not told by mail, separated by commas, and for which deadline (a day) it was told that it
-- has passed.
ALTER TABLE vettings ADD COLUMN notices_off TEXT NOT NULL DEFAULT '';
ALTER TABLE vettings ADD COLUMN deadline_told TEXT;

-- Mail to the owner may be about no candidate in particular.
CREATE TABLE outbox_with_notices (
  id TEXT PRIMARY KEY,
  vetting_id TEXT NOT NULL REFERENCES vettings (id) ON DELETE CASCADE,
  candidate_id TEXT REFERENCES candidates (id) ON DELETE CASCADE,
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
INSERT INTO outbox_with_notices
SELECT id, vetting_id, candidate_id, kind, recipient, details, state, attempts, next_attempt_at, last_error, created_at, sent_at
FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_with_notices RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (state, next_attempt_at);
CREATE INDEX outbox_vetting ON outbox (vetting_id);
