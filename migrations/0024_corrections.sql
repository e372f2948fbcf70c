-- What a person says that a candidate's answers mean where the rules read something else: all of it each time
-- that something changes, with the answers that it was said of.
CREATE TABLE corrections (
  id TEXT PRIMARY KEY,
  candidate_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  inputs_hash TEXT NOT NULL,
  corrections TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL
);
CREATE INDEX corrections_by_candidate ON corrections (candidate_id, position);
