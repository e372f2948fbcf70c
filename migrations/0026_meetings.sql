-- What a person noted while meeting a candidate: the day, and what was said to each question (JSON, question
-- and note).
CREATE TABLE meetings (
  candidate_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  met_on TEXT,
  notes TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (candidate_id, person_id)
);
