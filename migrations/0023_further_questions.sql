-- Questions that an owner asks one candidate back after reading, and the answers.
CREATE TABLE further_questions (
  id TEXT PRIMARY KEY,
  candidate_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  answers_by TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  answer TEXT NOT NULL DEFAULT '',
  answered_at TEXT
);
CREATE INDEX further_questions_by_candidate ON further_questions (candidate_id, position);
