-- A candidate can hand in a better version until the deadline, or take its response back: every version is kept.
ALTER TABLE interviews ADD COLUMN revising_at TEXT;
CREATE TABLE earlier_submissions (
  id TEXT PRIMARY KEY,
  candidate_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
  submitted_at TEXT NOT NULL,
  brief TEXT NOT NULL,
  response TEXT NOT NULL,
  ended_at TEXT NOT NULL,
  ended_as TEXT NOT NULL
);
CREATE INDEX earlier_submissions_by_candidate ON earlier_submissions (candidate_id, submitted_at);
