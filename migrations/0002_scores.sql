CREATE TABLE scores (
  id TEXT PRIMARY KEY,
  candidate_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  rubric TEXT NOT NULL,
  inputs_hash TEXT NOT NULL,
  score TEXT NOT NULL,
  scored_at TEXT NOT NULL,
  UNIQUE (candidate_id, position)
);
