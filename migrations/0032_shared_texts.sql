-- What a response shares word for word with another one of the same vetting, found when it is submitted: which
-- answer, and how much of it. compared_at says which version of a response was compared with all before it.
ALTER TABLE interviews ADD COLUMN compared_at TEXT;

CREATE TABLE shared_texts (
  candidate_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
  other_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
  answer TEXT NOT NULL,
  share REAL NOT NULL,
  PRIMARY KEY (candidate_id, other_id, answer)
);
CREATE INDEX shared_texts_other ON shared_texts (other_id);
