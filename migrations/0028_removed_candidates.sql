-- When the owner closed a question without an answer.
ALTER TABLE asked_questions ADD COLUMN closed_at TEXT;
