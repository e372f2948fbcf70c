-- Questions as a conversation: whether the shown facts answered them, which were passed on all the same, and
-- which were taken back. Which replies a candidate has not seen yet.
ALTER TABLE asked_questions ADD COLUMN answered_at TEXT;
ALTER TABLE asked_questions ADD COLUMN passed_on_at TEXT;
ALTER TABLE asked_questions ADD COLUMN withdrawn_at TEXT;
ALTER TABLE interviews ADD COLUMN replies_seen_at TEXT;
-- What was typed into the box for a question and not sent yet.
ALTER TABLE interviews ADD COLUMN unsent_question TEXT NOT NULL DEFAULT '';
